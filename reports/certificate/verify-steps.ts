/** The steps of verifying a certificate that need nothing but itself and a file, each told in one sentence. */
import type { KeyObject } from 'node:crypto'
import { brief, sha256 } from '../../spec/lib/digest.ts'
import { isLoopbackAddress } from '../../spec/lib/loopback.ts'
import { contradictions } from './consistency.ts'
import { isSignedBy, keyId, type Envelope } from './dsse.ts'
import type { Certificate, Statement } from './statement.ts'

export interface Step {
  readonly name: string
  readonly outcome: 'ok' | 'failed' | 'not checked' | 'note'
  readonly detail: string
}

export const step = (name: string, good: boolean, detail: string): Step => ({
  name,
  outcome: good ? 'ok' : 'failed',
  detail,
})

/** @param key public */
export function signatureStep(envelope: Envelope, key: KeyObject | undefined): Step {
  const name = 'signature'
  const [signature] = envelope.signatures
  if (!signature) return step(name, false, 'NOT SIGNED: anybody could have written it')
  if (!key)
    return { name, outcome: 'not checked', detail: 'without --key anybody could have written it' }
  const own = keyId(key)
  if (signature.keyid !== own)
    return step(name, false, `by the key ${shown(signature.keyid)}, not by the given ${shown(own)}`)
  return isSignedBy(envelope, key)
    ? step(name, true, `by the key ${own}`)
    : step(name, false, 'it does not hold: the certificate was changed')
}

/** A keyid that is none may be any text. */
const shown = (keyid: string): string =>
  /^[0-9a-f]{64}$/.test(keyid) ? `${keyid.slice(0, 16)}…` : 'of a name that no key has'

export function coherenceStep(statement: Statement): Step {
  const wrong = contradictions(statement)
  return wrong.length === 0
    ? step('contents', true, 'of one piece')
    : step('contents', false, `they contradict each other: ${wrong.join(', ')}`)
}

export const statusStep = ({ status, reasons }: Certificate): Step =>
  status === 'certified'
    ? step('status', true, 'certified')
    : step('status', false, `NOT CERTIFIED: ${reasons.join('; ')}`)

/**
 * Nobody is served by the embedded server, so nobody may take it for a service.
 * @param expected the address that it has to be about, without a slash at its end
 */
export function targetStep({ target }: Certificate, expected: string | undefined): Step {
  const name = 'target'
  const { baseUrl, embedded, variation } = target
  if (expected !== undefined && (embedded || baseUrl !== expected)) {
    const found = embedded ? 'the reference server that comes with the suite' : baseUrl
    return step(name, false, `it is about ${found}, not about ${expected}`)
  }
  if (!embedded && isLoopbackAddress(baseUrl)) {
    const detail = `${baseUrl}: the MACHINE OF WHOEVER RAN IT; nobody else knows what answered there`
    return { name, outcome: 'note', detail }
  }
  if (!embedded) return step(name, true, baseUrl)
  const varied = variation === undefined ? '' : `, given the variation ${variation}`
  const detail = `the REFERENCE SERVER that comes with the suite${varied}; it is nobody’s service`
  return { name, outcome: 'note', detail }
}

/** What was set and excused: none of it is a reason to refuse, and all of it is worth knowing. */
export function settingsSteps({ overrides, baseline }: Certificate): Step[] {
  const set = overrides.map(({ name, value }) => `${name}=${value}`)
  const known = baseline ? [`known failures in ${baseline.file}: ${baseline.entries.length}`] : []
  const told = [...set, ...known]
  return told.length === 0 ? [] : [{ name: 'settings', outcome: 'note', detail: told.join(', ') }]
}

/** Clocks may differ by so much, in milliseconds. */
const SKEW_MS = 300_000

/** @param now epoch milliseconds */
export function validityStep({ issued, expires }: Certificate, now: number): Step {
  const name = 'validity'
  if (Date.parse(issued) > now + SKEW_MS)
    return step(name, false, `issued in the future, ${issued}; is the clock of this machine right?`)
  return now < Date.parse(expires)
    ? step(name, true, `issued ${issued}, expires ${expires}`)
    : step(name, false, `it expired ${expires}`)
}

/** @param today sha256 of the document that whoever verifies has */
export function contractStep({ contract }: Certificate, today: string): Step {
  const name = 'contract'
  const short = `sha256 ${brief(contract.sha256)}`
  return contract.sha256 === today
    ? step(name, true, `${contract.title} ${contract.version}, ${short}: the one known here`)
    : step(name, false, `${short} is another document than here (FORMFLOW_SPEC names one)`)
}

/** @param today sha256 of the suite that verifies */
export function suiteStep({ suite }: Certificate, today: string): Step {
  const name = 'suite'
  const told = `${suite.name} ${suite.version}`
  if (suite.sha256 === today) return step(name, true, `${told}, file by file the one that verifies`)
  const detail = `${told}, sha256 ${brief(suite.sha256)}: not the one that verifies`
  return { name, outcome: 'note', detail }
}

export function digestStep(name: string, bytes: Buffer | undefined, { subject }: Statement): Step {
  if (!bytes) return { name, outcome: 'not checked', detail: 'it was not given' }
  const wanted = subject.find((resource) => resource.name === name)?.digest.sha256
  return sha256(bytes) === wanted
    ? step(name, true, 'byte for byte what the certificate was issued for')
    : step(name, false, 'it is not what the certificate was issued for')
}
