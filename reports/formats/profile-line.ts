/** What was run, and what it took. */
import type { Report } from '../report.ts'
import { counted } from './columns.ts'

export const profileLine = ({ profile, strict, traffic }: Report): string =>
  `${profile}${strict ? ', strict' : ''}: ${counted(traffic.requests, 'request')}, ` +
  `${counted(traffic.failedLogins, 'failed login')}, ${(traffic.durationMs / 1000).toFixed(1)} s`
