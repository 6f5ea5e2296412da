/** Sentences below a report that say what to do next. */
import { commandLine } from '../../../spec/lib/suite.ts'
import type { Report } from '../../report/report.ts'

/** @param text what the reader sees above them */
export const hints = ({ exit, target }: Report, text: string): string[] => [
  ...(exit.reason?.startsWith('the control (')
    ? [`Run \`${commandLine('doctor')}\`: it checks address, connection and credentials one by one`]
    : []),
  ...(text.includes('$TOKEN')
    ? ['Set TOKEN to a fresh token from POST /api/token before you run a line with $TOKEN']
    : []),
  ...(!target.embedded && text.includes('curl -isS')
    ? [`Before the curl lines run \`eval "$(${commandLine('env', true)})"\` (docs/failures.md)`]
    : []),
  ...(target.embedded && text.includes('curl -isS')
    ? [
        `The embedded server has stopped; start one with \`${commandLine('serve')}\` for the curl lines above`,
      ]
    : []),
]
