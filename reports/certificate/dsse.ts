/** DSSE with Ed25519: a payload in base64, its type, and a signature over the bytes of both. */
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { sha256 } from '../../spec/lib/digest.ts'

export interface Envelope {
  readonly payloadType: typeof PAYLOAD_TYPE
  /** Base64. */
  readonly payload: string
  /** One, or none for an unsigned certificate. */
  readonly signatures: readonly Signature[]
}

export interface Signature {
  /** `keyId` of the key. */
  readonly keyid: string
  /** Base64 of 64 bytes. */
  readonly sig: string
}

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** @param key private; without it the envelope has no signature */
export function enveloped(payload: string, key: KeyObject | undefined): Envelope {
  const bytes = Buffer.from(payload)
  return {
    payloadType: PAYLOAD_TYPE,
    payload: bytes.toString('base64'),
    signatures: key
      ? [{ keyid: keyId(key), sig: sign(null, signedBytes(bytes), key).toString('base64') }]
      : [],
  }
}

/** Whether this public key verifies the signature of the payload; the keyid is not checked. */
export function isSignedBy(
  { payload, signatures: [signature] }: Envelope,
  key: KeyObject,
): boolean {
  if (!signature) return false
  const bytes = signedBytes(Buffer.from(payload, 'base64'))
  return verify(null, bytes, key, Buffer.from(signature.sig, 'base64'))
}

/** The lengths keep a part of the type from being read as payload, and the other way round. */
const signedBytes = (payload: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `),
    payload,
  ])

/** The sha256 of the public key in DER, in hexadecimal; for a private key, of its public key. */
export function keyId(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return sha256(publicKey.export({ type: 'spki', format: 'der' }))
}
