/** `report.sarif`: a requirement is a rule, a cause of failure a result, the OpenAPI document the place (SARIF 2.1.0). */
import type { Log, Notification, Run } from 'sarif'
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Report } from '../report/report.ts'
import { untestedText } from '../report/untested.ts'
import { runProperties } from './run-properties.ts'
import { documentUri, locationAt, messageText, ruleOf } from './sarif-parts.ts'
import { resultsOf } from './sarif-results.ts'
import { ownerPrefix } from './text/verdict-text.ts'

export function sarifText(report: Report): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report)],
  }
  return `${inertJson(log)}\n`
}

function runOf(report: Report): Run {
  const { suite, startedAt, traffic, verdict, exit, contract, requirements, profile } = report
  const end = new Date(Date.parse(startedAt) + traffic.durationMs)
  return {
    tool: {
      driver: {
        name: suite.name,
        semanticVersion: suite.version,
        rules: requirements.map(ruleOf),
      },
    },
    // An upload replaces earlier ones of the same profile, and no others.
    automationDetails: { id: `${suite.name}/${profile}/` },
    invocations: [
      {
        // After a run that was cut short, a consumer must not take what is missing for fixed.
        executionSuccessful: verdict !== 'undetermined',
        exitCode: exit.code,
        ...(exit.reason === undefined
          ? {}
          : { exitCodeDescription: inert(ownerPrefix(exit) + exit.reason) }),
        startTimeUtc: startedAt,
        endTimeUtc: end.toISOString(),
        toolExecutionNotifications: untested(report),
      },
    ],
    artifacts: [
      { location: { uri: documentUri(contract.file) }, hashes: { 'sha-256': contract.sha256 } },
    ],
    results: resultsOf(report),
    properties: runProperties(report),
  }
}

/**
 * Requirements without an outcome, as notifications of the run. Some consumers, GitHub among them, show a result of any
 * kind as an alert, and would so accuse the server of what nobody has seen.
 */
function untested({ requirements, strict, contract }: Report): Notification[] {
  return requirements.flatMap((requirement, index) => {
    const { id, level, outcome, line } = requirement
    const text = untestedText(requirement)
    if (text === undefined) return []
    const open = outcome === 'inconclusive'
    return [
      {
        associatedRule: { id, index },
        level: open ? (isBinding(level, strict) ? 'warning' : 'note') : 'none',
        message: { text: messageText(inert(`${id} (${level}): ${text}`)) },
        locations: [locationAt(contract.file, line)],
        properties: { kind: open ? 'open' : 'notApplicable' },
      },
    ]
  })
}
