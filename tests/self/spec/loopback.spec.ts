/** Which addresses are this machine. */
import { hostname } from 'node:os'
import { expect, test } from '@playwright/test'
import { isThisMachine } from '../../../fixtures/config/this-machine.ts'
import { isLoopbackAddress } from '../../../spec/lib/loopback.ts'

for (const host of [
  'localhost',
  'LOCALHOST.',
  '127.0.0.1',
  '127.255.1.2',
  '2130706433',
  '0.0.0.0',
  '0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f12:3456]',
  '[0:0:0:0:0:ffff:127.1.2.3]',
  '[::ffff:0.0.0.0]',
])
  test(`${host} is loopback`, () => {
    expect(isLoopbackAddress(`http://${host}:8080/a`)).toBe(true)
    expect(isThisMachine(new URL(`http://${host}`))).toBe(true)
  })

test('the name of the machine is this machine', () => {
  expect(isThisMachine(new URL(`http://${hostname()}:8080`))).toBe(true)
  expect(isThisMachine(new URL(`http://${hostname().toUpperCase()}.`))).toBe(true)
})

for (const host of [
  'localhost.example.com',
  '128.0.0.1',
  '10.0.0.1',
  '0.0.0.1',
  '[::2]',
  '[::ffff:10.0.0.1]',
  '[::ffff:8000:1]',
  '[fe80::1]',
  `${hostname()}.example.com`,
])
  test(`${host.replace(hostname(), 'the name of the machine')} is not this machine`, () => {
    expect(isLoopbackAddress(`http://${host}:8080/a`)).toBe(false)
    expect(isThisMachine(new URL(`http://${host}`))).toBe(false)
  })
