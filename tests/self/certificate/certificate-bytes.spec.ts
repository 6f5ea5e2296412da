/** No byte of a certificate or of its evidence can be changed unnoticed: the tests change them. */
import { verify } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { enveloped } from '../../../reports/certificate/dsse.ts'
import { EnvelopeError, readEnvelope } from '../../../reports/certificate/envelope.ts'
import { verification, type VerifyInput } from '../../../reports/certificate/verify.ts'
import { golden } from '../../support/golden.ts'
import {
  issued,
  verifyInput,
  privateKey,
  publicKey,
  reference,
  without,
  type Folder,
} from '../../support/certificates.ts'
import { contract } from '../../support/exchange.ts'

const small = {
  ...golden('conformant'),
  contract: { ...golden('conformant').contract, sha256: contract.sha256 },
}

/** A certificate without the files beside it. */
const alone = ({ certificate }: Pick<Folder, 'certificate'>): VerifyInput => ({
  ...without({ ...verifyInput(issued(small, '')), certificate }, 'report', 'evidence'),
  fileNamed: () => undefined,
})

const FLIPS = [0x01, 0x20, 0x80]

test('a certificate with any byte changed is not accepted', () => {
  const folder = issued(small, 'evidence')
  const { certificate } = folder
  const good = alone(folder)
  expect(verification(good).exit, 'unchanged').toBe(0)
  const accepted: string[] = []
  for (const at of certificate.keys())
    for (const flip of FLIPS) {
      const changed = Buffer.from(certificate)
      changed[at] = (changed[at] ?? 0) ^ flip
      const { exit, verdict } = verification({ ...good, certificate: changed })
      if (exit !== 1 || verdict !== 'refused') accepted.push(`${at} ^ ${flip}: ${verdict}`)
    }
  expect(accepted).toEqual([])
})

test('evidence and reports with a changed byte are not accepted', async () => {
  const { evidence } = await reference()
  const folder = issued(small, evidence)
  const good = alone(folder)
  const accepted: string[] = []
  for (const [name, file] of [
    ['evidence', 'evidence.ndjson'],
    ['report', 'report.json'],
  ] as const) {
    const outcomeOf = (bytes: Buffer): string =>
      verification({ ...good, [name]: bytes }).steps.find((step) => step.name === file)?.outcome ??
      ''
    expect(outcomeOf(folder[name]), 'unchanged').toBe('ok')
    for (const [nth, at] of positions(folder[name].length).entries()) {
      const changed = Buffer.from(folder[name])
      changed[at] = (changed[at] ?? 0) ^ (FLIPS[nth % FLIPS.length] ?? 0)
      if (outcomeOf(changed) !== 'failed') accepted.push(`${name} ${at}`)
    }
  }
  expect(accepted).toEqual([])
})

/** Six hundred positions, with the first and the last. */
const positions = (length: number): number[] =>
  Array.from({ length: 600 }, (_, nth) => Math.floor((nth * (length - 1)) / 599))

const text = issued(small, 'evidence').certificate.toString()

const envelope = readEnvelope(Buffer.from(text))

const rewritten: Readonly<Record<string, string>> = {
  'in one line': JSON.stringify(JSON.parse(text)),
  'with other white space': text.replaceAll('  ', '\t'),
  'without its last newline': text.trimEnd(),
  'with one newline more': `${text}\n`,
  'with something after it': `${text}{}`,
  'with a byte order mark': `\ufeff${text}`,
  'with newlines of another system': text.replaceAll('\n', '\r\n'),
  'with an unknown member': text.replace('{', '{\n  "note": "a",'),
  'with an unknown member of the signature': text.replace('"keyid"', '"note": "a", "keyid"'),
  'with a member twice': text.replace('{', `{\n  "payload": "e30=",`),
  'with its members in another order': `${JSON.stringify({ payload: envelope.payload, payloadType: envelope.payloadType, signatures: envelope.signatures }, null, 2)}\n`,
  'with a letter as an escape': text.replace('"payload"', String.raw`"p\u0061yload"`),
  'of another type': text.replace('vnd.in-toto+json', 'json'),
  'with base64 of the other alphabet': text.replace(/"sig": ".{4}/, '"sig": "-_-_'),
  'with base64 without its padding': text.replace(/=+"/, '"'),
  'with base64 in lines': text.replace(/("payload": ".{76})/, String.raw`$1\n`),
  'with two signatures': text.replace(
    /\{\n {6}"keyid"[^]*?\}/,
    (signature) => `${signature},\n    ${signature}`,
  ),
  'with signatures that are not a list': text.replace(/\[[^]*\]/, '{}'),
  'that is a list': '[]',
  'that is empty': '',
}

for (const [what, changed] of Object.entries(rewritten))
  test(`a certificate ${what} is refused, although its meaning may be the same`, () => {
    expect(changed).not.toBe(text)
    expect(() => readEnvelope(Buffer.from(changed))).toThrow(EnvelopeError)
    const { exit } = verification({
      ...alone(issued(small, '')),
      certificate: Buffer.from(changed),
    })
    expect(exit).toBe(1)
  })

test('the signed bytes are those of DSSE: type and payload, with their lengths', () => {
  const payload = Buffer.from(envelope.payload, 'base64')
  const [{ sig } = { sig: '' }] = envelope.signatures
  const signs = (before: string): boolean =>
    verify(
      null,
      Buffer.concat([Buffer.from(before), payload]),
      publicKey,
      Buffer.from(sig, 'base64'),
    )
  expect(signs(`DSSEv1 28 application/vnd.in-toto+json ${payload.length} `)).toBe(true)
  expect(signs('')).toBe(false)
})

test('lengths are counted in bytes', () => {
  const [{ sig } = { sig: '' }] = enveloped('Ä', privateKey).signatures
  const signed = Buffer.from('DSSEv1 28 application/vnd.in-toto+json 2 Ä')
  expect(verify(null, signed, publicKey, Buffer.from(sig, 'base64'))).toBe(true)
})
