/** The gateway's door: who may ask, what, and what comes out. */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test as base } from '@playwright/test'
import { askDoor, openDoor, type Door } from '../../../fixtures/run/ipc.ts'
import { sight } from '../../support/exchange.ts'
import type { Result } from '../../../fixtures/run/result.ts'

const { exchange } = sight()
const result: Result = { performance: { caseId: 'a/b', exchanges: [exchange] }, findings: [] }

interface Opened {
  readonly door: Door
  readonly certified: readonly string[]
}

const test = base.extend<{ opened: Opened }>({
  opened: async ({}, use) => {
    const certified: string[] = []
    const door = await openDoor(async (id) => {
      certified.push(id)
      if (id === 'no/such-case') throw new Error(`unknown case ${id}`)
      return [result]
    })
    await use({ door, certified })
    await door.close()
  },
})

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly key?: string
  readonly body?: string
}

/** A stranger's request, with nothing but what it is given. */
function ask(url: string, { method = 'POST', path = '/certify', key, body = '"a/b"' }: Asked) {
  const headers = { connection: 'close', ...(key === undefined ? {} : { 'x-key': key }) }
  return new Promise<readonly [status: number | undefined, said: string]>((resolve, reject) => {
    const sent = request(url + path, { method, headers }, (response) => {
      text(response).then((said) => resolve([response.statusCode, said]), reject)
    })
    sent.on('error', reject)
    sent.end(method === 'GET' ? undefined : body)
  })
}

test('a case is certified for who has the key', async ({ opened }) => {
  const { door, certified } = opened
  expect(await askDoor(door, 'a/b')).toEqual([result])
  expect(certified).toEqual(['a/b'])
})

for (const [who, change] of [
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
  test(`a request ${who} finds nothing`, async ({ opened }) => {
    const { door, certified } = opened
    const asked: Asked = change(door.key)
    expect(await ask(door.url, asked)).toEqual([404, ''])
    expect(certified).toEqual([])
  })

test('what the door does not know, or cannot read, is an error and no crash', async ({
  opened,
}) => {
  const { door, certified } = opened
  const { key, url } = door
  expect(await ask(url, { key, path: '/leaks' })).toEqual([500, 'the gateway knows no /leaks'])
  expect((await ask(url, { key, body: '{' }))[0]).toBe(500)
  expect((await ask(url, { key, body: '["a/b"]' }))[0]).toBe(500)
  expect(certified).toEqual([])
  expect((await ask(url, { key }))[0]).toBe(200)
})

test('an error of the keeper comes out as an error', async ({ opened }) => {
  const asked = askDoor(opened.door, 'no/such-case')
  await expect(asked).rejects.toThrow('the gateway failed: unknown case no/such-case')
})

test('the door is on loopback, on a port and with a key of its own', async ({ opened }) => {
  const door = await openDoor(async () => [result])
  await door.close()
  expect(opened.door.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  // Another address of the same machine, as one that others could reach would be.
  const elsewhere = opened.door.url.replace('127.0.0.1', '127.0.0.2')
  await expect(ask(elsewhere, { key: opened.door.key })).rejects.toThrow()
  expect(opened.door.key).toMatch(/^[\da-f]{48}$/)
  expect(door.key).not.toBe(opened.door.key)
})

test('a closed door lets nobody wait', async () => {
  const door = await openDoor(() => new Promise(() => undefined))
  const waiting = askDoor(door, 'a/b').catch((error: unknown) => String(error))
  const asked = ask(door.url, {})
  await asked
  await door.close()
  expect(await waiting).toMatch(/ECONNRESET|socket hang up|ECONNREFUSED/)
})
