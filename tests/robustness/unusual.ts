/** Servers with unusual responses that HTTP allows: none of them violates anything. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { casesIn } from '../../fixtures/cases/index.ts'
import type { HeaderPair } from '../../spec/model.ts'
import { reference } from './stages.ts'
import { rewritingRelay, type PlainResponse, type Rewrite } from './relays.ts'
import type { Situation, Stage } from './model.ts'

/** The reference server, with its responses rewritten. */
const rewritten =
  (write: Rewrite, prefix = '') =>
  async (): Promise<Stage> => {
    const inner = await reference(undefined, undefined, prefix)()
    const relay = await rewritingRelay(Number(new URL(inner.baseUrl).port), write)
    return {
      ...inner,
      baseUrl: `http://LOCALHOST:${relay.port}${prefix}/`,
      close: async () => {
        relay.close()
        await inner.close()
      },
    }
  }

const lines = (headers: readonly HeaderPair[]): string =>
  headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')

const renamed = (headers: readonly HeaderPair[], rename: (name: string) => string): HeaderPair[] =>
  headers.map(([name, value]) => [rename(name), value])

/** Headers about the framing of a message, which change with it. */
const FRAMING = /^(content-length|transfer-encoding|connection|keep-alive)$/i
const withoutFraming = (headers: readonly HeaderPair[]): HeaderPair[] =>
  headers.filter(([name]) => !FRAMING.test(name))

/** Media types are case-insensitive, and a parameter may be quoted (RFC 9110 8.3.1). */
const retyped = (headers: readonly HeaderPair[]): HeaderPair[] =>
  headers.map(([name, value]) => [
    name,
    value.replace(/^application\/json.*/i, 'Application/JSON ; charset="UTF-8"'),
  ])

const asHttp10 = ({ status, headers, body }: PlainResponse): readonly Buffer[] => {
  const lowerCase = renamed(withoutFraming(headers), (name) => name.toLowerCase())
  return [Buffer.from(`HTTP/1.0 ${status} \r\n${lines(lowerCase)}\r\n`), body]
}

/** @param size bytes of a chunk */
function* chunks(body: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size)
    yield Buffer.concat([
      Buffer.from(`${part.length.toString(16)};seen="a;b"\r\n`),
      part,
      Buffer.from('\r\n'),
    ])
  }
}

const decorated =
  (coding: string, compress: (body: Buffer) => Buffer, size: number): Rewrite =>
  (answer, request) => {
    if (request.httpVersion === '1.0') return asHttp10(answer)
    const isCoded = request.headers['accept-encoding'] !== 'identity'
    const { status, headers, body } = answer
    const upperCase = renamed(retyped(withoutFraming(headers)), (name) => name.toUpperCase())
    const head = `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 ${status} As You Like It\r\n${lines(upperCase)}`
    if (body.length === 0) return [Buffer.from(`${head}Content-Length: 0\r\n\r\n`)]
    return [
      Buffer.from(
        `${head}${isCoded ? `Content-Encoding: ${coding}\r\n` : ''}Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n`,
      ),
      ...chunks(isCoded ? compress(body) : body, size),
      Buffer.from('0\r\nX-Sum: 1\r\n\r\n'),
    ]
  }

const conformant = {
  owner: 'none',
  code: 0,
  message: /^conformant$/,
  most: 'plan',
  bound: 'the plan',
  planned: casesIn('certify'),
} as const

export const unusualServers: readonly Situation[] = [
  {
    id: 'http-1-0',
    title: 'HTTP/1.0 with a body that ends with the connection',
    simulated: 'no length, no reason phrase, header names in lower case, below a prefix',
    ...conformant,
    // HTTP/1.0 has no interim responses, so `expectation-answered` (SHOULD) is not applicable.
    message: /^no response is about it$/,
    stage: rewritten(asHttp10, '/gateway/v1'),
  },
  {
    id: 'gzip-unasked',
    title: 'compressed chunks with extensions and a trailer, after an interim response',
    simulated: '103, gzip without Accept-Encoding, header names in upper case, a quoted charset',
    ...conformant,
    stage: rewritten(decorated('gzip', (body) => gzipSync(body), 4096)),
  },
  {
    id: 'brotli-in-drops',
    title: 'a response in single bytes',
    simulated: 'brotli in chunks of one byte',
    ...conformant,
    stage: rewritten(decorated('BR', (body) => brotliCompressSync(body), 1)),
  },
]
