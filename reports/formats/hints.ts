/** What a reader has to know to go on from here. */
import type { Report } from '../report/report.ts'

/** @param told what stands above */
export const hints = ({ exit, target }: Report, told: string): string[] => [
  ...(exit.reason?.startsWith('the control (')
    ? ['`npm run doctor` examines step by step what stands in the way']
    : []),
  ...(told.includes('$TOKEN')
    ? ['$TOKEN above stands for a fresh token from POST /api/token']
    : []),
  ...(target.embedded && told.includes('curl -isS')
    ? ['The embedded server has ended; `npm run serve` starts one for the curl lines above']
    : []),
]
