/** Sentences below a report that say what to do next. */
import type { Report } from '../../report/report.ts'

/** @param text what the reader sees above them */
export const hints = ({ exit, target }: Report, text: string): string[] => [
  ...(exit.reason?.startsWith('the control (')
    ? ['Run `npm run doctor`: it checks address, connection and credentials one by one']
    : []),
  ...(text.includes('$TOKEN')
    ? ['Set TOKEN to a fresh token from POST /api/token before you run a line with $TOKEN']
    : []),
  ...(!target.embedded && text.includes('curl -isS')
    ? [
        'Before the curl lines run `eval "$(npm run --silent conformance -- env)"` (docs/failures.md)',
      ]
    : []),
  ...(target.embedded && text.includes('curl -isS')
    ? ['The embedded server has stopped; start one with `npm run serve` for the curl lines above']
    : []),
]
