/** Target, profile and cost of a run in words. */
import type { Report } from '../../report/report.ts'
import { counted } from './columns.ts'

type Target = Pick<Report['target'], 'baseUrl' | 'embedded' | 'program'>

const EMBEDDED = 'the embedded reference server'

/** Without the address of the embedded server, which is another one in every run. */
export const whichTarget = ({ baseUrl, embedded, program }: Target): string =>
  program ?? (embedded ? EMBEDDED : baseUrl)

export const targetLine = ({ baseUrl, embedded, program }: Target): string =>
  program ?? (embedded ? `${EMBEDDED} (${baseUrl})` : baseUrl)

export const profileWords = ({ profile, strict }: Pick<Report, 'profile' | 'strict'>): string =>
  profile + (strict ? ', strict' : '')

export const profileLine = (report: Report): string => {
  const { requests, failedLogins, durationMs } = report.traffic
  return `${profileWords(report)}: ${counted(requests, 'request')}, ${counted(failedLogins, 'failed login')}, ${seconds(durationMs)}`
}

export const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`
