/** What `--help` prints. */
import { wrapped } from '../../reports/formats/text/columns.ts'
import { commandTable } from './table.ts'
import type { Command, Option } from './lib/types.ts'

/** Whose problem a code tells. */
export const exitCodes: readonly (readonly [code: number, owner: string, meaning: string])[] = [
  [0, 'nobody', 'every MUST that was judged is satisfied, or known; what was not judged is listed'],
  [1, 'the target', 'a MUST is violated, a regression, a breaking change, a refused certificate'],
  [
    2,
    'the configuration',
    'a bad URL, refused credentials, an unknown option, a baseline that does not fit',
  ],
  [3, 'the environment', 'DNS, TLS, 502-504, a limit that never lifts, a budget or the time is up'],
  [4, 'the suite', 'a crash, nothing judged, a secret found in an output file'],
]

const NAME = 'formflow-conformance'

/** All commands; what no command is asked for prints. */
export const usage = (): string =>
  [
    `Usage: ${NAME} <command> [options]`,
    '',
    ...columns(commandTable.map((command) => [heading(command), command.about])),
    '',
    `${NAME} <command> --help tells the options of a command.`,
    '',
    ...ending(),
  ].join('\n')

export const helpOf = (command: Command): string =>
  [
    `Usage: ${NAME} ${heading(command)} [options]`,
    '',
    `${command.about[0]?.toUpperCase()}${command.about.slice(1)}.`.replaceAll('`', ''),
    '',
    ...columns([...command.options.map(described), ['--help', 'this']]),
    '',
    ...ending(),
  ].join('\n')

const heading = ({ name, operand }: Command): string => [name, operand].filter(Boolean).join(' ')

export const spelt = ({ name, value }: Option): string =>
  [`--${name}`, value].filter(Boolean).join(' ')

function described({ variable, about, ...option }: Option): [string, string] {
  const { name, sets, unset } = variable ?? {}
  const notes = [
    ...(unset === undefined || sets !== undefined ? [] : [`default: ${unset}`]),
    ...(name === undefined ? [] : [sets === undefined ? name : `${name}=${sets}`]),
  ]
  // What a flag sets its variable to stands in front of what that means.
  const meaning = sets === undefined ? about : about.replace(/^`\d`: /, '')
  const text = notes.length > 0 ? `${meaning} (${notes.join('; ')})` : meaning
  return [spelt({ ...option, about }), text.replaceAll('`', '')]
}

const ending = (): string[] => [
  'Exit codes:',
  ...columns(exitCodes.map(([code, owner, meaning]) => [`${code}  ${owner}`, meaning])),
  '',
]

/** Two columns, the second one aligned, within a hundred characters. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.flatMap(([left, right]) =>
    wrapped(right, width + 4).map((line, at) =>
      at === 0 ? `  ${left.padEnd(width)}  ${line.trimStart()}` : line,
    ),
  )
}
