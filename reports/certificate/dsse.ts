/** DSSE with Ed25519: a payload in base64, its type, and a signature over the exact bytes of both. */
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { sha256 } from '../../spec/lib/digest.ts'

export interface Envelope {
  readonly payloadType: typeof PAYLOAD_TYPE
  /** Base64. */
  readonly payload: string
  /** One, or none: then nobody vouches for it. */
  readonly signatures: readonly Signature[]
}

export interface Signature {
  /** Which key it was: `keyId` of it. */
  readonly keyid: string
  /** Base64 of 64 bytes. */
  readonly sig: string
}

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** @param key private; without it the envelope holds no signature */
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

/** Whether the signature is by this public key and over this payload; which key it names is another question. */
export function isSignedBy(
  { payload, signatures: [signature] }: Envelope,
  key: KeyObject,
): boolean {
  if (!signature) return false
  const bytes = signedBytes(Buffer.from(payload, 'base64'))
  return verify(null, bytes, key, Buffer.from(signature.sig, 'base64'))
}

/** Lengths stand before type and payload, so that no part of the one can pass for a part of the other. */
const signedBytes = (payload: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `),
    payload,
  ])

/** The sha256 of the public key in DER, in hexadecimal; of a private key, that of its public half. */
export function keyId(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return sha256(half.export({ type: 'spki', format: 'der' }))
}
