/** The verdict in the words with which every report begins. */
import type { Report } from '../../report/report.ts'
import { byStanding } from '../../report/groups.ts'

/** A failure that somebody knows of is no pass, and must not read as one. */
export const verdictWords = (report: Report): string =>
  report.verdict.toUpperCase() + (isAsKnown(report) ? ', as known' : '')

/** Not conformant, but for nothing that the baseline does not list. */
export const isAsKnown = (report: Report): boolean =>
  report.verdict === 'non-conformant' && byStanding(report).violated.length === 0

/** Whose problem it is, if it is one. */
export const whose = ({ owner }: Report['exit']): string => (owner === 'none' ? '' : `${owner}: `)
