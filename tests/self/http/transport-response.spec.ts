/** Good answers, in all the ways in which HTTP/1.1 can write one. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { MAX_BODY, type RawOutcome } from '../../../fixtures/http/transport.ts'
import { get, outcomeOf } from '../../support/raw-server.ts'

const summary = ({ response, failure }: RawOutcome): string =>
  response
    ? `${response.status} ${response.reason}: ${response.body.toString('latin1')}`
    : `${failure?.kind} ${failure?.status ?? ''}`

const compressed = (coding: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\n\r\n`), body])

const answers: readonly (readonly [what: string, bytes: string | Buffer, is: string])[] = [
  ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', '200 OK: ok'],
  ['that ends with the connection', 'HTTP/1.1 401 No\r\n\r\nno', '401 No: no'],
  ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nold', '200 OK: old'],
  [
    'in chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n',
    '200 OK: abc',
  ],
  [
    'in chunks with extensions',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n0 ;c\r\n\r\n',
    '200 OK: abc',
  ],
  [
    'with the same length twice',
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok',
    '200 OK: ok',
  ],
  ['behind an empty line', '\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', '200 OK: ok'],
  ['without a reason', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n', '200 : '],
  ['after early hints', 'HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\n\r\nok', '200 OK: ok'],
  ['without content', 'HTTP/1.1 204 No Content\r\n\r\n', '204 No Content: '],
  [
    'of bytes that are no text',
    Buffer.from('HTTP/1.1 200 OK\r\n\r\n\xff\0', 'latin1'),
    '200 OK: \xff\0',
  ],
  ['in gzip', compressed('gzip', gzipSync('zipped')), '200 OK: zipped'],
  ['in GZIP', compressed('GZIP', gzipSync('zipped')), '200 OK: zipped'],
  ['in deflate', compressed('deflate', deflateSync('zipped')), '200 OK: zipped'],
  ['in brotli', compressed('br', brotliCompressSync('zipped')), '200 OK: zipped'],
  ['that is named gzip and is empty', compressed('gzip', Buffer.alloc(0)), '200 OK: '],
]

for (const [what, bytes, is] of answers)
  test(`an answer ${what} is read as ${JSON.stringify(is)}`, async () => {
    expect(summary(await outcomeOf(bytes))).toBe(is)
  })

test('a response to HEAD has no body, whatever its Content-Length is', async () => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n'
  expect(summary(await outcomeOf(answer, { ...get, method: 'HEAD' }))).toBe('200 OK: ')
})

test('header lines keep their order, their letters and their duplicates', async () => {
  const lines = ['Set-Cookie: a=1', 'X-Odd:  é ', 'set-cookie: b=2', 'Content-Length: 0']
  const head = `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\n\r\n`
  const { response } = await outcomeOf(Buffer.from(head, 'latin1'))
  expect(response).toMatchObject({
    httpVersion: '1.1',
    headers: [
      ['Set-Cookie', 'a=1'],
      ['X-Odd', 'é'],
      ['set-cookie', 'b=2'],
      ['Content-Length', '0'],
    ],
  })
})

test('a header line that begins with a blank goes on with the one before it', async () => {
  const { response } = await outcomeOf('HTTP/1.1 200 OK\r\nX-Long: a,\r\n  b\r\n\r\n')
  expect(response).toMatchObject({ headers: [['X-Long', 'a, b']] })
})

test('trailers are read', async () => {
  const answer =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Late: yes\r\n\r\n'
  const { response } = await outcomeOf(answer)
  expect(response).toMatchObject({ trailers: [['X-Late', 'yes']] })
})

test('a body of exactly the limit is read, plain and compressed', async () => {
  const body = Buffer.alloc(MAX_BODY, 'x')
  const plain = await outcomeOf(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), body]))
  const zipped = await outcomeOf(compressed('gzip', gzipSync(body)))
  expect([plain.response?.body.length, zipped.response?.body.length]).toEqual([MAX_BODY, MAX_BODY])
})

test('an answer that comes before the request is sent in full counts', async () => {
  const refusal = 'HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno'
  const outcome = await outcomeOf((socket) => socket.write(refusal), {
    ...get,
    method: 'POST',
    body: Buffer.alloc(8 * MAX_BODY, 'x'),
  })
  expect(summary(outcome)).toBe('413 Too Large: no')
})
