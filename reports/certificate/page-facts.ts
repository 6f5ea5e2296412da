/** The table of a certificate's page: who was judged, by what, under which circumstances. */
import { counted } from '../formats/text/columns.ts'
import { clipped, escaped } from '../formats/text/html.ts'
import { profileWords } from '../formats/text/run-text.ts'
import type { Certificate } from './statement.ts'

/** A table must not grow over the page, whatever was configured. */
const LONGEST = 150

export const factRows = (facts: readonly Fact[]): string =>
  facts.map(([name, text]) => `<tr><th>${name}</th><td>${escaped(text)}</td></tr>`).join('\n')

export type Fact = readonly [name: string, text: string]

export const factsOf = (certificate: Certificate): Fact[] =>
  rows(certificate).map(([name, text]) => [name, clipped(text, LONGEST)])

function rows(certificate: Certificate): Fact[] {
  const { contract, suite, run, target, overrides } = certificate
  const another = overrides.some(({ name }) => name === 'FORMFLOW_SPEC')
  return [
    [
      'Contract',
      `${contract.title} ${contract.version}, ${contract.file}${another ? ': NOT the document that comes with the suite' : ''}`,
    ],
    ['Suite', `${suite.name} ${suite.version}`],
    [
      'Asked',
      `profile ${profileWords(certificate)}: ${run.cases.asked} of ${counted(run.cases.of, 'case')}, ${counted(run.requests, 'request')}, ${counted(run.failedLogins, 'failed login')}; begun ${run.startedAt}`,
    ],
    ['Attempts', attempts(run)],
    ['Expired token', target.expiredToken ?? 'none was to be had'],
    ['Known failures', baseline(certificate)],
    [
      'Settings',
      overrides.length === 0
        ? 'none that differs from the defaults'
        : overrides.map(({ name, value }) => `${name}=${value}`).join(', '),
    ],
    ...(run.fuzz ? [['Fuzzing', fuzzing(run.fuzz)] as const] : []),
  ]
}

function attempts({ attempts: { runs, history }, askedTwice }: Certificate['run']): string {
  const known = history
    ? `${counted(runs, 'run')} against this target in the history that was kept, this one included`
    : 'no history was kept, so nobody knows how many runs there were before'
  const twice =
    askedTwice.length === 0
      ? 'no case was asked twice'
      : `${counted(askedTwice.length, 'case')} asked twice: ${askedTwice.join(', ')}`
  return `${known}; ${twice}`
}

function baseline({ baseline: own }: Certificate): string {
  if (own === null) return 'no baseline was in force'
  const listed = own.entries.map(({ requirement, state }) => `${requirement} (${state})`)
  return `${own.file} lists ${own.entries.length}: ${listed.join(', ')}`
}

const fuzzing = ({
  runs,
  seed,
  tried,
  leftOut,
  found,
}: NonNullable<Certificate['run']['fuzz']>): string =>
  `${runs} bodies by seed ${seed}: ${tried} tried, ${leftOut} left out, ${found} found to break something`
