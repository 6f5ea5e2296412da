/** The table of a certificate's page: what was tested, with what, under which conditions. */
import { brief } from '../../spec/lib/digest.ts'
import { counted } from '../formats/text/columns.ts'
import { clipped, escaped } from '../formats/text/html.ts'
import { stateText } from '../formats/known-failures.ts'
import { profileWords } from '../formats/text/run-text.ts'
import type { Certificate } from './statement.ts'

/** Longer texts would not fit on the page. */
const LONGEST = 150

export const factRows = (facts: readonly Fact[]): string =>
  facts.map(([name, text]) => `<tr><th>${name}</th><td>${escaped(text)}</td></tr>`).join('\n')

export type Fact = readonly [name: string, text: string]

export const factsOf = (certificate: Certificate): Fact[] =>
  rows(certificate).map(([name, text]) => [name, clipped(text, LONGEST)])

function rows(certificate: Certificate): Fact[] {
  const { contract, suite, run, target, overrides, connection, runtime } = certificate
  const replaced = overrides.some(({ name }) => name === 'FORMFLOW_SPEC')
  return [
    [
      'Contract',
      `${contract.title} ${contract.version}, ${contract.file}${replaced ? ': NOT the document that comes with the suite' : ''}`,
    ],
    [
      'Suite',
      `${suite.name} ${suite.version}${runtime ? ` on node ${runtime.node.slice(1)}` : ''}`,
    ],
    [
      'Tests',
      `profile ${profileWords(certificate)}: ${run.cases.asked} of ${counted(run.cases.of, 'case')}, ${counted(run.requests, 'request')}, ${counted(run.failedLogins, 'failed login')}; started ${run.startedAt}`,
    ],
    ...(certificate.side ? [] : [['Server version', versionText(connection)] as const]),
    ['Attempts', attempts(run)],
    ...(certificate.side
      ? [['Driven', drivenText(target)] as const]
      : [['Expired token', target.expiredToken ?? 'none available'] as const]),
    ...(connection ? [['Answered by', answeredBy(connection)] as const] : []),
    ['Known failures', knownFailures(certificate)],
    [
      'Settings',
      overrides.length === 0
        ? 'all defaults'
        : overrides.map(({ name, value }) => `${name}=${value}`).join(', '),
    ],
    ...(run.fuzz ? [['Fuzzing', fuzzing(run.fuzz)] as const] : []),
  ]
}

/** A header is what the server says of itself, or what stands in front of it. */
const versionText = (connection: Certificate['connection']): string =>
  connection?.shownVersions
    ? `${connection.shownVersions.join(', ')} (as shown by the server in its responses)`
    : 'the server shows none'

const drivenText = ({ driven }: Certificate['target']): string =>
  driven === 'listening'
    ? 'the application was running, and a person made its calls'
    : 'the suite started the program once for each case'

function answeredBy({ peers }: NonNullable<Certificate['connection']>): string {
  const [first, ...more] = peers
  if (!first) return 'nobody'
  const { address = 'behind the proxy', certificate, authority = 'unknown' } = first
  const by =
    certificate === undefined
      ? ''
      : `, certificate sha256 ${brief(certificate)} issued by ${authority}`
  return `${address}${by}${more.length > 0 ? `, and ${counted(more.length, 'other')}` : ''}`
}

function attempts({ attempts: { runs, history }, askedTwice }: Certificate['run']): string {
  const known = history
    ? `${counted(runs, 'run')} against this target in the history, including this one`
    : 'no history, so the number of earlier runs is unknown'
  const twice =
    askedTwice.length === 0
      ? 'no case was repeated'
      : `${counted(askedTwice.length, 'case')} repeated: ${askedTwice.join(', ')}`
  return `${known}; ${twice}`
}

function knownFailures({ baseline }: Certificate): string {
  if (baseline === null) return 'no baseline'
  const listed = baseline.entries.map(
    ({ requirement, state }) => `${requirement} (${stateText(state)})`,
  )
  return `${baseline.file} lists ${baseline.entries.length}: ${listed.join(', ')}`
}

const fuzzing = ({
  runs,
  seed,
  tried,
  leftOut,
  found,
}: NonNullable<Certificate['run']['fuzz']>): string =>
  `${runs} random bodies (seed ${seed}): ${tried} sent, ${leftOut} not sent, ${found} with a violation`
