/** Every place of a response in which a server may repeat a text. */
import type { HeaderPair } from '../../spec/model.ts'
import type { RawOutcome, RawResponse } from '../../fixtures/http/transport.ts'

const refusal: RawResponse = {
  status: 400,
  reason: 'Bad Request',
  httpVersion: '1.1',
  headers: [['content-type', 'application/json']],
  trailers: [],
  body: Buffer.from('{"message":"no"}'),
}

const withResponse = (changes: Partial<RawResponse>): RawOutcome => ({
  response: { ...refusal, ...changes },
})

const withBody = (body: string): RawOutcome => withResponse({ body: Buffer.from(body) })

/** A header is read byte by byte, and a text in UTF-8 is what a server writes into it. */
const inBytes = (text: string): string => Buffer.from(text).toString('latin1')

const withHeader = (...pair: HeaderPair): RawOutcome =>
  withResponse({ headers: [...refusal.headers, pair] })

const tokenWith = (text: string): string =>
  [{ alg: 'HS256' }, { sub: 'a', text }, { signature: 'a' }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')

export interface EchoPlace {
  readonly outcomeWith: (text: string) => RawOutcome
  /** It is a line of HTTP, which no text with a line break or NUL fits into. */
  readonly isLine?: true
  /** Nothing of it is kept, so no file can hold it. */
  readonly isDropped?: true
}

export const echoPlaces: Readonly<Record<string, EchoPlace>> = {
  'a member of a body': { outcomeWith: (text) => withBody(JSON.stringify({ error: text })) },
  'JSON within JSON': {
    outcomeWith: (text) => withBody(JSON.stringify({ inner: JSON.stringify([{ a: text }]) })),
  },
  'a page': { outcomeWith: (text) => withBody(`<p>Error: ${text} </p>`) },
  'a line of text': { outcomeWith: (text) => withBody(`failed: ${text}\n`) },
  'an error message': {
    outcomeWith: (text) =>
      withBody(JSON.stringify({ message: `the login with ${text} has failed`, stack: [] })),
  },
  'a claim': {
    outcomeWith: (text) =>
      withResponse({
        status: 200,
        body: Buffer.from(JSON.stringify({ token: tokenWith(text), token_type: 'Bearer' })),
      }),
  },
  'a header': { outcomeWith: (text) => withHeader('x-echo', inBytes(text)), isLine: true },
  'a cookie': {
    outcomeWith: (text) => withHeader('set-cookie', `sid=${inBytes(text)}; HttpOnly`),
    isLine: true,
  },
  'the address of a redirect': {
    outcomeWith: (text) => withHeader('location', `/login?s=${inBytes(text)}`),
    isLine: true,
  },
  'the reason phrase': {
    outcomeWith: (text) => withResponse({ reason: inBytes(text) }),
    isLine: true,
  },
  'a trailer': {
    outcomeWith: (text) => withResponse({ trailers: [['x-late', inBytes(text)]] }),
    isLine: true,
    isDropped: true,
  },
  'an interim response': {
    outcomeWith: (text) => ({
      response: refusal,
      interim: [
        {
          status: 103,
          reason: 'Early Hints',
          httpVersion: '1.1',
          headers: [['link', inBytes(text)]],
        },
      ],
    }),
    isLine: true,
  },
  'a chunk extension': {
    outcomeWith: (text) => withResponse({ chunkExtensions: [`a="${inBytes(text)}"`] }),
    isLine: true,
    isDropped: true,
  },
}

export const fits = (text: string, { isLine }: EchoPlace): boolean =>
  !isLine || !/[\r\n\0]/.test(text)
