/** What a reader has to know to go on from here. */
import type { Report } from '../report.ts'

export function hints({ exit, cases, target }: Report): string[] {
  const again = cases.map(({ reproduce = '' }) => reproduce).join('\n')
  return [
    ...(exit.reason?.startsWith('the control (')
      ? ['`npm run doctor` examines step by step what stands in the way']
      : []),
    ...(again.includes('$TOKEN')
      ? ['$TOKEN above stands for a fresh token from POST /api/token']
      : []),
    ...(target.embedded && again.includes('curl')
      ? ['The embedded server has ended; `npm run serve` starts one for the curl lines above']
      : []),
  ]
}
