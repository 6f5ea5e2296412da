/** The verdict in the words with which every report for people begins. */
import { inert } from '../../../spec/lib/sanitize.ts'
import type { Report } from '../../report/report.ts'
import { byGroup } from '../../report/groups.ts'
import { counted } from './columns.ts'

/** A known failure is no pass, and must not read as one. */
export const verdictText = (report: Report): string =>
  isAsKnown(report)
    ? `${report.verdict.toUpperCase()}, as known`
    : verdictWords(report).toUpperCase()

/** What was not tested may not conform. */
export const verdictWords = ({ verdict, must }: Pick<Report, 'verdict' | 'must'>): string =>
  verdict === 'conformant' && must.judged < must.total ? 'conformant so far' : verdict

/** Non-conformant, but the baseline excuses every violation. */
export const isAsKnown = (report: Report): boolean =>
  report.verdict === 'non-conformant' && byGroup(report).violated.length === 0

export const testedText = ({ must }: Report): string =>
  `${must.judged} of ${must.total} MUST requirements tested`

/** One text for each condition of the verdict. */
export const conditionTexts = ({ conditions = [] }: Report): string[] =>
  conditions.map((condition) => `condition: ${condition}`)

/**
 * @param reasons why the run is not certified; none: it is
 * @param safe makes a reason, which may hold foreign text, safe for the format
 */
export function certificationText(
  [first, ...more]: readonly string[],
  { target, exit }: Report,
  safe: (reason: string) => string = inert,
): string {
  if (first === undefined)
    return target.embedded ? 'certified, as the embedded reference server' : 'certified'
  const others = more.length > 0 ? ` (and ${counted(more.length, 'more reason')})` : ''
  // Every text shows the reason of the exit code elsewhere.
  const reason = first.replace(`; ${ownerPrefix(exit)}${exit.reason}`, '')
  return `not certified: ${safe(reason)}${others}`
}

/** The owner of a problem, before its reason. */
export const ownerPrefix = ({ owner }: Report['exit']): string =>
  owner === 'none' ? '' : `${owner}: `
