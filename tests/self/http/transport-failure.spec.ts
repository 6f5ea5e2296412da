/** Whatever the other side does is data: a kind of failure, and the status if there was one. */
import type net from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { httpTransport, MAX_BODY } from '../../../fixtures/http/transport.ts'
import type { Failure } from '../../../spec/model.ts'
import { get, hostile, outcomeOf } from '../../support/raw-server.ts'

type Answer = string | Buffer | ((socket: net.Socket) => void)

const OK = 'HTTP/1.1 200 OK\r\n'
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`
const zipped = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${OK}Content-Encoding: gzip\r\n\r\n`), body])

/** A little at a time, for ever; it ends with the connection. */
function trickle(socket: net.Socket, head: string, drip: string): void {
  const timer = setInterval(() => socket.write(drip), 10)
  socket.on('close', () => clearInterval(timer))
  socket.write(head)
}

function flood(socket: net.Socket): void {
  const more = (): void => {
    if (!socket.destroyed) socket.write(Buffer.alloc(65_536), more)
  }
  socket.write(`${OK}\r\n`, more)
}

const failures: readonly (readonly [what: string, answer: Answer, is: Partial<Failure>])[] = [
  ['that never comes', () => undefined, { kind: 'timeout' }],
  ['whose head trickles', (s) => trickle(s, OK, 'X-A: b\r\n'), { kind: 'timeout' }],
  ['whose body trickles', (s) => trickle(s, `${OK}\r\n`, ' '), { kind: 'timeout', status: 200 }],
  ['of interim heads alone', (s) => s.write('HTTP/1.1 103 A\r\n\r\n'), { kind: 'timeout' }],
  ['without end', flood, { kind: 'too-large', status: 200 }],
  ['one byte over the limit', `${OK}\r\n${'x'.repeat(MAX_BODY + 1)}`, { kind: 'too-large' }],
  [
    'that unpacks beyond the limit',
    zipped(gzipSync(Buffer.alloc(64 * MAX_BODY))),
    { kind: 'too-large' },
  ],
  [
    'that is named gzip and is not',
    zipped(Buffer.from('{"token":1}')),
    { kind: 'encoding', status: 200 },
  ],
  [
    'whose gzip is cut off',
    zipped(gzipSync(Buffer.alloc(9999, 'ab')).subarray(0, 20)),
    { kind: 'encoding' },
  ],
  [
    'in a coding that was not requested',
    `${OK}Content-Encoding: gzip, gzip\r\n\r\nx`,
    { kind: 'encoding' },
  ],
  ['that is a reset', (s) => s.resetAndDestroy(), { kind: 'reset' }],
  ['that is a closed connection', '', { kind: 'reset' }],
  ['closed within the head', `${OK}Content-`, { kind: 'reset' }],
  [
    'closed within the body',
    `${OK}Content-Length: 9\r\n\r\nabc`,
    { kind: 'truncated', status: 200 },
  ],
  [
    'closed within a chunk',
    `${OK}Transfer-Encoding: chunked\r\n\r\n9\r\nabc`,
    { kind: 'truncated' },
  ],
  [
    'reset within the body',
    (s) => s.write(`${OK}Content-Length: 9\r\n\r\nabc`, () => s.resetAndDestroy()),
    { kind: 'truncated' },
  ],
  ['of another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', { kind: 'not-http' }],
  [
    'whose lines end in LF',
    `${OK}Content-Length: 1\n\na`.replaceAll('\r\n', '\n'),
    { kind: 'malformed' },
  ],
  ['of another protocol in lines that end in LF', '220 mail.example\n', { kind: 'not-http' }],
  ['of garbage', Buffer.from('00ff17031a', 'hex'), { kind: 'not-http' }],
  [
    'with two lengths',
    `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\na`,
    { kind: 'malformed' },
  ],
  ['with an endless header', `${OK}X-A: ${'b'.repeat(99_999)}\r\n\r\n`, { kind: 'malformed' }],
  [
    'with a length and in chunks',
    `${OK}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    { kind: 'malformed' },
  ],
  ['whose length is a word', `${OK}Content-Length: one\r\n\r\na`, { kind: 'malformed' }],
  ['with a header line of no name', `${OK}no name\r\n\r\na`, { kind: 'malformed' }],
  ['with a blank before a colon', `${OK}X-A : b\r\n\r\na`, { kind: 'malformed' }],
  ['with a NUL in a header', `${OK}X-A: b\0c\r\n\r\na`, { kind: 'malformed' }],
  ['with a chunk longer than its size', `${CHUNKED}1\r\nab\r\n0\r\n\r\n`, { kind: 'malformed' }],
  ['with a chunk without a size', `${CHUNKED}x\r\nab\r\n0\r\n\r\n`, { kind: 'malformed' }],
  [
    'in a transfer coding nobody asked for',
    `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    { kind: 'encoding' },
  ],
  ['of HTTP/2 in words', 'HTTP/2 200 OK\r\n\r\n', { kind: 'not-http' }],
  [
    'that switches protocols',
    'HTTP/1.1 101 Switch\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
    { kind: 'not-http' },
  ],
]

for (const [what, answer, is] of failures)
  test(`an answer ${what} is a failure: ${Object.values(is).join(' after ')}`, async () => {
    const timeoutMs = is.kind === 'timeout' ? 200 : 5000
    const { response, failure } = await outcomeOf(answer, get, timeoutMs)
    expect(response).toBeUndefined()
    expect(failure).toMatchObject(is)
  })

test('a port where nothing listens is reported as refused', async () => {
  const server = await hostile(() => undefined)
  server.close()
  const { failure } = await httpTransport(server.origin, 5000)(get)
  expect(failure).toEqual({ kind: 'refused', message: 'ECONNREFUSED' })
})

test('TLS against a server that speaks plain HTTP is reported as a failure of TLS', async () => {
  const server = await hostile((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const origin = new URL(server.origin.href.replace('http:', 'https:'))
  const { failure } = await httpTransport(origin, 5000)(get)
  server.close()
  expect(failure?.kind).toBe('tls')
})

test('a host name that does not resolve is reported as DNS', async () => {
  // Too long for a name, so no name server is asked.
  const nowhere = new URL(`http://${'n'.repeat(64)}.invalid`)
  const { failure } = await httpTransport(nowhere, 5000)(get)
  expect(failure).toEqual({ kind: 'dns', message: 'ENOTFOUND' })
})

test('no failure message repeats what was sent', async () => {
  const { failure } = await outcomeOf('no HTTP', {
    ...get,
    headers: [['authorization', 'Bearer conformance-garbage']],
  })
  expect(JSON.stringify(failure)).not.toContain('garbage')
})
