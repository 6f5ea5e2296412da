/** `ctrf-report.json`: a test for each case, in the Common Test Report Format. */
import { difference } from '../../spec/violation.ts'
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import type { Report, ReportedCase } from '../report/report.ts'
import { caseCounts } from '../report/groups.ts'
import { about } from './run-properties.ts'

/** Version of the format, the only one so far. */
const SPECIFICATION = '0.0.0'

/** `other`: it failed, and was known to. */
const status = {
  satisfied: 'passed',
  violated: 'failed',
  known: 'other',
  inconclusive: 'skipped',
} as const

export function ctrfText(report: Report): string {
  const { suite, startedAt, traffic, cases, contract, target } = report
  const start = Date.parse(startedAt)
  const stop = start + traffic.durationMs
  return `${inertJson({
    reportFormat: 'CTRF',
    specVersion: SPECIFICATION,
    timestamp: new Date(stop).toISOString(),
    generatedBy: `${suite.name} ${suite.version}`,
    results: {
      tool: { name: suite.name, version: suite.version },
      summary: { ...summary(report), start, stop, duration: traffic.durationMs },
      tests: cases.map(testOf),
      environment: {
        appName: inert(contract.title),
        appVersion: inert(contract.version),
        testEnvironment: inert(target.baseUrl),
      },
      extra: about(report),
    },
  })}\n`
}

function summary(report: Report): object {
  const { satisfied, violated, known, inconclusive } = caseCounts(report)
  return {
    tests: report.cases.length,
    passed: satisfied,
    failed: violated,
    skipped: inconclusive,
    pending: 0,
    other: known,
    suites: new Set(report.cases.map(({ chapter }) => chapter)).size,
  }
}

function testOf(reportedCase: ReportedCase): object {
  const { id, title, chapter, outcome, durationMs, violations, remarks, requests } = reportedCase
  const message = messageOf(reportedCase)
  return {
    testId: id,
    name: inert(title),
    status: status[outcome],
    rawStatus: outcome,
    duration: durationMs,
    suite: [chapter],
    ...(message === '' ? {} : { message }),
    type: 'conformance',
    tags: [...new Set(violations.flatMap(({ requirement, level }) => [requirement, level]))],
    extra: {
      requests,
      violations,
      remarks,
      ...(reportedCase.reproduce === undefined ? {} : { reproduce: reportedCase.reproduce }),
    },
  }
}

/** A line for each violation, or why nothing was judged. */
function messageOf({ outcome, violations, reason }: ReportedCase): string {
  const lines = violations.map(
    (violation) =>
      `${violation.requirement} (${violation.level}${violation.known ? ', known' : ''}): ${inert(difference(violation))}`,
  )
  if (outcome === 'inconclusive') lines.push(inert(reason ?? ''))
  return lines.join('\n')
}
