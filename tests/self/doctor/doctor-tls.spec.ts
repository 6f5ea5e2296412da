/** The doctor before certificates of every kind, and before a port that speaks none. */
import { expect, test } from '@playwright/test'
import type { CertificateOptions } from '../../support/tls-certificates.ts'
import { command } from '../../support/cli-process.ts'
import { envFor, examined } from '../../support/doctor.ts'
import { hostile } from '../../support/raw-server.ts'
import { temporary } from '../../support/exchange.ts'
import { servedByTls } from '../../support/tls-server.ts'

const certificates: readonly (readonly [
  what: string,
  options: CertificateOptions,
  known: boolean,
  words: RegExp,
])[] = [
  ['self-signed', { selfSigned: true }, false, /signed by itself\nNODE_EXTRA_CA_CERTS=/],
  ['of an unknown authority', {}, false, /nobody known here has signed[^]*NODE_EXTRA_CA_CERTS=/],
  ['expired', { days: -1 }, true, /the certificate expired on /],
  ['not yet valid', { from: 5 }, true, /valid only from /],
  ['of another host', { host: 'other.acme.dev' }, true, /not for 127\.0\.0\.1 but for other\.acme/],
  ['self-signed and expired', { selfSigned: true, days: -2 }, false, /by itself[^]*expired on/],
]
for (const [what, options, known, words] of certificates)
  test(`before a certificate ${what} no credentials are sent`, async () => {
    const server = await servedByTls(options)
    const seen = await examined(server.env, known ? { ca: server.ca } : {})
    await server.close()
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
    expect(seen.step('tls').outcome).toBe('problem')
    expect(seen.told('tls')).toMatch(words)
    expect(seen.told('login')).toContain('needs tls')
  })

test('a certificate that ends within thirty days is a warning', async () => {
  const server = await servedByTls({ days: 10 })
  const seen = await examined(server.env, { ca: server.ca })
  await server.close()
  expect(seen.step('tls').outcome).toBe('warning')
  expect(seen.told('tls')).toMatch(/TLSv1\.3, certificate by Authority of a test\n[^]*for 9 days/)
})

test('a Node that verifies nothing is warned of, and does not make the doctor believe', async () => {
  const server = await servedByTls({ selfSigned: true })
  const seen = await examined({ ...server.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.told('tls')).toMatch(/signed by itself[^]*NODE_TLS_REJECT_UNAUTHORIZED=0: whoever/)
})

test('a name is looked up, and shown to the server', async () => {
  const server = await servedByTls({ host: 'api.acme.dev' })
  const named = new URL(server.env.FORMFLOW_BASE_URL)
  named.hostname = 'api.acme.dev'
  const seen = await examined(
    { ...server.env, FORMFLOW_BASE_URL: named.href },
    {
      ca: server.ca,
      lookup: async () => ['127.0.0.1'],
      instead: () => ({ failure: { kind: 'reset', message: 'told by the test' } }),
    },
  )
  await server.close()
  expect(seen.told('dns')).toContain('api.acme.dev is 127.0.0.1')
  expect(seen.step('tls').outcome).toBe('ok')
  expect(seen.told('http')).toContain('the connection was closed without a response')
})

test('plain HTTP on the port for TLS is told as such', async () => {
  const server = await hostile((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const seen = await examined(envFor(server.origin.href.replace('http:', 'https:')))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.told('tls')).toMatch(/does not speak TLS[^]*use http:\/\/ if it is meant/)
})

test('NODE_EXTRA_CA_CERTS, as proposed, makes a self-signed certificate do', async ({}, info) => {
  const server = await servedByTls({ selfSigned: true })
  const pem = temporary('ca.pem', server.ca)
  const ended = await command(info, ['doctor'], {
    env: { ...server.env, NODE_EXTRA_CA_CERTS: pem },
  })
  await server.close()
  expect(ended.code, ended.output).toBe(0)
  expect(ended.output).toMatch(/ok +protected /)
})
