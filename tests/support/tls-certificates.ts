/** Certificates made for a test and forgotten after it: trusted or not, for this host or another, alive or expired. */
// oxlint-disable-next-line import/no-unassigned-import -- what follows wants it to be there
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

export interface Certificate {
  /** PEM, for a server's options. */
  readonly key: string
  readonly cert: string
  /** PEM of who signed it: what a client has to trust. */
  readonly ca: string
}

export interface CertificateOptions {
  /** DNS name or IPv4 address that it is for. */
  readonly host?: string
  /** Days from now until it ends; negative: it ended so long ago. */
  readonly days?: number
  /** Days from now until it begins. */
  readonly from?: number
  /** Signed by itself, instead of by an authority of the test. */
  readonly selfSigned?: boolean
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000

/** A moment before now, so that no clock of a whole second calls it not yet valid. */
const begun = (days: number): Date => new Date(Date.now() + days * DAY_MS - 60_000)

const keyPair = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

/** A certificate with its key, by default for 127.0.0.1 and ninety days. */
export async function certificate({
  host = '127.0.0.1',
  days = 90,
  from = Math.min(-1, days - 1),
  selfSigned = false,
}: CertificateOptions = {}): Promise<Certificate> {
  const keys = await keyPair()
  const authority = selfSigned ? undefined : await createAuthority()
  const leaf = await x509.X509CertificateGenerator.create({
    subject: `CN=${host}`,
    issuer: authority?.certificate.subject ?? `CN=${host}`,
    notBefore: begun(from),
    notAfter: begun(days),
    publicKey: keys.publicKey,
    signingKey: (authority?.keys ?? keys).privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: /^[\d.]+$/.test(host) ? 'ip' : 'dns', value: host },
      ]),
    ],
  })
  const cert = leaf.toString('pem')
  return {
    key: await pemOf(keys.privateKey),
    cert,
    ca: authority?.certificate.toString('pem') ?? cert,
  }
}

async function createAuthority(): Promise<{
  keys: webcrypto.CryptoKeyPair
  certificate: x509.X509Certificate
}> {
  const keys = await keyPair()
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Authority of a test',
    notBefore: begun(-3650),
    notAfter: begun(3650),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  })
  return { keys, certificate: authority }
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
}
