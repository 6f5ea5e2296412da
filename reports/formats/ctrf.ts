/** `ctrf-report.json`: a test per case, in the Common Test Report Format. */
import type { CTRFReport, Summary, Test } from 'ctrf'
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import type { Report, ReportedCase } from '../report/report.ts'
import { caseCounts } from '../report/groups.ts'
import { notTestedBecause } from '../report/untested.ts'
import { runProperties } from './run-properties.ts'
import { violationLine } from './text/violation-line.ts'

/** The only version of the format so far. */
const SPECIFICATION = '0.0.0'

/** `other`: it failed, and the baseline lists the failure. */
const STATUS = {
  satisfied: 'passed',
  violated: 'failed',
  known: 'other',
  inconclusive: 'skipped',
} as const satisfies Readonly<Record<ReportedCase['outcome'], Test['status']>>

export function ctrfText(report: Report): string {
  const { suite, cases, contract, target } = report
  const summary = summaryOf(report)
  const ctrf: CTRFReport = {
    reportFormat: 'CTRF',
    specVersion: SPECIFICATION,
    timestamp: new Date(summary.stop).toISOString(),
    generatedBy: `${suite.name} ${suite.version}`,
    results: {
      tool: { name: suite.name, version: suite.version },
      summary,
      tests: cases.map(testOf),
      environment: {
        appName: inert(contract.title),
        appVersion: inert(contract.version),
        testEnvironment: inert(target.program ?? target.baseUrl),
      },
      extra: runProperties(report),
    },
  }
  return `${inertJson(ctrf)}\n`
}

function summaryOf(report: Report): Summary {
  const { satisfied, violated, known, inconclusive } = caseCounts(report)
  const start = Date.parse(report.startedAt)
  const { durationMs } = report.traffic
  return {
    tests: report.cases.length,
    passed: satisfied,
    failed: violated,
    skipped: inconclusive,
    pending: 0,
    other: known,
    suites: new Set(report.cases.map(({ chapter }) => chapter)).size,
    start,
    stop: start + durationMs,
    duration: durationMs,
  }
}

function testOf(reportedCase: ReportedCase): Test {
  const { id, title, chapter, outcome, durationMs, violations, remarks, requests } = reportedCase
  const message = messageOf(reportedCase)
  return {
    testId: id,
    name: inert(title),
    status: STATUS[outcome],
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

/** A line per violation, or why the case was not tested. */
function messageOf({ outcome, violations, reason }: ReportedCase): string {
  const lines = violations.map(violationLine)
  if (outcome === 'inconclusive') lines.push(inert(notTestedBecause(reason ?? '')))
  return lines.join('\n')
}
