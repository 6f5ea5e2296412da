/** The gateway's door: who may ask, what, and what comes out. */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test as base } from '@playwright/test'
import { askDoor, openDoor, type Door } from '../../fixtures/door.ts'
import type { Result } from '../../fixtures/run.ts'
import { caseOf, sight } from './support.ts'

const { exchange } = sight()
const performance = { caseId: 'a/b', exchanges: [exchange] }

interface Opened {
  readonly door: Door
  readonly performed: readonly string[]
  readonly recorded: readonly Result[]
}

const test = base.extend<{ opened: Opened }>({
  opened: async ({}, use) => {
    const performed: string[] = []
    const recorded: Result[] = []
    const door = await openDoor({
      perform: async (id) => {
        performed.push(id)
        if (id === 'no/such-case') throw new Error(`unknown case ${id}`)
        return { ...performance, caseId: id }
      },
      attempt: async ({ id }) => ({ ...performance, caseId: id }),
      record: (result) => void recorded.push(result),
    })
    await use({ door, performed, recorded })
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
function ask(url: string, { method = 'POST', path = '/perform', key, body = '"a/b"' }: Asked) {
  const headers = { connection: 'close', ...(key === undefined ? {} : { 'x-key': key }) }
  return new Promise<readonly [status: number | undefined, said: string]>((resolve, reject) => {
    const sent = request(url + path, { method, headers }, (response) => {
      text(response).then((said) => resolve([response.statusCode, said]), reject)
    })
    sent.on('error', reject)
    sent.end(method === 'GET' ? undefined : body)
  })
}

test('a case is performed and a result recorded for who has the key', async ({ opened }) => {
  const { door, performed, recorded } = opened
  expect(await askDoor(door, '/perform', 'a/b')).toEqual(performance)
  const result = { performance, findings: [] }
  expect(await askDoor(door, '/record', result)).toBeNull()
  expect([performed, recorded]).toEqual([['a/b'], [result]])
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
    const { door, performed } = opened
    const asked: Asked = change(door.key)
    expect(await ask(door.url, asked)).toEqual([404, ''])
    expect(performed).toEqual([])
  })

test('what the door does not know, or cannot read, is an error and no crash', async ({
  opened,
}) => {
  const { door, recorded } = opened
  const { key, url } = door
  expect(await ask(url, { key, path: '/leaks' })).toEqual([500, 'the gateway knows no /leaks'])
  expect((await ask(url, { key, body: '{' }))[0]).toBe(500)
  expect((await ask(url, { key }))[0]).toBe(200)
  expect(recorded).toEqual([])
})

test('a case that was drawn goes in by value', async ({ opened }) => {
  const told = await askDoor(opened.door, '/attempt', caseOf('fuzzing/body-1', []))
  expect(told).toEqual({ ...performance, caseId: 'fuzzing/body-1' })
})

test('an error of the keeper comes out as an error', async ({ opened }) => {
  const asked = askDoor(opened.door, '/perform', 'no/such-case')
  await expect(asked).rejects.toThrow('the gateway failed: unknown case no/such-case')
})

test('the door is on loopback, on a port and with a key of its own', async ({ opened }) => {
  const other = await openDoor({
    perform: async () => performance,
    attempt: async () => performance,
    record: () => undefined,
  })
  await other.close()
  expect(opened.door.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  // Another address of the same machine, as one that others could reach would be.
  const elsewhere = opened.door.url.replace('127.0.0.1', '127.0.0.2')
  await expect(ask(elsewhere, { key: opened.door.key })).rejects.toThrow()
  expect(opened.door.key).toMatch(/^[\da-f]{48}$/)
  expect(other.key).not.toBe(opened.door.key)
})

test('a closed door lets nobody wait', async () => {
  const door = await openDoor({
    perform: () => new Promise(() => undefined),
    attempt: () => new Promise(() => undefined),
    record: () => undefined,
  })
  const waiting = askDoor(door, '/perform', 'a/b').catch((error: unknown) => String(error))
  const asked = ask(door.url, {})
  await asked
  await door.close()
  expect(await waiting).toMatch(/ECONNRESET|socket hang up|ECONNREFUSED/)
})
