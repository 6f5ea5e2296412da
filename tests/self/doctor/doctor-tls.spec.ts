/** The doctor with certificates of every kind, and with a port without TLS. */
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
  [
    'that is self-signed',
    { selfSigned: true },
    false,
    /self-signed\nto trust it, set NODE_EXTRA_CA_CERTS=/,
  ],
  ['of an unknown authority', {}, false, /signed by an unknown authority[^]*NODE_EXTRA_CA_CERTS=/],
  ['that expired', { days: -1 }, true, /the certificate expired on /],
  ['that is not yet valid', { from: 5 }, true, /valid only from /],
  [
    'for another host',
    { host: 'other.acme.dev' },
    true,
    /not for 127\.0\.0\.1 but for other\.acme/,
  ],
  [
    'that is self-signed and expired',
    { selfSigned: true, days: -2 },
    false,
    /self-signed[^]*expired on/,
  ],
]
for (const [what, options, known, words] of certificates)
  test(`with a certificate ${what} no credentials are sent`, async () => {
    const server = await servedByTls(options)
    const seen = await examined(server.env, known ? { ca: server.ca } : {})
    await server.close()
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
    expect(seen.step('tls').outcome).toBe('problem')
    expect(seen.textOf('tls')).toMatch(words)
    expect(seen.textOf('login')).toContain('needs tls')
  })

test('a certificate that expires within thirty days is a warning', async () => {
  const server = await servedByTls({ days: 10 })
  const seen = await examined(server.env, { ca: server.ca })
  await server.close()
  expect(seen.step('tls').outcome).toBe('warning')
  expect(seen.textOf('tls')).toMatch(
    /TLSv1\.3, certificate issued by Authority of a test\n[^]*for 9 more days/,
  )
})

test('NODE_TLS_REJECT_UNAUTHORIZED=0 is a warning, and the doctor verifies anyway', async () => {
  const server = await servedByTls({ selfSigned: true })
  const seen = await examined({ ...server.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.textOf('tls')).toMatch(
    /self-signed[^]*NODE_TLS_REJECT_UNAUTHORIZED=0: certificates are not verified/,
  )
})

test('a name is looked up, and sent to the server (SNI)', async () => {
  const server = await servedByTls({ host: 'api.acme.dev' })
  const named = new URL(server.env.FORMFLOW_BASE_URL)
  named.hostname = 'api.acme.dev'
  const seen = await examined(
    { ...server.env, FORMFLOW_BASE_URL: named.href },
    {
      ca: server.ca,
      lookup: async () => ['127.0.0.1'],
      instead: () => ({ failure: { kind: 'reset', message: 'made by the test' } }),
    },
  )
  await server.close()
  expect(seen.textOf('dns')).toContain('api.acme.dev has the address 127.0.0.1')
  expect(seen.step('tls').outcome).toBe('ok')
  expect(seen.textOf('http')).toContain('the connection was closed without a response')
})

test('plain HTTP on the TLS port is reported', async () => {
  const server = await hostile((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const seen = await examined(envFor(server.origin.href.replace('http:', 'https:')))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.textOf('tls')).toMatch(/does not speak TLS[^]*use http:\/\/ if that is intended/)
})

test('the fix NODE_EXTRA_CA_CERTS makes a self-signed certificate trusted', async ({}, info) => {
  const server = await servedByTls({ selfSigned: true })
  const pem = temporary('ca.pem', server.ca)
  const ended = await command(info, ['doctor'], {
    env: { ...server.env, NODE_EXTRA_CA_CERTS: pem },
  })
  await server.close()
  expect(ended.code, ended.output).toBe(0)
  expect(ended.output).toMatch(/ok +protected /)
})
