/** The plan for a terminal: the cost first, then what it does not buy. */
import type { Plan } from '../../../fixtures/run/plan.ts'
import { columns, counted, wrapped } from '../text/columns.ts'

export function planText(plan: Plan): string {
  const { must, notJudged } = plan
  return [
    'PLAN  nothing was sent',
    '',
    ...columns(facts(plan)),
    '',
    `Cases (${plan.cases})`,
    ...columns(plan.chapters.map(({ chapter, cases }) => [chapter, String(cases).padStart(4)])),
    '',
    ...leftOut(plan),
    `${must.judged} of ${must.total} MUST requirements can be judged`,
    ...(notJudged.length > 0 ? wrapped(`not: ${notJudged.join(', ')}`, 2) : []),
  ].join('\n')
}

function facts(plan: Plan): [string, string][] {
  const { baseUrl, profile, requests, failedLogins, drawn, limits, expiredToken, baseline } = plan
  const most = limits.requests === null ? '' : ` of at most ${limits.requests}`
  return [
    ['target', baseUrl ?? 'the embedded reference server'],
    ['profile', profile],
    ['requests', `${requests}${most}${drawn > 0 ? `, ${drawn} of them drawn bodies` : ''}`],
    ['guesses', `${counted(failedLogins, 'failed login')} of at most ${limits.failedLogins}`],
    ['duration', durationOf(plan)],
    [
      'expired',
      expiredToken === null ? 'no token to present before the run' : `token ${expiredToken}`,
    ],
    ...(baseline ? [['baseline', baselineTold(baseline)] satisfies [string, string]] : []),
  ]
}

const baselineTold = ({ file, entries, expired }: NonNullable<Plan['baseline']>): string =>
  `${file}, ${entries} known${expired > 0 ? `, ${expired} of them expired` : ''}`

function durationOf({ seconds, limits }: Plan): string {
  const pace =
    limits.requestsPerMinute === 0
      ? 'as long as the target takes, unpaced'
      : `at least ${seconds} s at ${limits.requestsPerMinute} requests a minute`
  return limits.seconds === null ? pace : `${pace}, cut short after ${limits.seconds} s`
}

function leftOut({ leftOut: groups }: Plan): string[] {
  const count = groups.reduce((sum, { cases }) => sum + cases.length, 0)
  if (count === 0) return []
  const lines = groups.flatMap(({ reason, cases }) => [
    ...wrapped(cases.join(', '), 2),
    ...wrapped(reason, 4),
  ])
  return [`Left out (${count})`, ...lines, '']
}
