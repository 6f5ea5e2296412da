/** What `--help` prints. */
import { TERMINAL_WIDTH, wrapped } from '../../reports/formats/text/columns.ts'
import { commandTable } from './table.ts'
import type { Command, Option } from './lib/types.ts'

/** Exit codes, with the owner of the problem. */
export const exitCodes: readonly (readonly [code: number, owner: string, meaning: string])[] = [
  [0, 'nobody', 'every MUST that was judged is satisfied, or is a known failure'],
  [1, 'the target', 'a violated MUST, a regression, a breaking change, a bad certificate'],
  [2, 'the configuration', 'a bad URL, refused credentials, an unknown option, a bad baseline'],
  [
    3,
    'the environment',
    'DNS, TLS, 502-504, a rate limit, a limit of the run, a MUST not tested (--require-all)',
  ],
  [4, 'the suite', 'a crash, nothing judged, a secret in an output file'],
]

const NAME = 'formflow-conformance'

/** Help without a command: all commands. */
export const usage = (): string =>
  [
    `Usage: ${NAME} <command> [options]`,
    '',
    ...columns(commandTable.map((command) => [heading(command), plain(command.about)])),
    '',
    `${NAME} <command> --help shows its options and examples.`,
    '',
    ...exitCodeLines(),
  ].join('\n')

export const helpOf = (command: Command): string =>
  [
    `Usage: ${NAME} ${heading(command)} [options]`,
    '',
    ...wrapped(
      `${command.about[0]?.toUpperCase()}${plain(command.about.slice(1))}.`,
      0,
      TERMINAL_WIDTH,
    ),
    '',
    ...columns([...command.options.map(described), ['--help', 'show this help']]),
    '',
    'Examples:',
    ...command.examples.flatMap(([line, about]) => [`  # ${about}`, `  ${NAME} ${line}`]),
    '',
    ...exitCodeLines(),
  ].join('\n')

const heading = ({ name, operand }: Command): string => [name, operand].filter(Boolean).join(' ')

/** `--grep <pattern>`. */
export const spelt = ({ name, value }: Option): string =>
  [`--${name}`, value].filter(Boolean).join(' ')

function described({ variable, about, ...option }: Option): [string, string] {
  const { name, sets, unset } = variable ?? {}
  const notes = [
    ...(unset === undefined || sets !== undefined ? [] : [`default: ${unset}`]),
    ...(name === undefined ? [] : [sets === undefined ? name : `${name}=${sets}`]),
  ]
  // The text of a flag's variable starts with the value that the flag sets.
  const meaning = sets === undefined ? about : about.replace(/^`\d`: /, '')
  return [
    spelt({ ...option, about }),
    plain(notes.length > 0 ? `${meaning} (${notes.join('; ')})` : meaning),
  ]
}

/** Texts are in Markdown for the README. */
const plain = (text: string): string => text.replaceAll('`', '')

const exitCodeLines = (): string[] => [
  'Exit codes, and who has to act:',
  ...columns(exitCodes.map(([code, owner, meaning]) => [`${code}  ${owner}`, meaning])),
  '',
]

/** Two columns, the second one aligned and wrapped. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.flatMap(([left, right]) =>
    wrapped(right, width + 4, TERMINAL_WIDTH).map((line, at) =>
      at === 0 ? `  ${left.padEnd(width)}  ${line.trimStart()}` : line,
    ),
  )
}
