/** How node was started: what is recorded of it, and what no run accepts. */
import { expect, test } from '@playwright/test'
import { readRunInput } from '../../../fixtures/config/index.ts'
import { readRuntime, refuseRevealing, runtimeNotices } from '../../../fixtures/config/runtime.ts'

test('options are recorded by name, preloads by the name of their file', () => {
  const options =
    '--max-old-space-size=4096 -r "/home/ada/my agent/register.js" --import=data:text/javascript,secret --require dd-trace/init'
  const runtime = readRuntime({ NODE_OPTIONS: options }, ['--no-warnings', '--import', './a.mjs?b'])
  expect(runtime).toEqual({
    node: process.version,
    options: ['--import', '--max-old-space-size', '--no-warnings', '--require', '-r'],
    preloads: ['register.js', 'a data: URL', 'init', 'a.mjs'],
    authorities: [],
    tlsNotVerified: false,
  })
  expect(runtimeNotices(runtime)).toEqual([
    'other code is in the process with the secret: register.js, a data: URL, init, a.mjs (NODE_OPTIONS)',
  ])
  expect(runtimeNotices(readRuntime({}, []))).toEqual([])
})

test('what makes node trust more is recorded by name', () => {
  const env = { NODE_EXTRA_CA_CERTS: '/a/b.pem', SSL_CERT_FILE: '/c', SSL_CERT_DIR: '' }
  expect(readRuntime(env, []).authorities).toEqual(['NODE_EXTRA_CA_CERTS'])
  expect(readRuntime(env, ['--use-openssl-ca']).authorities).toEqual([
    '--use-openssl-ca',
    'NODE_EXTRA_CA_CERTS',
    'SSL_CERT_FILE',
  ])
  const off = readRuntime({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, [])
  expect(off.tlsNotVerified).toBe(true)
  expect(runtimeNotices(off)).toEqual([
    expect.stringMatching(/^certificates of servers are not verified .* nothing is certified$/),
  ])
  expect(readRuntime({ NODE_TLS_REJECT_UNAUTHORIZED: '1' }, []).tlsNotVerified).toBe(false)
})

for (const [env, execArgv, message] of [
  [{ NODE_OPTIONS: '--inspect=0.0.0.0:9229' }, [], /--inspect lets a debugger read the secret/],
  [{}, ['--inspect-brk'], /--inspect-brk lets a debugger read/],
  [{ NODE_OPTIONS: '--tls-keylog=/tmp/keys' }, [], /--tls-keylog writes the keys of TLS/],
  [{}, ['--heapsnapshot-signal=SIGUSR2'], /--heapsnapshot-signal writes the memory/],
  [{ NODE_DEBUG: 'http' }, [], /^NODE_DEBUG makes node print requests and tokens; unset it$/],
  [{ NODE_DEBUG_NATIVE: 'tls' }, [], /^NODE_DEBUG_NATIVE makes/],
] as const)
  test(`${JSON.stringify(env)} ${execArgv.join(' ')} is refused`, () => {
    expect(() => refuseRevealing(env, execArgv, false)).toThrow(message)
  })

test('an attached debugger is refused, an ordinary start is not', () => {
  expect(() => refuseRevealing({}, [], true)).toThrow(/a debugger is attached/)
  expect(() =>
    refuseRevealing({ NODE_OPTIONS: '--max-old-space-size=64', NODE_DEBUG: '' }, [], false),
  ).not.toThrow()
})

test('a proxy that a file of variables names is recorded with the name of that file, without its path', () => {
  const proxyFrom = (more: Readonly<Record<string, string>>): string | undefined =>
    readRunInput({
      FORMFLOW_BASE_URL: 'https://api.example',
      FORMFLOW_CLIENT_ID: 'a-client',
      FORMFLOW_CLIENT_SECRET: 'gZ3-kq8.Lw0-pT7x',
      FORMFLOW_ORGANIZATION_ID: 'an-organization',
      ...more,
    }).runtime.proxyFrom
  const proxy = { FORMFLOW_PROXY: 'http://proxy.example:8080' }
  expect(proxyFrom({})).toBeUndefined()
  expect(proxyFrom(proxy)).toBe('.env')
  expect(proxyFrom({ ...proxy, FORMFLOW_ENV_FILE: '/home/me/.env.staging' })).toBe('.env.staging')
})
