/** The doctor and a proxy: it uses the proxy that a run would use, and says who refused a request. */
import { expect, test } from '@playwright/test'
import { envFor, examined, servedTarget } from '../../support/doctor.ts'
import { hostile } from '../../support/raw-server.ts'
import { proxyRelay, type ProxyRelay } from '../../robustness/relays.ts'
import { servedByTls } from '../../support/tls-server.ts'

const PASSWORD = 'conformance-proxy-password'

const proxyUrl = ({ port }: { readonly port: number }, password = PASSWORD): string =>
  `http://user:${password}@127.0.0.1:${port}`

/** Runs with a proxy on loopback. */
async function withProxy(use: (proxy: ProxyRelay) => Promise<void>): Promise<void> {
  const proxy = await proxyRelay(`user:${PASSWORD}`)
  try {
    await use(proxy)
  } finally {
    proxy.close()
  }
}

test('an https target is examined through the tunnel of the proxy', async () => {
  const server = await servedByTls({})
  await withProxy(async (proxy) => {
    const seen = await examined(
      { ...server.env, FORMFLOW_PROXY: proxyUrl(proxy) },
      { ca: server.ca, instead: () => ({ failure: { kind: 'reset', message: 'by the test' } }) },
    )
    const name = `127.0.0.1:${proxy.port}`
    expect(seen.textOf('address')).toContain(`through the proxy ${name} (FORMFLOW_PROXY)`)
    expect(seen.textOf('dns')).toContain('the proxy 127.0.0.1 is an IP address')
    expect(seen.textOf('tcp')).toContain(`port ${proxy.port} of 127.0.0.1, the proxy, accepts`)
    expect(seen.step('tls').outcome).toBe('ok')
    expect(seen.textOf('tls')).toContain('certificate issued by Authority of a test')
    expect(proxy.lines).toEqual([`CONNECT ${new URL(server.env.FORMFLOW_BASE_URL).host}`])
    expect(JSON.stringify(seen.diagnosis)).not.toContain(PASSWORD)
  })
  await server.close()
})

test('with a plain HTTP target the proxy sends the requests, and all is well', async () => {
  const server = await servedTarget()
  await withProxy(async (proxy) => {
    const seen = await examined({ ...server.env, FORMFLOW_PROXY: proxyUrl(proxy) })
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 0 } })
    expect(proxy.lines).toEqual([
      `POST ${server.baseUrl}/api/token`,
      `GET ${server.baseUrl}/api/template?page=1&perPage=1`,
    ])
  })
  await server.close()
})

test('an untrusted certificate is reported through a proxy, too', async () => {
  const server = await servedByTls({ selfSigned: true })
  await withProxy(async (proxy) => {
    const seen = await examined({ ...server.env, FORMFLOW_PROXY: proxyUrl(proxy) })
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
    expect(seen.textOf('tls')).toContain('the certificate is self-signed')
  })
  await server.close()
})

for (const [status, fix] of [
  [
    407,
    /put the user and the password into FORMFLOW_PROXY: http:\/\/user:password@127\.0\.0\.1:\d+$/,
  ],
  [403, /allow api\.acme\.dev in the proxy, or connect without it: NO_PROXY=api\.acme\.dev$/],
  [502, /the proxy cannot reach the host/],
  [405, /check that FORMFLOW_PROXY names a proxy, and its port/],
] as const)
  test(`${status} to CONNECT is a refusal of the proxy, with its fix, and no request is sent`, async () => {
    const proxy = await hostile((socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
    const url = proxyUrl({ port: Number(proxy.origin.port) })
    const seen = await examined({ ...envFor('https://api.acme.dev'), FORMFLOW_PROXY: url })
    proxy.close()
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
    expect(seen.textOf('tls')).toMatch(
      new RegExp(`the proxy 127.0.0.1:\\d+ makes no tunnel to api.acme.dev: .*answered ${status}`),
    )
    expect(seen.textOf('tls')).toMatch(fix)
    expect(JSON.stringify(seen.diagnosis)).not.toContain(PASSWORD)
    expect(seen.textOf('login')).toContain('needs tls')
  })

for (const [status, step, text] of [
  [407, 'http', 'the proxy wants other credentials'],
  [502, 'http', 'the 502 may come from the proxy 127.0.0.1:'],
  [403, 'http', 'the 403 may come from the proxy 127.0.0.1:'],
] as const)
  test(`${status} to plain HTTP through a proxy may come from the proxy`, async () => {
    const proxy = await hostile((socket) =>
      socket.end(`HTTP/1.1 ${status} No\r\n\r\nNo ${PASSWORD}`),
    )
    const url = proxyUrl({ port: Number(proxy.origin.port) })
    const seen = await examined({ ...envFor('http://api.acme.dev'), FORMFLOW_PROXY: url })
    proxy.close()
    expect(seen.diagnosis.exit.code).toBe(status === 403 ? 2 : 3)
    expect(seen.textOf(step)).toContain(text)
    expect(JSON.stringify(seen.diagnosis)).not.toContain(PASSWORD)
  })

test('a closed port of the proxy is reported as such', async () => {
  const gone = await hostile(() => undefined)
  gone.close()
  const url = proxyUrl({ port: Number(gone.origin.port) })
  const seen = await examined({ ...envFor('https://api.acme.dev'), FORMFLOW_PROXY: url })
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.textOf('tcp')).toMatch(
    /port \d+ of the proxy refuses connections \(ECONNREFUSED\)\n.*; the proxy comes from FORMFLOW_PROXY/,
  )
})

test('a proxy name that does not resolve is reported with its variable', async () => {
  const lookup = async (): Promise<never> => {
    throw Object.assign(new Error('nobody'), { code: 'ENOTFOUND' })
  }
  const env = { ...envFor('https://api.acme.dev'), https_proxy: 'proxy.acme.invalid:3128' }
  const seen = await examined(env, { lookup })
  expect(seen.textOf('dns')).toMatch(
    /the proxy proxy\.acme\.invalid does not resolve .*\n.*host in https_proxy/,
  )
})

test('a host in NO_PROXY is reached without the proxy, with a note', async () => {
  const env = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'acme.dev' }
  const seen = await examined(
    { ...envFor('https://api.acme.dev'), ...env },
    {
      lookup: async () => [],
    },
  )
  expect(seen.textOf('address')).toContain(
    'without a proxy: HTTPS_PROXY is set, but not used for this host',
  )
  expect(seen.textOf('dns')).toContain('api.acme.dev does not resolve')
})

test('a variable without a proxy URL is a problem of the configuration, and its value is not shown', async () => {
  const env = {
    ...envFor('https://api.acme.dev'),
    HTTPS_PROXY: 'socks5://user:hunter2-and-more@p:1',
  }
  const seen = await examined(env)
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
  expect(seen.textOf('address')).toContain('HTTPS_PROXY must be an http or https URL')
  expect(seen.text).not.toContain('hunter2')
  expect(seen.textOf('dns')).toContain('needs address')
})
