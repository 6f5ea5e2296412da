/** What `client --plan` and `client --doctor` print. */
import { clientVariables } from '../../../fixtures/config/variables.ts'
import type { ClientCase } from '../../../spec/clients/lib/model.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import type { Exchange, Performance, Profile } from '../../../spec/model.ts'
import { provenBy } from '../../../spec/proves.ts'
import { counted } from '../text/columns.ts'

const TASK = [
  'The program is started once for each case. It reads FORMFLOW_BASE_URL, FORMFLOW_CLIENT_ID,',
  'FORMFLOW_CLIENT_SECRET, FORMFLOW_ORGANIZATION_ID and FORMFLOW_PROTECTED_PATH, calls that path with GET and a',
  'token, and ends with exit code 0 if all calls succeeded. Besides it finds:',
]

export function clientPlanText(cases: readonly ClientCase[], profile: Profile): string {
  const chapters = [...new Set(cases.map(({ chapter }) => chapter))]
  const proven = new Set(cases.flatMap(provenBy))
  return [
    `${counted(cases.length, 'case')} of the profile ${profile}, about ${counted(proven.size, 'requirement')}`,
    '',
    ...TASK,
    ...clientVariables.map(({ name, about }) => `  ${name}  ${about}`),
    '',
    ...chapters.flatMap((chapter) => [
      chapter,
      ...cases
        .filter((testCase) => testCase.chapter === chapter)
        .map(({ id, title, play: { calls, parallel } }) => {
          const task =
            calls === 1 ? '' : ` (${calls} calls${parallel > 1 ? `, ${parallel} at a time` : ''})`
          return `  ${id}${task}: ${title}`
        }),
      '',
    ]),
  ]
    .join('\n')
    .trimEnd()
}

/** @returns what was seen of one start of the program, and the exit code of the command */
export function doctorTextOf(
  { play }: ClientCase,
  { exchanges, program, notPerformed }: Performance,
): { readonly text: string; readonly exit: 0 | 1 | 2 | 3 } {
  if (notPerformed)
    return {
      text: `${notPerformed.owner}: ${inert(notPerformed.reason)}`,
      exit: notPerformed.owner === 'environment' ? 3 : 2,
    }
  const end = program?.endedFor
    ? 'it did not end in time'
    : `it ended with exit code ${program?.exitCode ?? 'of a signal'}`
  const lines = [
    `the program started, and ${end} after ${((program?.durationMs ?? 0) / 1000).toFixed(1)} s`,
    exchanges.length === 0
      ? 'it sent no request: it has to use FORMFLOW_BASE_URL, which is another one in each case'
      : `it sent ${counted(exchanges.length, 'request')}:`,
    ...exchanges.map(requestLine),
    ...(program?.leftRunning ? ['it left processes running, which were ended'] : []),
    ...(program?.output.trim() ? ['', 'the end of its output:', inert(program.output)] : []),
    '',
    nextStep(exchanges, program?.result === 'succeeded', play.calls),
  ]
  const exit = exchanges.length === 0 ? 2 : program?.result === 'succeeded' ? 0 : 1
  return { text: lines.join('\n'), exit }
}

const requestLine = ({ request, response, failure, arrival }: Exchange): string =>
  `  ${inert(request.method)} ${inert(request.target)}: ${response?.status ?? failure?.kind ?? ''}${hint(arrival)}`

function hint(arrival: Exchange['arrival']): string {
  if (arrival?.place === 'elsewhere' || arrival?.place === 'astray')
    return ' (no operation of the API is at this path)'
  const { problem, members = {} } = arrival?.login ?? {}
  const wrong = Object.entries(members).filter(([, state]) => state !== 'as configured')
  if (problem !== undefined) return ` (${problem})`
  if (wrong.length > 0) return ` (${wrong.map(([name, state]) => `${name}: ${state}`).join(', ')})`
  const presented = arrival?.call?.presented
  return presented && presented !== 'issued' ? ` (it presented ${presented})` : ''
}

function nextStep(exchanges: readonly Exchange[], succeeded: boolean, calls: number): string {
  if (exchanges.length === 0)
    return 'Next: see that the program reads its base URL from FORMFLOW_BASE_URL.'
  return succeeded
    ? 'Next: run the same command without --doctor.'
    : `Next: the program has to log in, to make ${counted(calls, 'call')}, and to end with exit code 0.`
}
