/** Servers that respond late, never, without end, or not in HTTP. */
import { gzipSync } from 'node:zlib'
import { bytes, flood, response, trickle } from './stages.ts'
import type { Situation } from './model.ts'

const OK = 'HTTP/1.1 200 OK\r\n'
const JSON_TYPE = { 'content-type': 'application/json' }
const GB = 1_073_741_824

const environment = { owner: 'environment', code: 3, most: 1 } as const
const target = { owner: 'target', code: 1, most: 1 } as const

/** Long enough for a busy machine, and short enough for a test. */
const late = {
  ...environment,
  timeoutMs: 300,
  message: /failed: no response within the deadline.*\(no complete answer in 300 ms\)/,
  bound: '1 request, its deadline',
} as const

const once = '1 request'
const zipped = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${OK}content-encoding: gzip\r\n\r\n`), body])

export const rawResponses: readonly Situation[] = [
  {
    id: 'never-answers',
    title: 'the server never responds',
    simulated: 'it accepts the connection, reads, and sends nothing',
    ...late,
    stage: bytes(() => undefined),
  },
  {
    id: 'head-trickles',
    title: 'the head never ends',
    simulated: 'a header line every 10 ms',
    ...late,
    stage: bytes((socket) => trickle(socket, OK, 'x-a: b\r\n')),
  },
  {
    id: 'body-trickles',
    title: 'the body never ends',
    simulated: 'a byte every 10 ms',
    ...late,
    stage: bytes((socket) => trickle(socket, `${OK}\r\n`, ' ')),
  },
  {
    id: 'interim-only',
    title: 'only interim responses',
    simulated: '100 and 103 every 10 ms, and no final response',
    ...late,
    stage: bytes((socket) =>
      trickle(socket, 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    ),
  },
  {
    id: 'gigabyte',
    title: 'an endless body',
    simulated: 'up to 1 GB, as fast as the client reads',
    ...target,
    message: /^no-broken-answer: response to request: .* observed too-large/,
    bound: '1 request, 1 MiB',
    process: 'also',
    stage: bytes((socket) => flood(socket, `${OK}content-length: ${GB}\r\n\r\n`, GB)),
  },
  {
    id: 'gzip-bomb',
    title: 'a gzip bomb',
    simulated: '64 MiB of zeros in 64 KiB',
    ...target,
    message: /^no-broken-answer: response to request: .* observed too-large/,
    bound: '1 request, 1 MiB unpacked',
    stage: bytes(zipped(gzipSync(Buffer.alloc(67_108_864)))),
  },
  {
    id: 'gzip-truncated',
    title: 'a gzip body that is cut off',
    simulated: 'the first 20 bytes of a gzip body',
    ...target,
    message: /^no-broken-answer: .* observed encoding: gzip: unexpected end of file/,
    bound: once,
    stage: bytes(zipped(gzipSync(Buffer.alloc(9999, 'ab')).subarray(0, 20))),
  },
  {
    id: 'length-too-long',
    title: 'a Content-Length longer than the body',
    simulated: '9 bytes declared, 3 sent, then closed',
    ...target,
    message: /^no-broken-answer: .* observed truncated/,
    bound: once,
    stage: bytes(`${OK}content-length: 9\r\n\r\nabc`),
  },
  {
    id: 'length-too-short',
    title: 'a Content-Length shorter than the body',
    simulated: '5 bytes declared, a complete token response sent',
    ...target,
    message: /^[a-z-]+: /,
    bound: 'the plan',
    most: 'plan',
    stage: bytes(
      `${OK}content-type: application/json\r\ncontent-length: 5\r\n\r\n{"token":"abc","token_type":"Bearer","expires_in":3600}`,
    ),
  },
  {
    id: 'reset-before-head',
    title: 'a reset instead of a response',
    simulated: 'RST after every request',
    ...environment,
    most: 2,
    message: /the connection was closed without a response; check https or http/,
    bound: '2 requests: the first reset may be an accident',
    stage: bytes((socket) => socket.resetAndDestroy()),
  },
  {
    id: 'closed-in-head',
    title: 'a connection that is closed in the head',
    simulated: 'FIN in a header line of every response',
    ...environment,
    most: 2,
    message: /the connection was closed without a response/,
    bound: '2 requests',
    stage: bytes(`${OK}content-`),
  },
  {
    id: 'reset-in-body',
    title: 'a reset in the body',
    simulated: 'RST after 3 of 9 bytes',
    ...target,
    message: /^no-broken-answer: .* observed truncated/,
    bound: once,
    stage: bytes((socket) => {
      socket.write(`${OK}content-length: 9\r\n\r\nabc`, () => socket.resetAndDestroy())
    }),
  },
  {
    id: 'garbage',
    title: 'not HTTP',
    simulated: 'the greeting of an SSH server',
    ...environment,
    message: /the server does not speak HTTP\/1\.1; check the port/,
    bound: once,
    stage: bytes('SSH-2.0-OpenSSH_9.6\r\n'),
  },
  {
    id: 'http-0-9',
    title: 'HTTP/0.9',
    simulated: 'a page without status line and headers',
    ...environment,
    message: /does not speak HTTP\/1\.1/,
    bound: once,
    stage: bytes('<html>hello</html>'),
  },
  {
    id: 'line-feeds',
    title: 'header lines that end with LF only',
    simulated: 'a head without CR',
    ...target,
    message: /no-broken-answer: .*malformed: a line does not end in CR LF/,
    bound: once,
    stage: bytes('HTTP/1.1 200 OK\ncontent-length: 2\n\n{}'),
  },
  {
    id: 'header-flood',
    title: 'too many headers',
    simulated: '100 000 header lines',
    ...target,
    message: /headers of more than 16 KiB/,
    bound: '1 request, 16 KiB of head',
    stage: bytes((socket) => flood(socket, OK + 'x-a: b\r\n'.repeat(100_000), 0)),
  },
  {
    id: 'no-content-with-body',
    title: '204 with a body',
    simulated: '204 with a Content-Length and a text',
    ...target,
    most: 'plan',
    message: /^[a-z-]+: /,
    bound: 'the plan',
    stage: bytes(response('204 No Content', '{"token":"abc"}', JSON_TYPE)),
  },
]
