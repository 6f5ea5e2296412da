/** The text of `certificate.json`. There is exactly one for an envelope, so that no byte can be changed unnoticed. */
import { jsonText } from '../formats/text/json.ts'
import { PAYLOAD_TYPE, type Envelope, type Signature } from './dsse.ts'

/** The file is not what a run writes: one line that says why. */
export class EnvelopeError extends Error {
  override name = 'EnvelopeError'
}

export const envelopeText = ({ payloadType, payload, signatures }: Envelope): string => {
  const own = signatures.map(({ keyid, sig }) => ({ keyid, sig }))
  return jsonText({ payloadType, payload, signatures: own })
}

/** @throws EnvelopeError for anything but the bytes that `envelopeText` makes */
export function readEnvelope(bytes: Buffer): Envelope {
  const envelope = parsed(bytes.toString('utf8'))
  if (!isEnvelope(envelope))
    throw new EnvelopeError('it is no DSSE envelope around an in-toto statement')
  const { payload, signatures } = envelope
  if (![payload, ...signatures.map(({ sig }) => sig)].every(isCanonical))
    throw new EnvelopeError('its base64 is not in the one form that base64 has')
  // Unknown and doubled members, other white space and what comes after the end show here.
  if (!Buffer.from(envelopeText(envelope)).equals(bytes))
    throw new EnvelopeError('it is not byte for byte as it was written')
  return envelope
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new EnvelopeError('it is not JSON')
  }
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false
  const { payloadType, payload, signatures } = value as Partial<Envelope>
  return (
    payloadType === PAYLOAD_TYPE &&
    typeof payload === 'string' &&
    Array.isArray(signatures) &&
    signatures.length <= 1 &&
    signatures.every(isSignature)
  )
}

function isSignature(value: unknown): value is Signature {
  if (typeof value !== 'object' || value === null) return false
  const { keyid, sig } = value as Partial<Signature>
  return typeof keyid === 'string' && typeof sig === 'string'
}

/** Of the texts that decode to the same bytes, the one that encoding them gives. */
const isCanonical = (base64: string): boolean =>
  Buffer.from(base64, 'base64').toString('base64') === base64
