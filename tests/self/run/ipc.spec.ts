/** The requests of workers: who may send them, what for, and what is sent back. */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test as base } from '@playwright/test'
import { requestResults, serveResults, type IpcServer } from '../../../fixtures/run/ipc.ts'
import type { Result } from '../../../fixtures/run/result.ts'
import { sight } from '../../support/exchange.ts'

const { exchange } = sight()
const result: Result = { performance: { caseId: 'a/b', exchanges: [exchange] }, findings: [] }

interface Serving {
  readonly server: IpcServer
  /** Ids of cases whose result was requested. */
  readonly requested: readonly string[]
}

const test = base.extend<{ serving: Serving }>({
  serving: async ({}, use) => {
    const requested: string[] = []
    const server = await serveResults(async (id) => {
      requested.push(id)
      if (id === 'no/such-case') throw new Error(`unknown case ${id}`)
      return { results: [result], redMayBeExpected: true }
    })
    await use({ server, requested })
    await server.close()
  },
})

interface Sent {
  readonly method?: string
  readonly path?: string
  readonly key?: string
  readonly body?: string
}

/** A stranger's request, with nothing but what it is given. */
function send(url: string, { method = 'POST', path = '/results', key, body = '"a/b"' }: Sent) {
  const headers = { connection: 'close', ...(key === undefined ? {} : { 'x-key': key }) }
  return new Promise<readonly [status: number | undefined, body: string]>((resolve, reject) => {
    const sent = request(url + path, { method, headers }, (response) => {
      text(response).then((received) => resolve([response.statusCode, received]), reject)
    })
    sent.on('error', reject)
    sent.end(method === 'GET' ? undefined : body)
  })
}

test('a request with the key gets the results', async ({ serving }) => {
  const { server, requested } = serving
  expect(await requestResults(server, 'a/b')).toEqual({ results: [result], redMayBeExpected: true })
  expect(requested).toEqual(['a/b'])
})

test('a connection is kept however long the next request takes', async ({ serving }) => {
  const { url, key } = serving.server
  const headers = { 'x-key': key, connection: 'keep-alive' }
  const kept = await new Promise((resolve, reject) => {
    const sent = request(`${url}/results`, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve([response.headers.connection, response.headers['keep-alive']])
    })
    sent.on('error', reject)
    sent.end('"a/b"')
  })
  expect(kept).toEqual(['keep-alive', undefined])
})

for (const [how, change] of [
  ['without the key', () => ({})],
  ['with an empty key', () => ({ key: '' })],
  ['with another key of the same length', (key: string) => ({ key: key.replaceAll(/./g, '0') })],
  ['with the beginning of the key', (key: string) => ({ key: key.slice(0, -1) })],
  ['with the key and more', (key: string) => ({ key: `${key}0` })],
  [
    'with a key of as many characters but more bytes',
    (key: string) => ({ key: 'é'.repeat(key.length) }),
  ],
  ['by GET', (key: string) => ({ key, method: 'GET' })],
  ['by PUT', (key: string) => ({ key, method: 'PUT' })],
] as const)
  test(`a request ${how} is answered 404`, async ({ serving }) => {
    const { server, requested } = serving
    const sent: Sent = change(server.key)
    expect(await send(server.url, sent)).toEqual([404, ''])
    expect(requested).toEqual([])
  })

test('an unknown path, or a body that is no id, is an error and no crash', async ({ serving }) => {
  const { server, requested } = serving
  const { key, url } = server
  expect(await send(url, { key, path: '/leaks' })).toEqual([500, 'unknown path /leaks'])
  expect((await send(url, { key, body: '{' }))[0]).toBe(500)
  expect((await send(url, { key, body: '["a/b"]' }))[0]).toBe(500)
  expect(requested).toEqual([])
  expect((await send(url, { key }))[0]).toBe(200)
})

test('an error of the run is an error of the request', async ({ serving }) => {
  const rejected = requestResults(serving.server, 'no/such-case')
  await expect(rejected).rejects.toThrow('the gateway failed: unknown case no/such-case')
})

test('the server is on loopback, on another port and with another key in every run', async ({
  serving,
}) => {
  const { server } = serving
  const another = await serveResults(async () => ({ results: [result], redMayBeExpected: false }))
  await another.close()
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  // Another address of the same machine, as one that others could reach would be.
  const elsewhere = server.url.replace('127.0.0.1', '127.0.0.2')
  await expect(send(elsewhere, { key: server.key })).rejects.toThrow()
  expect(server.key).toMatch(/^[\da-f]{48}$/)
  expect(another.key).not.toBe(server.key)
})

test('a server that closes keeps no worker waiting', async () => {
  const server = await serveResults(() => new Promise(() => undefined))
  const waiting = requestResults(server, 'a/b').catch((error: unknown) => String(error))
  await send(server.url, {})
  await server.close()
  expect(await waiting).toMatch(/ECONNRESET|socket hang up|ECONNREFUSED/)
})
