/** What is sent: exactly what was given, and once. */
import { expect, test } from '@playwright/test'
import { httpTransport } from '../../../fixtures/http/transport.ts'
import { get, hostile, outcomeOf, sentFor } from '../../support/raw-server.ts'

test('the target, the header lines and the body are sent as they were given', async () => {
  const body = Buffer.from('fffe00807b22', 'hex')
  const sent = await sentFor({
    method: 'POST',
    target: '/a/../b//c/%2e%2e?x=%zz&y',
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
    ],
    body,
  })
  expect(sent).toBe(
    [
      'POST /a/../b//c/%2e%2e?x=%zz&y HTTP/1.1',
      'host: HOST',
      'user-agent: formflow-token-conformance',
      'Content-Type: application/json',
      'X-Twice: 1',
      'x-twice: 2',
      'content-length: 6',
      'connection: close',
      '',
      body.toString('latin1'),
    ].join('\r\n'),
  )
})

test('a tight head has names in capitals, no blank behind a colon, and values as they were given', async () => {
  const sent = await sentFor({
    method: 'POST',
    target: '/a',
    headers: [['content-type', 'application/json; charset=UTF-8']],
    head: 'tight',
    body: Buffer.from('{}'),
  })
  expect(sent).toBe(
    [
      'POST /a HTTP/1.1',
      'HOST:HOST',
      'USER-AGENT:formflow-token-conformance',
      'CONTENT-TYPE:application/json; charset=UTF-8',
      'CONTENT-LENGTH:2',
      'CONNECTION:close',
      '',
      '{}',
    ].join('\r\n'),
  )
})

const framed = [
  ['GET', undefined, ''],
  ['HEAD', undefined, ''],
  ['OPTIONS', undefined, ''],
  ['TRACE', undefined, ''],
  ['POST', undefined, 'content-length: 0\r\n'],
  ['PUT', undefined, 'content-length: 0\r\n'],
  ['PATCH', undefined, 'content-length: 0\r\n'],
  ['POST', Buffer.alloc(0), 'content-length: 0\r\n'],
  ['DELETE', Buffer.from('abc'), 'content-length: 3\r\n'],
] as const

for (const [method, body, length] of framed)
  test(`a ${method} with ${body?.length ?? 'no'} bytes of body has "${length.trim()}"`, async () => {
    const sent = await sentFor({ method, target: '/', headers: [], ...(body ? { body } : {}) })
    expect(sent).toBe(
      `${method} / HTTP/1.1\r\nhost: HOST\r\nuser-agent: formflow-token-conformance\r\n` +
        `${length}connection: close\r\n\r\n${body?.toString() ?? ''}`,
    )
  })

for (const status of [301, 302, 303, 307, 308])
  test(`a redirect with ${status} is an answer and is not followed`, async () => {
    const elsewhere = await hostile((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const server = await hostile((socket) =>
      socket.end(`HTTP/1.1 ${status} Moved\r\nLocation: ${elsewhere.origin.href}\r\n\r\n`),
    )
    const { response } = await httpTransport(
      server.origin,
      5000,
    )({
      ...get,
      method: 'POST',
      body: Buffer.from('{}'),
    })
    server.close()
    elsewhere.close()
    expect(response?.status).toBe(status)
    expect([server.connections(), elsewhere.connections()]).toEqual([1, 0])
  })

test('every request has a new connection', async () => {
  const server = await hostile((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n'),
  )
  const transport = httpTransport(server.origin, 5000)
  await transport(get)
  await transport(get)
  server.close()
  expect(server.connections()).toBe(2)
})

test('two requests that are written at once: an answer behind one that ends the connection is no extra', async () => {
  const answer = (body: string, connection: string): string =>
    `HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: ${connection}\r\n\r\n${body}`
  const both = { ...get, kept: 'open' as const, followedBy: get }
  // Some servers answer each request that they have read, although the first answer announces the end.
  const server = await hostile((socket) => socket.end(answer('a', 'close') + answer('b', 'close')))
  const outcome = await httpTransport(server.origin, 5000)(both)
  server.close()
  expect(outcome.extra).toBeUndefined()
  expect(outcome.response?.body.toString()).toBe('a')
  expect(outcome.next?.response?.status).toBe(200)
  const alone = await outcomeOf(answer('a', 'close') + answer('b', 'close'))
  expect(alone.extra?.length).toBeGreaterThan(0)
})
