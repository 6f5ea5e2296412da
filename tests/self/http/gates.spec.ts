/** What a connection has for a gate in front of a target: headers, a client certificate, another address. */
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { expect, test } from '@playwright/test'
import type { Access } from '../../../fixtures/config/index.ts'
import { readClientCertificate } from '../../../fixtures/config/files/client-certificate.ts'
import { fixedAddresses } from '../../../fixtures/http/lookup.ts'
import { requestBytes } from '../../../fixtures/http/request-bytes.ts'
import { httpTransport } from '../../../fixtures/http/transport.ts'
import { isLoopbackAddress } from '../../../spec/lib/loopback.ts'
import { temporary } from '../../support/exchange.ts'
import { pfxOf } from '../../support/pfx.ts'
import { get, hostile, outcomeOf } from '../../support/raw-server.ts'
import { certificate, type Certificate } from '../../support/tls-certificates.ts'

const origin = new URL('https://api.example.com')

test('headers for a gate and another User-Agent are in the bytes of a request, and nothing else changes', () => {
  const textOf = (front: Access): string =>
    requestBytes(get, origin, undefined, front).head.toString('latin1')
  const front = { headers: [{ name: 'X-Api-Key', value: 'k' }], userAgent: 'acme-ci/7' }
  expect(textOf(front)).toBe(
    textOf({})
      .replace('formflow-token-conformance', 'acme-ci/7')
      .replace('connection:', 'X-Api-Key: k\r\nconnection:'),
  )
  const without = requestBytes({ ...get, userAgent: 'none' }, origin, undefined, front)
  expect(without.head.toString()).not.toContain('acme-ci')
})

const entry = { host: 'api.example.com', port: 443, address: '192.0.2.7' }

for (const [host, port, found] of [
  ['api.example.com', 443, ['192.0.2.7']],
  ['api.example.com', 8443, undefined],
  ['other.example.com', 443, undefined],
  ['tenant.localhost', 443, ['127.0.0.1', '::1']],
  ['a.b.localhost.', 80, ['127.0.0.1', '::1']],
  ['localhost', 80, undefined],
  ['notlocalhost', 80, undefined],
] as const)
  test(`${host}:${port} is ${found ? 'not looked up' : 'looked up'}`, () => {
    expect(fixedAddresses({ host, port }, entry)).toEqual(found)
  })

test('names below .localhost are loopback, and reached without DNS', async () => {
  expect(isLoopbackAddress('http://tenant.localhost:1')).toBe(true)
  expect(isLoopbackAddress('http://localhost.example.com')).toBe(false)
  const server = await hostile((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))
  const url = new URL(server.origin)
  url.hostname = 'tenant.localhost'
  const { response } = await httpTransport(url, 5000)(get)
  server.close()
  expect(response?.status).toBe(204)
  expect(server.received().toString()).toContain(`host: tenant.localhost:${url.port}`)
})

/** What a request comes to at a server that requires a client certificate. */
async function outcomeWith(
  options: tls.SecureContextOptions,
  { trusted, maxVersion = 'TLSv1.3' }: { trusted: string; maxVersion?: tls.SecureVersion },
) {
  const { key, cert, ca } = await certificate()
  const wanted = { requestCert: true, rejectUnauthorized: true, ca: trusted, maxVersion }
  const server = https.createServer({ key, cert, ...wanted }, (_, reply) => reply.end('through'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
  // The authority of the test is trusted by the same options.
  const clientCertificate = { options: { ...options, ca }, sha256: '', privateParts: [] }
  const { response, failure } = await httpTransport(url, 5000, { clientCertificate })(get)
  server.closeAllConnections()
  server.close()
  return response?.body.toString() ?? failure
}

const optionsOf = (read: ReturnType<typeof readClientCertificate>): tls.SecureContextOptions => {
  if ('problem' in read) throw new Error(read.problem)
  return read.certificate.options
}

const files = ({ cert, key }: Certificate) => ({
  cert: temporary('client.pem', cert),
  key: temporary('client.key', key),
})

test('a server that requires a client certificate lets the right one through', async () => {
  const client = await certificate({ host: 'client.test' })
  const trusted = client.ca
  expect(await outcomeWith(optionsOf(readClientCertificate(files(client))), { trusted })).toBe(
    'through',
  )
  const both = { cert: temporary('both.pem', client.key + client.cert) }
  expect(await outcomeWith(optionsOf(readClientCertificate(both)), { trusted })).toBe('through')
  const pfx = {
    cert: temporary('client.pfx', pfxOf(client, 'correct horse')),
    passphrase: temporary('passphrase', 'correct horse\n'),
  }
  expect(await outcomeWith(optionsOf(readClientCertificate(pfx)), { trusted })).toBe('through')
})

test('a server that requires a client certificate is known by its alert', async () => {
  const { ca: trusted } = await certificate({ host: 'client.test' })
  expect(await outcomeWith({}, { trusted })).toEqual({
    kind: 'client-certificate',
    message: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  })
  expect(await outcomeWith({}, { trusted, maxVersion: 'TLSv1.2' })).toEqual({
    kind: 'tls',
    message: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  })
})

/** Alerts about a certificate that was shown (RFC 8446 6). */
for (const [alert, name] of [
  [42, 'SSLV3_ALERT_BAD_CERTIFICATE'],
  [43, 'SSLV3_ALERT_UNSUPPORTED_CERTIFICATE'],
  [44, 'SSLV3_ALERT_CERTIFICATE_REVOKED'],
  [45, 'SSLV3_ALERT_CERTIFICATE_EXPIRED'],
  [46, 'SSLV3_ALERT_CERTIFICATE_UNKNOWN'],
  [48, 'TLSV1_ALERT_UNKNOWN_CA'],
  [49, 'TLSV1_ALERT_ACCESS_DENIED'],
] as const)
  test(`the alert ${name} is about the client certificate`, async () => {
    const server = await hostile((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, alert])))
    const url = new URL(`https://127.0.0.1:${server.origin.port}`)
    const { failure } = await httpTransport(url, 5000)(get)
    server.close()
    expect(failure).toEqual({ kind: 'client-certificate', message: `ERR_SSL_${name}` })
  })

test('another alert is not', async () => {
  const server = await hostile((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 70])))
  const url = new URL(`https://127.0.0.1:${server.origin.port}`)
  const { failure } = await httpTransport(url, 5000)(get)
  server.close()
  expect(failure?.kind).toBe('tls')
  expect((await outcomeOf('')).failure?.kind).toBe('reset')
})
