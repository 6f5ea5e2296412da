/**
 * `junit.xml`: a test per case, in the form that the JUnit and xUnit plugins of Jenkins, GitLab and others read. Nothing
 * is in it that the strictest of them, the xUnit plugin, would reject: no properties of a test case, for example.
 */
import { difference } from '../../spec/violation.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Performance } from '../../spec/model.ts'
import { isFailing } from '../report/failing.ts'
import { caseCounts } from '../report/groups.ts'
import { httpText } from '../report/http-text.ts'
import type { Performances } from '../report/material.ts'
import type { Report, ReportedCase, ReportedViolation } from '../report/report.ts'
import { notTestedBecause } from '../report/untested.ts'
import { violationLine } from './text/violation-line.ts'
import { xmlElement, xmlText } from './text/xml.ts'

export function junitText(
  report: Report,
  _reasonsAgainst?: readonly string[],
  performances: Performances = new Map(),
): string {
  const { suite, cases, traffic, startedAt } = report
  const error = errorCase(report)
  const counts = countsOf(report, error)
  const time = seconds(traffic.durationMs)
  const { skipped, ...totals } = counts
  const testCases = cases.map((reportedCase) =>
    testCaseOf(reportedCase, report, reportedCase === error, performances.get(reportedCase.id)),
  )
  const { name } = suite
  const testSuite = xmlElement(
    'testsuite',
    { name, ...totals, skipped, time, timestamp: startedAt },
    ['', propertiesOf(report), ...testCases, ''].join('\n'),
  )
  const root = xmlElement('testsuites', { name, ...totals, time }, `\n${testSuite}\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

/**
 * A run that proves nothing must not look green or skipped: one of its cases is an error, the first that was not tested.
 * @returns `undefined` if the run has a verdict, or no case
 */
function errorCase({ verdict, cases }: Report): ReportedCase | undefined {
  if (verdict !== 'undetermined') return undefined
  return cases.find(({ outcome }) => outcome === 'inconclusive') ?? cases[0]
}

function countsOf(report: Report, error: ReportedCase | undefined) {
  const { violated, inconclusive } = caseCounts(report)
  return {
    tests: report.cases.length,
    failures: violated - (error?.outcome === 'violated' ? 1 : 0),
    errors: error ? 1 : 0,
    skipped: inconclusive - (error?.outcome === 'inconclusive' ? 1 : 0),
  }
}

function propertiesOf(report: Report): string {
  const { suite, contract, target, profile, strict, verdict, exit, must } = report
  const values = {
    suite: `${suite.name} ${suite.version}`,
    contract: `${contract.title} ${contract.version}, sha256 ${contract.sha256}`,
    target: inert(target.program ?? target.baseUrl),
    profile: profile + (strict ? ', strict' : ''),
    verdict,
    'MUST requirements tested': `${must.judged} of ${must.total}`,
    exit: `${exit.code}, ${exit.owner}`,
    ...(exit.reason === undefined ? {} : { reason: exit.reason }),
  }
  const properties = Object.entries(values).map(([name, value]) =>
    xmlElement('property', { name, value }),
  )
  return xmlElement('properties', {}, properties.join(''))
}

function testCaseOf(
  reportedCase: ReportedCase,
  report: Report,
  isError: boolean,
  performance: Performance | undefined,
): string {
  const { id, title, chapter, durationMs } = reportedCase
  const output = outputOf(reportedCase, report, performance)
  const parts = [
    isError ? errorOf(report) : resultOf(reportedCase, report),
    output === '' ? '' : xmlElement('system-out', {}, xmlText(`\n${output}\n`)),
  ].filter((part) => part !== '')
  // The id is the tag that --grep takes.
  const attributes = { name: `${title} @${id}`, classname: chapter, time: seconds(durationMs) }
  return parts.length === 0
    ? xmlElement('testcase', attributes)
    : xmlElement('testcase', attributes, `\n${parts.join('\n')}\n`)
}

const errorOf = ({ exit }: Report): string => {
  const reason = inert(exit.reason ?? 'the run has no verdict')
  return xmlElement('error', { message: `${exit.owner}: ${reason}`, type: 'undetermined' }, '')
}

function resultOf({ outcome, violations, reason = '' }: ReportedCase, report: Report): string {
  if (outcome === 'inconclusive')
    return xmlElement('skipped', { message: inert(notTestedBecause(reason)) })
  const failing = violations.filter((violation) => isFailing(violation, report.strict))
  const [first, ...others] = failing
  if (outcome !== 'violated' || !first) return ''
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const message = violationLine(first) + more
  return xmlElement(
    'failure',
    { message, type: first.requirement },
    xmlText(`\n${failureText(failing, report)}\n`),
  )
}

/** Each violated requirement with its violations, and why it matters. */
function failureText(
  failing: readonly ReportedViolation[],
  { requirements }: Pick<Report, 'requirements'>,
): string {
  const ids = [...new Set(failing.map(({ requirement }) => requirement))]
  return ids
    .map((id) => {
      const found = requirements.find((requirement) => requirement.id === id)
      const same = failing.filter(({ requirement }) => requirement === id)
      return [
        `${id} (${found?.level ?? 'MUST'}): ${inert(found?.statement ?? '')}`,
        ...same.flatMap(violationLines),
        ...(found ? [`  why     ${inert(found.why)}`, `  source  ${found.reference}`] : []),
      ].join('\n')
    })
    .join('\n\n')
}

function violationLines(violation: ReportedViolation): string[] {
  const { answer, token, reproduce } = violation
  return [
    `  ${inert(difference(violation))}`,
    ...(answer === undefined ? [] : [`  answer  ${answer}`]),
    ...(token === undefined ? [] : [`  token   ${token}`]),
    ...(reproduce?.split('\n').map((line) => `  repeat  ${line}`) ?? []),
  ]
}

/** For a case that is not simply green: known failures, remarks, the request again, and what was sent and received. */
function outputOf(
  { id, outcome, violations, remarks, reproduce }: ReportedCase,
  { baseline, strict }: Report,
  performance: Performance | undefined,
): string {
  if (outcome === 'satisfied' && violations.length + remarks.length === 0) return ''
  const entries = baseline?.entries.filter(
    (entry) =>
      (entry.case ?? id) === id &&
      violations.some(({ requirement, known }) => known && requirement === entry.requirement),
  )
  const { exchanges = [], repeated = [] } = performance ?? {}
  const lines = [
    ...violations.filter((violation) => !isFailing(violation, strict)).map(violationLine),
    ...(entries ?? []).map(
      ({ requirement, reason, owner, expires }) =>
        `known: ${requirement}: ${inert(reason)} (${inert(owner)}, until ${expires})`,
    ),
    ...remarks.map((remark) => `remark: ${inert(remark)}`),
    ...(reproduce === undefined ? [] : ['to send the request again:', reproduce]),
  ]
  return [
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    ...exchanges.map((exchange) => `# ${exchange.step}\n${httpText(exchange)}`),
    ...repeated.map((exchange) => `# ${exchange.step}, sent a second time\n${httpText(exchange)}`),
  ].join('\n\n')
}

/** Seconds with three decimals: the xUnit plugin rejects an exponent. */
const seconds = (durationMs: number): string => (durationMs / 1000).toFixed(3)
