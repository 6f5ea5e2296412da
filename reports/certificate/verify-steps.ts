/** Steps of verifying a certificate, with one sentence for the result of each step. */
import type { KeyObject } from 'node:crypto'
import { brief, sha256 } from '../../spec/lib/digest.ts'
import { isLoopbackAddress } from '../../spec/lib/loopback.ts'
import { conditionsOf } from '../report/conditions.ts'
import { isTooDeep } from '../../spec/json-tokens.ts'
import { ReportError, reportIn } from '../report/read.ts'
import { contradictions } from './consistency.ts'
import { isSignedBy, keyId, type Envelope } from './dsse.ts'
import { otherReport } from './run-checks.ts'
import type { Certificate, Statement } from './statement.ts'

export interface VerifyStep {
  readonly name: string
  readonly outcome: 'ok' | 'failed' | 'not checked' | 'note'
  readonly detail: string
}

export const step = (name: string, good: boolean, detail: string): VerifyStep => ({
  name,
  outcome: good ? 'ok' : 'failed',
  detail,
})

/** @param key public */
export function signatureStep(envelope: Envelope, key: KeyObject | undefined): VerifyStep {
  const name = 'signature'
  const [signature] = envelope.signatures
  if (!signature) return step(name, false, 'not signed: anyone could have written it')
  if (!key)
    return { name, outcome: 'not checked', detail: 'without --key anyone could have written it' }
  const given = keyId(key)
  if (signature.keyid !== given)
    return step(name, false, `by the key ${shown(signature.keyid)}, not by ${shown(given)}`)
  return isSignedBy(envelope, key)
    ? step(name, true, `by the key ${given}`)
    : step(name, false, 'invalid: the certificate was changed')
}

/** An invalid keyid may be any text. */
const shown = (keyid: string): string =>
  /^[0-9a-f]{64}$/.test(keyid) ? `${keyid.slice(0, 16)}…` : 'with an invalid keyid'

export function consistencyStep(statement: Statement): VerifyStep {
  const wrong = contradictions(statement)
  return wrong.length === 0
    ? step('contents', true, 'consistent')
    : step('contents', false, `contradictory: ${wrong.join(', ')}`)
}

export const statusStep = ({ status, reasons }: Certificate): VerifyStep =>
  status === 'certified'
    ? step('status', true, 'certified')
    : step('status', false, `not certified: ${reasons.join('; ')}`)

/**
 * A certificate of the embedded server or of a loopback address says nothing about a public service.
 * @param expected the base URL that the certificate must be for, without a slash at its end
 */
export function targetStep(
  { side, target }: Certificate,
  expected: string | undefined,
): VerifyStep {
  const name = 'target'
  if (side) return clientStep(target, expected)
  const { baseUrl, embedded, variation } = target
  if (expected !== undefined && (embedded || baseUrl !== expected)) {
    const found = embedded ? 'the reference server of the suite' : baseUrl
    return step(name, false, `it is for ${found}, not for ${expected}`)
  }
  if (!embedded && isLoopbackAddress(baseUrl)) {
    const detail = `${baseUrl}: a loopback address, so this certificate cannot be tied to a public service`
    return { name, outcome: 'note', detail }
  }
  if (!embedded) return step(name, true, baseUrl)
  const varied = variation === undefined ? '' : `, with the variation ${variation}`
  const detail = `the reference server of the suite${varied}: this is not a real service`
  return { name, outcome: 'note', detail }
}

/** A client has no address: the certificate names it as whoever ran the suite did. */
function clientStep(
  { program = 'a client' }: Certificate['target'],
  expected: string | undefined,
): VerifyStep {
  return expected === undefined
    ? { name: 'target', outcome: 'note', detail: `a client: ${program}` }
    : step('target', false, `it is for a client (${program}), not for the server ${expected}`)
}

/** What the result rests on besides the server: no reason to refuse a certificate. */
export const conditionSteps = (certificate: Certificate): VerifyStep[] =>
  (certificate.conditions ?? conditionsOf(certificate)).map((detail) => ({
    name: 'condition',
    outcome: 'note',
    detail,
  }))

/** Changed settings and known failures: no reason to refuse a certificate, but worth knowing. */
export function settingsSteps({ overrides, baseline }: Certificate): VerifyStep[] {
  const set = overrides.map(({ name, value }) => `${name}=${value}`)
  const known = baseline ? [`known failures in ${baseline.file}: ${baseline.entries.length}`] : []
  const all = [...set, ...known]
  return all.length === 0 ? [] : [{ name: 'settings', outcome: 'note', detail: all.join(', ') }]
}

/** A name proves nothing: the key does. */
export const issuerSteps = ({ issuer }: Certificate): VerifyStep[] =>
  issuer === undefined
    ? []
    : [
        {
          name: 'issuer',
          outcome: 'note',
          detail: `${issuer}, as whoever ran the suite named themselves; only the key proves who it was`,
        },
      ]

/** What the server showed of itself: no reason to refuse a certificate. */
export const versionSteps = ({ connection }: Certificate): VerifyStep[] =>
  (connection?.shownVersions ?? []).map((detail) => ({
    name: 'server version',
    outcome: 'note',
    detail: `${detail} (as shown by the server)`,
  }))

/** Allowed difference of clocks, in milliseconds. */
const SKEW_MS = 300_000

/** @param now epoch milliseconds */
export function validityStep({ issued, expires }: Certificate, now: number): VerifyStep {
  const name = 'validity'
  if (Date.parse(issued) > now + SKEW_MS)
    return step(name, false, `issued in the future, ${issued}; check the clock of this machine`)
  if (expires === undefined) return step(name, true, `issued ${issued}`)
  return now < Date.parse(expires)
    ? step(name, true, `issued ${issued}, expires ${expires}`)
    : step(name, false, `expired ${expires}`)
}

