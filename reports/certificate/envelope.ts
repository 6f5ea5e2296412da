/** The text of `certificate.json`. An envelope has exactly one text, so every changed byte is noticed. */
import { isTooDeep } from '../../spec/json-tokens.ts'
import { jsonText } from '../formats/text/json.ts'
import { PAYLOAD_TYPE, type Envelope, type Signature } from './dsse.ts'

/** The file is not what a run writes: the reason in one line. */
export class EnvelopeError extends Error {
  override name = 'EnvelopeError'
}

export const envelopeText = ({ payloadType, payload, signatures }: Envelope): string => {
  const ordered = signatures.map(({ keyid, sig }) => ({ keyid, sig }))
  return jsonText({ payloadType, payload, signatures: ordered })
}

/** @throws EnvelopeError for any bytes that `envelopeText` would not make */
export function readEnvelope(bytes: Buffer): Envelope {
  const envelope = parsed(bytes.toString('utf8'))
  if (!isEnvelope(envelope))
    throw new EnvelopeError('it is not a DSSE envelope with an in-toto statement')
  const { payload, signatures } = envelope
  if (![payload, ...signatures.map(({ sig }) => sig)].every(isCanonical))
    throw new EnvelopeError('its base64 is not canonical')
  // This finds unknown and repeated members, other white space and text after the end.
  if (!Buffer.from(envelopeText(envelope)).equals(bytes))
    throw new EnvelopeError('its bytes differ from those that a run writes')
  return envelope
}

function parsed(text: string): unknown {
  if (isTooDeep(text)) throw new EnvelopeError('it nests too deep')
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

/** Several texts decode to the same bytes; encoding gives only one of them. */
const isCanonical = (base64: string): boolean =>
  Buffer.from(base64, 'base64').toString('base64') === base64
