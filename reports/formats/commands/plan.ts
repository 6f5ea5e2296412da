/** The plan of a run for a terminal: its cost, its cases, and what it cannot test. */
import type { Plan } from '../../../fixtures/run/plan.ts'
import { notTestedBecause } from '../../report/untested.ts'
import { columns, counted, wrapped } from '../text/columns.ts'

export function planText(plan: Plan): string {
  const { must, notJudged } = plan
  return [
    'PLAN  no request was sent',
    '',
    ...columns(facts(plan)),
    '',
    `Cases (${plan.cases})`,
    ...columns(plan.chapters.map(({ chapter, cases }) => [chapter, String(cases).padStart(4)])),
    '',
    `Profiles${paceOf(plan)}`,
    ...columns(profileRows(plan)),
    '',
    ...notRun(plan),
    `${must.judged} of ${must.total} MUST requirements can be tested`,
    ...(notJudged.length > 0 ? wrapped(`not tested: ${notJudged.join(', ')}`, 2) : []),
  ].join('\n')
}

const paceOf = ({ limits: { requestsPerMinute } }: Plan): string =>
  requestsPerMinute === 0 ? '' : ` at ${requestsPerMinute} requests a minute`

const profileRows = ({ profiles, limits }: Plan): string[][] =>
  profiles.map(({ profile, requests, windows, seconds, found, faults }) => [
    profile,
    `up to ${counted(requests, 'request')}`,
    ...(limits.requestsPerMinute === 0
      ? []
      : [`at least ${seconds} s (${counted(windows, 'window')} of a minute)`]),
    `finds ${found} of ${faults} known faults`,
  ])

function facts(plan: Plan): [string, string][] {
  const { baseUrl, profile, requests, failedLogins, drawn, limits, expiredToken, baseline } = plan
  const limit = limits.requests === null ? '' : ` (limit ${limits.requests})`
  const generated = drawn > 0 ? `, ${drawn} of them with generated bodies` : ''
  return [
    ['target', baseUrl ?? 'the embedded reference server'],
    ['profile', profile],
    ['requests', `${requests}${limit}${generated}`],
    ['failed logins', `${failedLogins} (limit ${limits.failedLogins})`],
    ['duration', durationText(plan)],
    ['expired token', expiredToken ?? 'none available before the run'],
    ...(baseline ? [['baseline', baselineText(baseline)] satisfies [string, string]] : []),
  ]
}

const baselineText = ({ file, entries, expired }: NonNullable<Plan['baseline']>): string =>
  `${file}, ${entries} known${expired > 0 ? `, ${expired} of them expired` : ''}`

function durationText({ seconds, limits }: Plan): string {
  const pace =
    limits.requestsPerMinute === 0
      ? 'no rate limit, as fast as the target responds'
      : `at least ${seconds} s at ${limits.requestsPerMinute} requests a minute`
  return limits.seconds === null ? pace : `${pace}, stopped after ${limits.seconds} s`
}

function notRun({ leftOut }: Plan): string[] {
  const count = leftOut.reduce((sum, { cases }) => sum + cases.length, 0)
  if (count === 0) return []
  const lines = leftOut.flatMap(({ reason, cases }) => [
    ...wrapped(cases.join(', '), 2),
    ...wrapped(notTestedBecause(reason), 4),
  ])
  return [`Not tested (${count})`, ...lines, '']
}
