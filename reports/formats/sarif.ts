/** `report.sarif`: a requirement is a rule, a cause of failure a result, the OpenAPI document the place (SARIF 2.1.0). */
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Level } from '../../spec/model.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { byStanding } from '../report/groups.ts'
import { about } from './run-properties.ts'
import { documentUri, location, messageText, ruleOf } from './sarif-parts.ts'
import { resultsOf } from './sarif-results.ts'
import { whose } from './text/verdict-text.ts'

export function sarifText(report: Report): string {
  const { suite, startedAt, traffic, verdict, exit, contract, requirements, profile } = report
  const end = new Date(Date.parse(startedAt) + traffic.durationMs)
  return `${inertJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: suite.name,
            semanticVersion: suite.version,
            rules: requirements.map(ruleOf),
          },
        },
        // Uploads of one profile replace each other, and no others.
        automationDetails: { id: `${suite.name}/${profile}/` },
        invocations: [
          {
            // A run that was cut short must not make a consumer think that all else is well.
            executionSuccessful: verdict !== 'undetermined',
            exitCode: exit.code,
            ...(exit.reason === undefined
              ? {}
              : { exitCodeDescription: inert(whose(exit) + exit.reason) }),
            startTimeUtc: startedAt,
            endTimeUtc: end.toISOString(),
            toolExecutionNotifications: notJudged(report),
          },
        ],
        artifacts: [
          { location: { uri: documentUri(contract.file) }, hashes: { 'sha-256': contract.sha256 } },
        ],
        results: resultsOf(report),
        properties: about(report),
      },
    ],
  })}\n`
}

/**
 * Told as notifications of the run: as results of another kind than `fail` some consumers, GitHub among them, would
 * show them as alerts, and so accuse a server of what nobody has seen.
 */
function notJudged(report: Report): object[] {
  const standing = byStanding(report)
  const of = (
    group: readonly ReportedRequirement[],
    kind: string,
    level: (own: Level) => string,
  ): object[] =>
    group.map((reportedRequirement) => ({
      associatedRule: {
        id: reportedRequirement.id,
        index: report.requirements.indexOf(reportedRequirement),
      },
      level: level(reportedRequirement.level),
      message: {
        text: messageText(
          inert(
            `${reportedRequirement.id} (${reportedRequirement.level}): ${reportedRequirement.reason ?? ''}`,
          ),
        ),
      },
      locations: [location(report.contract.file, reportedRequirement.line)],
      properties: { kind },
    }))
  return [
    ...of(standing['not judged'], 'open', (level) =>
      isBinding(level, report.strict) ? 'warning' : 'note',
    ),
    ...of(standing['nothing to look at'], 'notApplicable', () => 'none'),
  ]
}
