/** The doctor where a proxy is on the way: it goes through the one that a run would ask, and says whose refusal it is. */
import { expect, test } from '@playwright/test'
import { envFor, examined, patient } from '../../support/doctor.ts'
import { hostile } from '../../support/raw-server.ts'
import { proxyWire, type Proxied } from '../../robustness/wires.ts'
import { servedByTls } from '../../support/tls-server.ts'

const PASSWORD = 'conformance-proxy-password'

const proxyUrl = ({ port }: { readonly port: number }, password = PASSWORD): string =>
  `http://user:${password}@127.0.0.1:${port}`

/** A proxy of loopback, for as long as the test needs it. */
async function through(use: (proxy: Proxied) => Promise<void>): Promise<void> {
  const proxy = await proxyWire(`user:${PASSWORD}`)
  try {
    await use(proxy)
  } finally {
    proxy.close()
  }
}

test('a target of https is examined through the tunnel of the proxy', async () => {
  const server = await servedByTls({})
  await through(async (proxy) => {
    const seen = await examined(
      { ...server.env, FORMFLOW_PROXY: proxyUrl(proxy) },
      { ca: server.ca, instead: () => ({ failure: { kind: 'reset', message: 'by the test' } }) },
    )
    const name = `127.0.0.1:${proxy.port}`
    expect(seen.told('address')).toContain(`through the proxy ${name}, which FORMFLOW_PROXY names`)
    expect(seen.told('dns')).toContain('the proxy 127.0.0.1 is an address')
    expect(seen.told('tcp')).toContain(`port ${proxy.port} of 127.0.0.1, the proxy, accepts`)
    expect(seen.step('tls').outcome).toBe('ok')
    expect(seen.told('tls')).toContain('certificate by Authority of a test')
    expect(proxy.lines).toEqual([`CONNECT ${new URL(server.env.FORMFLOW_BASE_URL).host}`])
    expect(JSON.stringify(seen.diagnosis)).not.toContain(PASSWORD)
  })
  await server.close()
})

test('a target of plain HTTP is asked by the proxy, and found sound', async () => {
  const server = await patient()
  await through(async (proxy) => {
    const seen = await examined({ ...server.env, FORMFLOW_PROXY: proxyUrl(proxy) })
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 0 } })
    expect(proxy.lines).toEqual([
      `POST ${server.baseUrl}/api/token`,
      `GET ${server.baseUrl}/api/template?page=1&perPage=1`,
    ])
  })
  await server.close()
})

test('a certificate that nobody may trust is told through a proxy too', async () => {
  const server = await servedByTls({ selfSigned: true })
  await through(async (proxy) => {
    const seen = await examined({ ...server.env, FORMFLOW_PROXY: proxyUrl(proxy) })
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
    expect(seen.told('tls')).toContain('the certificate is signed by itself')
  })
  await server.close()
})

for (const [status, mend] of [
  [407, /put user and password into FORMFLOW_PROXY, as http:\/\/user:password@127\.0\.0\.1:\d+$/],
  [403, /have api\.acme\.dev allowed there; NO_PROXY=api\.acme\.dev goes around/],
  [502, /the proxy does not reach the host/],
  [405, /check that FORMFLOW_PROXY names a proxy, and its port/],
] as const)
  test(`${status} to CONNECT is the proxy's refusal, with its mend, and nothing is sent`, async () => {
    const proxy = await hostile((socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
    const url = proxyUrl({ port: Number(proxy.origin.port) })
    const seen = await examined({ ...envFor('https://api.acme.dev'), FORMFLOW_PROXY: url })
    proxy.close()
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
    expect(seen.told('tls')).toMatch(
      new RegExp(`the proxy 127.0.0.1:\\d+ makes no tunnel to api.acme.dev: .*answered ${status}`),
    )
    expect(seen.told('tls')).toMatch(mend)
    expect(JSON.stringify(seen.diagnosis)).not.toContain(PASSWORD)
    expect(seen.told('login')).toContain('needs tls')
  })

for (const [status, step, told] of [
  [407, 'http', 'the proxy wants other credentials'],
  [502, 'http', "the 502 may be the proxy's own (127.0.0.1:"],
  [403, 'http', "the 403 may be the proxy's own (127.0.0.1:"],
] as const)
  test(`${status} to plain HTTP through a proxy is told as what may be the proxy's`, async () => {
    const proxy = await hostile((socket) =>
      socket.end(`HTTP/1.1 ${status} No\r\n\r\nNo ${PASSWORD}`),
    )
    const url = proxyUrl({ port: Number(proxy.origin.port) })
    const seen = await examined({ ...envFor('http://api.acme.dev'), FORMFLOW_PROXY: url })
    proxy.close()
    expect(seen.diagnosis.exit.code).toBe(status === 403 ? 2 : 3)
    expect(seen.told(step)).toContain(told)
    expect(JSON.stringify(seen.diagnosis)).not.toContain(PASSWORD)
  })

test('a proxy where nothing listens is told as the proxy', async () => {
  const gone = await hostile(() => undefined)
  gone.close()
  const url = proxyUrl({ port: Number(gone.origin.port) })
  const seen = await examined({ ...envFor('https://api.acme.dev'), FORMFLOW_PROXY: url })
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.told('tcp')).toMatch(
    /port \d+ of the proxy refuses connections \(ECONNREFUSED\)\n.*; it was read from FORMFLOW_PROXY/,
  )
})

test('a name of a proxy that does not resolve is told with its variable', async () => {
  const lookup = async (): Promise<never> => {
    throw Object.assign(new Error('nobody'), { code: 'ENOTFOUND' })
  }
  const env = { ...envFor('https://api.acme.dev'), https_proxy: 'proxy.acme.invalid:3128' }
  const seen = await examined(env, { lookup })
  expect(seen.told('dns')).toMatch(
    /the proxy proxy\.acme\.invalid does not resolve .*\n.*host in https_proxy/,
  )
})

test('a host that NO_PROXY names is reached directly, and that is told', async () => {
  const env = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'acme.dev' }
  const seen = await examined(
    { ...envFor('https://api.acme.dev'), ...env },
    {
      lookup: async () => [],
    },
  )
  expect(seen.told('address')).toContain('directly: HTTPS_PROXY is set, but not for this host')
  expect(seen.told('dns')).toContain('api.acme.dev does not resolve')
})

test('a variable that names no proxy is a mistake of the configuration, and not repeated', async () => {
  const env = {
    ...envFor('https://api.acme.dev'),
    HTTPS_PROXY: 'socks5://user:hunter2-and-more@p:1',
  }
  const seen = await examined(env)
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
  expect(seen.told('address')).toContain('HTTPS_PROXY must be an http or https URL')
  expect(seen.text).not.toContain('hunter2')
  expect(seen.told('dns')).toContain('needs address')
})