/** @param today sha256 of the document of the verifying suite */
export function contractStep({ contract }: Certificate, today: string): VerifyStep {
  const name = 'contract'
  const short = `sha256 ${brief(contract.sha256)}`
  return contract.sha256 === today
    ? step(
        name,
        true,
        `${contract.title} ${contract.version}, ${short}: the document of this suite`,
      )
    : step(
        name,
        false,
        `${short}: another document than the one of this suite (FORMFLOW_SPEC sets it)`,
      )
}

/** @param today sha256 of the verifying suite, and of its packages if that is known */
export function suiteSteps(
  { suite }: Certificate,
  today: { readonly suite: string; readonly installed?: string },
): VerifyStep[] {
  const name = 'suite'
  const title = `${suite.name} ${suite.version}`
  if (suite.sha256 !== today.suite) {
    const detail = `${title}, sha256 ${brief(suite.sha256)}: not the suite that verifies`
    return [{ name, outcome: 'note', detail }]
  }
  const { installed } = suite
  const other =
    installed !== undefined && today.installed !== undefined && installed !== today.installed
  const detail = `its installed packages, sha256 ${brief(installed ?? '')}, are not those that are installed here`
  return [
    step(name, true, `${title}: the suite that verifies`),
    ...(other ? [{ name, outcome: 'note', detail } as const] : []),
  ]
}

export function digestStep(
  name: string,
  bytes: Buffer | undefined,
  { subject }: Statement,
): VerifyStep {
  if (!bytes) return { name, outcome: 'not checked', detail: 'not given' }
  const wanted = subject.find((resource) => resource.name === name)?.digest.sha256
  return sha256(bytes) === wanted
    ? step(name, true, 'the file of this certificate')
    : step(name, false, 'not the file of this certificate')
}

/** The files about which a run makes a statement, besides the two that have a step each. */
const OTHER_FILES = [
  'certificate.html',
  'report.html',
  'report.css',
  'report.md',
  'ctrf-report.json',
  'report.sarif',
  'junit.xml',
  'allure-report/index.html',
]

/** @param fileNamed the bytes of a file beside the certificate; called for no other name than those of a run */
export function otherFilesSteps(
  { subject }: Statement,
  fileNamed: (name: string) => Buffer | undefined = () => undefined,
): VerifyStep[] {
  const files = subject
    .filter(({ name }) => OTHER_FILES.includes(name))
    .map(({ name, digest }) => ({ name, digest, bytes: fileNamed(name) }))
  const names = (wanted: (file: (typeof files)[number]) => boolean): string =>
    files
      .filter(wanted)
      .map(({ name }) => name)
      .join(', ')
  const isSame = ({ bytes, digest }: (typeof files)[number]): boolean =>
    bytes !== undefined && sha256(bytes) === digest.sha256
  const same = names(isSame)
  const absent = names(({ bytes }) => bytes === undefined)
  const changed = names((file) => file.bytes !== undefined && !isSame(file))
  const name = 'other files'
  return [
    ...(changed === '' ? [] : [step(name, false, `not of this certificate: ${changed}`)]),
    ...(same === '' ? [] : [step(name, true, `of this certificate: ${same}`)]),
    ...(absent === ''
      ? []
      : [{ name, outcome: 'not checked', detail: `not there: ${absent}` } as const]),
  ]
}

/** How many differences are listed. */
const MAX_LISTED = 3

const listed = (differences: readonly string[]): string =>
  differences.slice(0, MAX_LISTED).join('; ') +
  (differences.length > MAX_LISTED ? ` and ${differences.length - MAX_LISTED} more` : '')

/** @param differing requests that are not those of the cases */
export const requestsStep = (differing: readonly string[]): VerifyStep =>
  step(
    'requests',
    differing.length === 0,
    differing.length === 0 ? 'those of the cases, composed again' : listed(differing),
  )

/** @param differing what the evidence says otherwise of times, traffic and plan */
export const runStep = (differing: readonly string[]): VerifyStep =>
  step(
    'run',
    differing.length === 0,
    differing.length === 0
      ? 'times, traffic and plan are those of the evidence'
      : listed(differing),
  )

/**
 * @param missing cases of the profile that the evidence does not plan
 * @param today sha256 of the verifying suite
 */
export function casesStep(
  { suite, profile }: Certificate,
  missing: readonly string[],
  today: { readonly suite: string },
): VerifyStep {
  const name = 'cases'
  if (missing.length === 0) return step(name, true, `all cases of the profile ${profile}`)
  const detail = `not planned: ${listed(missing)}`
  // A newer suite has more cases.
  return suite.sha256 === today.suite
    ? step(name, false, detail)
    : { name, outcome: 'note', detail: `${detail}; the verifying suite is another one` }
}

/** @param bytes of the report, which is the file of the certificate */
export function reportStep(
  certificate: Certificate,
  bytes: Buffer,
  today: { readonly suite: string },
): VerifyStep {
  const name = 'report'
  const text = bytes.toString('utf8')
  if (isTooDeep(text)) return step(name, false, 'it nests too deep')
  try {
    const differing = otherReport(certificate, reportIn(text))
    return differing.length === 0
      ? step(name, true, 'states what the certificate states')
      : step(name, false, `states otherwise than the certificate: ${differing.join(', ')}`)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    // Another version of the suite may write reports of another form.
    return certificate.suite.sha256 === today.suite
      ? step(name, false, error.message)
      : { name, outcome: 'note', detail: `not compared: ${error.message}` }
  }
}
