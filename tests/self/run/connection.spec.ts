/** Who answered, and whether that is proven: in the report, in its formats and in the certificate. */
import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import { NOT_VERIFIED } from '../../../reports/report/conditions.ts'
import { readEnvelope } from '../../../reports/certificate/envelope.ts'
import { readStatement } from '../../../reports/certificate/read.ts'
import { command } from '../../support/cli-process.ts'
import { present, temporary } from '../../support/exchange.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { served } from '../../support/served.ts'
import { servedByTls } from '../../support/tls-server.ts'

test('a run that accepts any certificate is not certified, and every report says so', async ({}, info) => {
  const server = await servedByTls({ selfSigned: true })
  const ended = await command(info, ['run', '--no-html', '--grep', '@valid-credentials/control'], {
    env: { ...server.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  })
  await server.close()
  expect(ended.code, ended.output).toBe(0)
  expect(ended.output).toMatch(/^certificates of servers are not verified /m)
  expect(ended.output).toMatch(/^ {2}condition: the certificate of the server was not verified/m)
  const { connection, requirements, runtime } = ended.report()
  expect(connection).toEqual({
    verified: false,
    peers: [
      {
        address: '127.0.0.1',
        certificate: expect.stringMatching(/^[0-9a-f]{64}$/),
        authority: '127.0.0.1',
        responses: expect.any(Number),
      },
    ],
  })
  expect(runtime?.node).toBe(process.version)
  const httpsOnly = present(requirements.find(({ id }) => id === 'https-only'))
  expect([httpsOnly.outcome, httpsOnly.reason]).toEqual([
    'inconclusive',
    expect.stringContaining('the certificate of the server was not verified'),
  ])
  const files = ended.files()
  const certificate = readStatement(
    readEnvelope(Buffer.from(present(files.get('certificate.json')))),
  )
  expect(certificate.predicate.formflow.reasons).toContain(NOT_VERIFIED)
  expect(certificate.predicate.formflow.connection).toEqual(connection)
  for (const name of ['report.md', 'report.sarif', 'ctrf-report.json', 'certificate.html'])
    expect(files.get(name), name).toContain('certificate of the server was not verified')
})

test('the certificate of the server is recorded, and so is a further authority', async ({}, info) => {
  const server = await servedByTls({})
  const ended = await command(info, ['run', '--no-html', '--grep', '@valid-credentials/control'], {
    env: { ...server.env, NODE_EXTRA_CA_CERTS: temporary('ca.pem', server.ca) },
  })
  await server.close()
  expect(ended.code, ended.output).toBe(0)
  const { connection, runtime, requirements } = ended.report()
  const [peer] = present(connection).peers
  expect([connection?.verified, peer?.certificate]).toEqual([
    true,
    new X509Certificate(server.cert).fingerprint256.replaceAll(':', '').toLowerCase(),
  ])
  expect(runtime?.authorities).toEqual(['NODE_EXTRA_CA_CERTS'])
  expect(requirements.find(({ id }) => id === 'https-only')?.outcome).toBe('satisfied')
  expect(ended.output).toContain('further authorities of certificates were trusted')
})

test('a version that the server shows is in the report and in the certificate, with the issuer; the run of the shown version is verified', async ({}, info) => {
  const server = await served(faultless, '', (_, reply) => {
    reply.setHeader('x-app-version', '2.4.1')
    reply.setHeader('server', 'envoy')
    return false
  })
  const env = { ...server.env, FORMFLOW_ISSUER: 'Acme, release team' }
  const grep = ['--grep', '@valid-credentials/control']
  const ended = await command(info, ['run', '--no-html', ...grep], { env })
  await server.close()
  expect(ended.code, ended.output).toBe(0)
  expect(ended.report().connection?.shownVersions).toEqual(['x-app-version: 2.4.1'])
  const page = present(ended.files().get('certificate.html'))
  expect(page).toContain(' by Acme, release team')
  expect(page).toContain('x-app-version: 2.4.1 (as shown by the server')
  const { stdout } = await inProcess(['verify', join(ended.reports, 'certificate.json')])
  expect(stdout).toMatch(/note +server version +x-app-version: 2\.4\.1/)
  expect(stdout).toMatch(/ok +run +times/)
})

for (const issuer of ['two\nlines', ' blank', 'x'.repeat(101)])
  test(`an issuer of ${issuer.length} characters that does not fit in a line is refused`, async ({}, info) => {
    const { code, output } = await command(info, ['run', '--no-html'], {
      env: { FORMFLOW_ISSUER: issuer },
    })
    expect([code, output]).toEqual([
      2,
      expect.stringContaining('FORMFLOW_ISSUER must be a name in one line of at most 100'),
    ])
  })
