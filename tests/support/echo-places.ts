/** Every place of a response in which a server may repeat a text. */
import type { HeaderPair } from '../../spec/model.ts'
import type { RawResponse } from '../../fixtures/http/transport.ts'

const refusal: RawResponse = {
  status: 400,
  reason: 'Bad Request',
  httpVersion: '1.1',
  headers: [['content-type', 'application/json']],
  trailers: [],
  body: Buffer.from('{"message":"no"}'),
}

const withBody = (body: string): RawResponse => ({ ...refusal, body: Buffer.from(body) })

/** A header is read byte by byte, and a text in UTF-8 is what a server writes into it. */
const inBytes = (text: string): string => Buffer.from(text).toString('latin1')

const withHeader = (...pair: HeaderPair): RawResponse => ({
  ...refusal,
  headers: [...refusal.headers, pair],
})

const tokenWith = (text: string): string =>
  [{ alg: 'HS256' }, { sub: 'a', text }, { signature: 'a' }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')

export interface EchoPlace {
  readonly responseWith: (text: string) => RawResponse
  /** It is a line of HTTP, which no text with a line break or NUL fits into. */
  readonly isLine?: true
  /** Nothing of it is kept, so no file can hold it. */
  readonly isDropped?: true
}

export const echoPlaces: Readonly<Record<string, EchoPlace>> = {
  'a member of a body': { responseWith: (text) => withBody(JSON.stringify({ error: text })) },
  'JSON within JSON': {
    responseWith: (text) => withBody(JSON.stringify({ inner: JSON.stringify([{ a: text }]) })),
  },
  'a page': { responseWith: (text) => withBody(`<p>Error: ${text} </p>`) },
  'a line of text': { responseWith: (text) => withBody(`failed: ${text}\n`) },
  'an error message': {
    responseWith: (text) =>
      withBody(JSON.stringify({ message: `the login with ${text} has failed`, stack: [] })),
  },
  'a claim': {
    responseWith: (text) => ({
      ...withBody(JSON.stringify({ token: tokenWith(text), token_type: 'Bearer' })),
      status: 200,
    }),
  },
  'a header': { responseWith: (text) => withHeader('x-echo', inBytes(text)), isLine: true },
  'a cookie': {
    responseWith: (text) => withHeader('set-cookie', `sid=${inBytes(text)}; HttpOnly`),
    isLine: true,
  },
  'the address of a redirect': {
    responseWith: (text) => withHeader('location', `/login?s=${inBytes(text)}`),
    isLine: true,
  },
  'the reason phrase': {
    responseWith: (text) => ({ ...refusal, reason: inBytes(text) }),
    isLine: true,
  },
  'a trailer': {
    responseWith: (text) => ({ ...refusal, trailers: [['x-late', inBytes(text)]] }),
    isLine: true,
    isDropped: true,
  },
  'an interim response': {
    responseWith: (text) => ({
      ...refusal,
      interim: [{ status: 103, reason: 'Early Hints', headers: [['link', inBytes(text)]] }],
    }),
    isLine: true,
    isDropped: true,
  },
  'a chunk extension': {
    responseWith: (text) => ({ ...refusal, chunkExtensions: [`a="${inBytes(text)}"`] }),
    isLine: true,
    isDropped: true,
  },
}

export const fits = (text: string, { isLine }: EchoPlace): boolean =>
  !isLine || !/[\r\n\0]/.test(text)
