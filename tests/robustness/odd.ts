/** Servers that answer in ways that HTTP allows and few expect: none of them is accused of anything. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { casesIn } from '../../fixtures/cases/index.ts'
import type { HeaderPair } from '../../spec/model.ts'
import { reference } from './stages.ts'
import { rewritingWire, type Plain } from './wires.ts'
import type { Situation, Stage } from './model.ts'

/** The reference, its answers written anew. */
const written =
  (write: (answer: Plain) => readonly Buffer[], prefix = '') =>
  async (): Promise<Stage> => {
    const inner = await reference(undefined, undefined, prefix)()
    const wire = await rewritingWire(Number(new URL(inner.baseUrl).port), write)
    return {
      ...inner,
      baseUrl: `http://LOCALHOST:${wire.port}${prefix}/`,
      close: async () => {
        wire.close()
        await inner.close()
      },
    }
  }

const lines = (headers: readonly HeaderPair[]): string =>
  headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')

const renamed = (headers: readonly HeaderPair[], name: (own: string) => string): HeaderPair[] =>
  headers.map(([own, value]) => [name(own), value])

/** Headers of the message's form, which are written anew. */
const FRAMING = /^(content-length|transfer-encoding|connection|keep-alive)$/i
const withoutFraming = (headers: readonly HeaderPair[]): HeaderPair[] =>
  headers.filter(([name]) => !FRAMING.test(name))

/** Media types compare without case, and a parameter may be quoted (RFC 9110 8.3.1). */
const retyped = (headers: readonly HeaderPair[]): HeaderPair[] =>
  headers.map(([name, value]) => [
    name,
    value.replace(/^application\/json.*/i, 'Application/JSON ; charset="UTF-8"'),
  ])

const old = ({ status, headers, body }: Plain): readonly Buffer[] => {
  const own = renamed(withoutFraming(headers), (name) => name.toLowerCase())
  return [Buffer.from(`HTTP/1.0 ${status} \r\n${lines(own)}\r\n`), body]
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
  (coding: string, compress: (body: Buffer) => Buffer, size: number) =>
  ({ status, headers, body }: Plain): readonly Buffer[] => {
    const own = renamed(retyped(withoutFraming(headers)), (name) => name.toUpperCase())
    const head = `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 ${status} As You Like It\r\n${lines(own)}`
    if (body.length === 0) return [Buffer.from(`${head}Content-Length: 0\r\n\r\n`)]
    return [
      Buffer.from(
        `${head}Content-Encoding: ${coding}\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n`,
      ),
      ...chunks(compress(body), size),
      Buffer.from('0\r\nX-Sum: 1\r\n\r\n'),
    ]
  }

const sound = {
  owner: 'none',
  code: 0,
  message: /^conformant$/,
  most: 'plan',
  bound: 'the plan',
  planned: casesIn('certify'),
} as const

export const ofOddities: readonly Situation[] = [
  {
    id: 'http-1-0',
    title: 'HTTP/1.0, and a body that ends with the connection',
    simulated: 'no length, no reason phrase, header names in small letters; behind a prefix',
    ...sound,
    stage: written(old, '/gateway/v1'),
  },
  {
    id: 'gzip-unasked',
    title: 'compressed chunks with extensions and a trailer, after an interim answer',
    simulated: '103, gzip that nobody asked for, header names in capitals, a quoted charset',
    ...sound,
    stage: written(decorated('gzip', (body) => gzipSync(body), 4096)),
  },
  {
    id: 'brotli-in-drops',
    title: 'an answer in single bytes',
    simulated: 'brotli in chunks of one byte each',
    ...sound,
    stage: written(decorated('BR', (body) => brotliCompressSync(body), 1)),
  },
]
