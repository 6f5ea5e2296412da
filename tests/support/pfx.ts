/** A PFX (PKCS #12, RFC 7292) of a certificate and its key, in plain bags behind a MAC: what `FORMFLOW_CLIENT_CERT_FILE` may be. */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Certificate } from './tls-certificates.ts'

const length = (size: number): Buffer => {
  if (size < 128) return Buffer.from([size])
  const bytes = Buffer.from(size.toString(16).padStart(size > 255 ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)
const octets = (content: Buffer): Buffer => der(0x04, content)
const explicit = (content: Buffer): Buffer => der(0xa0, content)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const integer = (...bytes: readonly number[]): Buffer => der(0x02, Buffer.from(bytes))

const DATA = '2a864886f70d010701'
const ENCRYPTED = '2a864886f70d010706'
const RC2_40 = '2a864886f70d010c0106'
const KEY_BAG = '2a864886f70d010c0a0101'
const CERT_BAG = '2a864886f70d010c0a0103'
const X509_CERTIFICATE = '2a864886f70d01091601'
const SHA256 = '608648016503040201'

const bytesOf = (pem: string): Buffer =>
  Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')

/** @param old the certificate seems to be encrypted by RC2 with 40 bits, as old programs do */
export function pfxOf(
  { key, cert }: Pick<Certificate, 'key' | 'cert'>,
  passphrase: string,
  old = false,
): Buffer {
  const bag = (type: string, value: Buffer): Buffer => sequence(oid(type), explicit(value))
  const certBag = sequence(oid(X509_CERTIFICATE), explicit(octets(bytesOf(cert))))
  const safe = sequence(bag(KEY_BAG, bytesOf(key)), bag(CERT_BAG, certBag))
  const content = (data: Buffer): Buffer => sequence(oid(DATA), explicit(octets(data)))
  const salt = randomBytes(8)
  const rc2 = sequence(oid(RC2_40), sequence(octets(salt), integer(8, 0)))
  const hidden = sequence(integer(0), sequence(oid(DATA), rc2, der(0x80, randomBytes(64))))
  const authenticated = old
    ? sequence(sequence(oid(ENCRYPTED), explicit(hidden)))
    : sequence(content(safe))
  const mac = createHmac('sha256', macKey(passphrase, salt)).update(authenticated).digest()
  const digest = sequence(sequence(oid(SHA256), der(0x05)), octets(mac))
  return sequence(integer(3), content(authenticated), sequence(digest, octets(salt), integer(8, 0)))
}

/** RFC 7292 appendix B.2, for 32 bytes and 2048 rounds. */
function macKey(passphrase: string, salt: Buffer): Buffer {
  const block = 64
  const filled = (bytes: Buffer): Buffer =>
    Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes)
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16()
  let key = Buffer.concat([Buffer.alloc(block, 3), filled(salt), filled(password)])
  for (let round = 0; round < 2048; round += 1) key = createHash('sha256').update(key).digest()
  return key
}
