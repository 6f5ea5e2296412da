/** Which proxy is used for which target, and what it can read. */
import { expect, test } from '@playwright/test'
import { ConfigurationError, readSettings } from '../../../fixtures/config/index.ts'
import { proxyFor } from '../../../fixtures/config/proxy.ts'
import { httpTransport } from '../../../fixtures/http/transport.ts'
import { hostile, get } from '../../support/raw-server.ts'

const P = 'http://proxy.example:3128'

const rows: readonly (readonly [
  target: string,
  env: Readonly<Record<string, string>>,
  proxy: string | undefined,
])[] = [
  ['https://api.example', {}, undefined],
  ['https://api.example', { HTTPS_PROXY: P }, P],
  ['https://api.example', { https_proxy: P, HTTPS_PROXY: 'http://other' }, P],
  ['https://api.example', { HTTPS_PROXY: 'proxy.example:3128' }, P],
  ['https://api.example', { HTTP_PROXY: P }, undefined],
  ['http://api.example', { HTTP_PROXY: P, HTTPS_PROXY: 'http://other' }, P],
  ['https://api.example', { HTTPS_PROXY: '' }, undefined],
  ['https://api.example', { HTTPS_PROXY: P, NO_PROXY: '*' }, undefined],
  ['https://api.example', { HTTPS_PROXY: P, NO_PROXY: 'api.example' }, undefined],
  ['https://api.example', { HTTPS_PROXY: P, no_proxy: 'other, API.example' }, undefined],
  ['https://a.api.example', { HTTPS_PROXY: P, NO_PROXY: '.api.example' }, undefined],
  ['https://a.api.example', { HTTPS_PROXY: P, NO_PROXY: '*.api.example' }, undefined],
  ['https://a.api.example', { HTTPS_PROXY: P, NO_PROXY: 'api.example' }, undefined],
  ['https://notapi.example', { HTTPS_PROXY: P, NO_PROXY: 'api.example' }, P],
  ['https://api.example', { HTTPS_PROXY: P, NO_PROXY: 'api.example:443' }, undefined],
  ['https://api.example', { HTTPS_PROXY: P, NO_PROXY: 'api.example:8443' }, P],
  ['https://[fd00::1]', { HTTPS_PROXY: P, NO_PROXY: 'fd00::1' }, undefined],
  ['https://[fd00::1]:8', { HTTPS_PROXY: P, NO_PROXY: '[fd00::1]:8' }, undefined],
  ['https://api.example', { HTTPS_PROXY: P, NO_PROXY: ' , ' }, P],
  ['http://localhost:4010', { HTTP_PROXY: P }, undefined],
  ['http://127.0.0.1:4010', { HTTP_PROXY: P }, undefined],
  ['http://[::1]:4010', { HTTP_PROXY: P }, undefined],
  ['http://127.0.0.1:4010', { FORMFLOW_PROXY: P }, P],
  ['https://api.example', { FORMFLOW_PROXY: P, NO_PROXY: '*', HTTPS_PROXY: 'http://other' }, P],
]

for (const [target, env, proxy] of rows)
  test(`${target} with ${JSON.stringify(env)} is reached ${proxy ? 'by the proxy' : 'directly'}`, () => {
    expect(proxyFor(new URL(target), env)?.href).toBe(proxy && `${proxy}/`)
  })

for (const value of ['socks5://user:hunter2@p:1', 'http://', 'user:hunter2@p:x', '::'])
  test(`a proxy that cannot be used (${value.split(':')[0]}) is reported without its value`, () => {
    const read = (): unknown =>
      readSettings({ FORMFLOW_BASE_URL: 'https://api.example', HTTPS_PROXY: value })
    expect(read).toThrow(ConfigurationError)
    expect(read).toThrow(/^HTTPS_PROXY must be an http or https URL, such as http:\/\/[^@]*$/)
  })

test('plain HTTP reaches the proxy in absolute form, and nothing else of it differs', async () => {
  const proxy = await hostile((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))
  const body = Buffer.from('{"a":1,}')
  const request = { ...get, method: 'POST', headers: [['X-Odd', 'é'] as const], body }
  const origin = new URL('http://api.example:81')
  const via = new URL(proxy.origin)
  via.username = 'user'
  via.password = 'p%40ss'
  await httpTransport(origin, 5000, { proxy: via })(request)
  const through = proxy.received().toString('latin1')
  await httpTransport(proxy.origin, 5000)(request)
  const direct = proxy.received().toString('latin1').slice(through.length)
  proxy.close()
  const basic = `proxy-authorization: Basic ${Buffer.from('user:p@ss').toString('base64')}\r\n`
  expect(through).toContain(basic)
  expect(through).toBe(
    direct
      .replace('POST / ', 'POST http://api.example:81/ ')
      .replace(`host: ${proxy.origin.host}\r\n`, `host: api.example:81\r\n${basic}`),
  )
})

test('a deadline ends the connection to a proxy that sends nothing', async () => {
  let closed = (): void => undefined
  const gone = new Promise<void>((resolve) => {
    closed = resolve
  })
  const proxy = await hostile((socket) => socket.on('close', () => closed()))
  const outcome = await httpTransport(new URL('https://api.example'), 100, {
    proxy: proxy.origin,
  })(get)
  expect(outcome.failure).toMatchObject({ kind: 'timeout' })
  await gone
  proxy.close()
})
