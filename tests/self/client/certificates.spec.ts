/** The throw-away authority: what it issues is what a client that verifies has to accept or refuse. */
import https from 'node:https'
import { expect, test } from '@playwright/test'
import { X509Certificate } from 'node:crypto'
import {
  createAuthority,
  type CertificateKind,
} from '../../../fixtures/client/program/certificates.ts'
import { integer } from '../../../fixtures/client/program/der.ts'
import { listen } from '../../../fixtures/client/program/listener.ts'

const authority = createAuthority('127.0.0.1')

/** @returns the status, or the code of the error */
async function requested(kind: CertificateKind, ca?: string): Promise<number | string> {
  const listener = await listen({
    answer: async () => ({ status: 204, headers: {}, body: Buffer.alloc(0) }),
    certificate: authority.issue(kind),
  })
  const result = await new Promise<number | string>((resolve) => {
    https
      .get(listener.origin, ca === undefined ? {} : { ca }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
  listener.close()
  return result
}

for (const [kind, result] of [
  ['valid', 204],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['wrong name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['expired', 'CERT_HAS_EXPIRED'],
] as const)
  test(`a certificate that is ${kind} gives ${result} to a client that trusts the authority`, async () => {
    expect(await requested(kind, authority.ca)).toBe(result)
  })

test('nobody trusts the authority without being asked to', async () => {
  expect(await requested('valid')).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
})

test('the certificates say what they are', () => {
  const ca = new X509Certificate(authority.ca)
  const leaf = new X509Certificate(authority.issue('valid').cert)
  expect(ca.ca).toBe(true)
  expect(leaf.ca).toBe(false)
  expect(leaf.checkIssued(ca)).toBe(true)
  expect(leaf.verify(ca.publicKey)).toBe(true)
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(leaf.checkHost('localhost')).toBe('localhost')
})

test('an integer has no zero in front that its sign does not need, whatever random bytes it is of', () => {
  const hex = (...bytes: number[]): string => integer(Buffer.from(bytes)).toString('hex')
  expect(hex(0x00, 0x7f)).toBe('02017f')
  expect(hex(0x00, 0x00, 0x80)).toBe('02020080')
  expect(hex(0x80, 0x01)).toBe('0203008001')
  expect(hex(0x00)).toBe('020100')
})
