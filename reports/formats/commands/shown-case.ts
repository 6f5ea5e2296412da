/** One case of a run for a terminal: what was found, and every request and response. */
import { difference } from '../../../spec/violation.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import type { Performance } from '../../../spec/model.ts'
import { httpText } from '../../report/http-text.ts'
import type { ReportedCase, ReportedViolation } from '../../report/report.ts'
import { notTestedBecause } from '../../report/untested.ts'
import { plain, type Palette } from '../text/colours.ts'

export function shownCase(
  reportedCase: ReportedCase,
  performance: Performance | undefined,
  palette: Palette = plain,
): string {
  const { id, chapter, title, outcome, violations, remarks, reason } = reportedCase
  const { bold, dim, red, green, yellow } = palette
  const colour = { violated: red, satisfied: green, known: yellow, inconclusive: yellow }[outcome]
  const { exchanges = [], repeated = [] } = performance ?? {}
  const heading = (step: string): string => bold(`--- ${inert(step)}`)
  return [
    `${bold(id)}  ${chapter}: ${inert(title)}`,
    `  ${colour(outcome === 'inconclusive' ? notTestedBecause(inert(reason ?? '')) : outcome)}`,
    ...violations.flatMap((violation) => violationLines(violation, palette)),
    ...remarks.map((remark) => `  remark: ${inert(remark)}`),
    '',
    ...exchanges.flatMap((exchange) => [heading(exchange.step), httpText(exchange)]),
    ...repeated.flatMap((exchange) => [
      heading(`${exchange.step}, sent a second time`),
      httpText(exchange),
    ]),
    ...(exchanges.length === 0 ? [dim('no request was sent'), ''] : []),
  ].join('\n')
}

function violationLines(violation: ReportedViolation, { dim }: Palette): string[] {
  const { requirement, level, known, token, reproduce } = violation
  return [
    `  ${requirement} (${level}${known ? ', known' : ''})`,
    `    ${inert(difference(violation))}`,
    ...(token === undefined ? [] : [`    token   ${token}`]),
    ...(reproduce?.split('\n').map((line) => dim(`    repeat  ${line}`)) ?? []),
  ]
}
