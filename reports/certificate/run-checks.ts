/** A certificate, its report and its evidence compared as accounts of one run. */
import { isDeepStrictEqual } from 'node:util'
import { headerMark } from '../../fixtures/config/index.ts'
import type { HeaderPair } from '../../spec/model.ts'
import { shownVersions } from '../../spec/lib/software.ts'
import type { Report } from '../report/report.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Certificate } from './statement.ts'

/** Clocks are set during a run, too; milliseconds. */
const SLACK_MS = 60_000

/** @returns what the evidence says of times and traffic that the certificate contradicts */
export function otherRun(
  certificate: Certificate,
  { head, performances, end }: Evidence,
): string[] {
  const { run, issued } = certificate
  const exchanges = [...performances.values()].flatMap((performance) => [
    ...performance.exchanges,
    ...(performance.repeated ?? []),
  ])
  const begin = Date.parse(head.startedAt) - SLACK_MS
  const finish = Date.parse(issued) + SLACK_MS
  const outside = exchanges.filter(
    ({ sentAt, durationMs }) => sentAt < begin || sentAt + durationMs > finish,
  )
  // Several steps may share a request, which is then recorded for each of them.
  const sent = new Set(
    exchanges.map(({ sentAt, durationMs, request }) =>
      JSON.stringify([sentAt, durationMs, request]),
    ),
  )
  const planned = new Set(head.planned)
  return [
    [outside.length > 0, `${outside.length} requests of the evidence lie outside of the run`],
    [
      exchanges.some(({ request }) => !hasHeaders(request.headers, certificate)),
      'requests of the evidence have other headers for a gate than the certificate names',
    ],
    [
      !hasVersions(certificate, performances),
      'the evidence shows other versions of the server than the certificate names',
    ],
    [!end, 'the evidence ends before the run did'],
    [
      end &&
        (end.traffic.requests !== run.requests || end.traffic.failedLogins !== run.failedLogins),
      'the evidence has another number of requests or failed logins',
    ],
    [sent.size > run.requests, 'the evidence has more requests than the run'],
    [planned.size !== head.planned.length, 'the evidence plans a case twice'],
    [
      planned.size !== run.cases.asked,
      `the evidence plans ${planned.size} cases, and the certificate counts ${run.cases.asked}`,
    ],
  ].flatMap(([wrong, what]) => (wrong === true ? [String(what)] : []))
}

const hasVersions = (
  { connection }: Certificate,
  performances: Evidence['performances'],
): boolean => {
  const { shownVersions: named = [] } = connection ?? {}
  const shown = shownVersions([...performances.values()].flatMap(({ exchanges }) => exchanges))
  return named.every((text) => shown.includes(text))
}

/** Headers of the user's file are recorded before all others, with a mark in place of the value. */
function hasHeaders(sent: readonly HeaderPair[], { connection }: Certificate): boolean {
  const marked = sent.filter(([name, value]) => value === headerMark(name)).map(([name]) => name)
  return JSON.stringify(marked) === JSON.stringify(connection?.headers ?? [])
}

/**
 * @param profile ids of the cases that this suite has in the profile
 * @returns those that the evidence does not plan, although the certificate counts all cases of the profile
 */
export function missingCases(
  { run: { cases } }: Certificate,
  { head }: Evidence,
  profile: readonly string[],
): string[] {
  const planned = new Set(head.planned)
  return cases.asked < cases.of ? [] : profile.filter((id) => !planned.has(id))
}

/** @returns members in which the report and the certificate differ */
export function otherReport(certificate: Certificate, report: Report): string[] {
  const { variation: _, ...target } = certificate.target
  const facts: readonly (readonly [what: string, certified: unknown, reported: unknown])[] = [
    ['target', target, report.target],
    ['side', certificate.side, report.side],
    ['contract', certificate.contract.sha256, report.contract.sha256],
    ['profile', certificate.profile, report.profile],
    ['strictness', certificate.strict, report.strict],
    ['start', certificate.run.startedAt, report.startedAt],
    ['verdict', [certificate.verdict, certificate.exit], [report.verdict, report.exit]],
    ['count of requirements', certificate.must, report.must],
    [
      'traffic',
      [certificate.run.requests, certificate.run.failedLogins],
      [report.traffic.requests, report.traffic.failedLogins],
    ],
    ['conditions', certificate.conditions ?? [], report.conditions ?? []],
    ['connection', certificate.connection, report.connection],
    ['runtime', certificate.runtime, report.runtime],
    ['sentences', ...sentencesOf(certificate, report)],
    ['outcomes', outcomesOf(certificate.requirements), outcomesOf(report.requirements)],
  ]
  return (
    facts
      // The certificate has its members in another order.
      .filter(([, certified, reported]) => !isDeepStrictEqual(certified, reported))
      .map(([what]) => what)
  )
}

/** The sentences of the certificate, and those that the report has for them; older certificates have none. */
function sentencesOf(
  certificate: Certificate,
  report: Report,
): readonly [certified: unknown, reported: unknown] {
  const reported = new Map(report.requirements.map(({ id, statement }) => [id, statement]))
  const stated = certificate.requirements.filter(({ statement }) => statement !== undefined)
  return [
    stated.map(({ id, statement }) => `${id} ${statement}`),
    stated.map(({ id }) => `${id} ${reported.get(id)}`),
  ]
}

/** Excluded requirements have no outcome in a report. */
const outcomesOf = (
  requirements: readonly { readonly id: string; readonly outcome: string }[],
): string[] =>
  requirements
    .filter(({ outcome }) => outcome !== 'excluded')
    .map(({ id, outcome }) => `${id} ${outcome}`)
