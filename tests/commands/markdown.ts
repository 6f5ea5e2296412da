/** The tables of the README. */
import { variables } from '../../fixtures/variables.ts'
import { spelt } from './help.ts'
import { commandTable } from './table.ts'

export const commandsTable = (): string =>
  table(
    ['Command', 'To'],
    commandTable.map(({ name, operand, about }) => [
      `\`${[name, operand].filter(Boolean).join(' ')}\``,
      about,
    ]),
  )

export const variablesTable = (): string =>
  table(
    ['Variable', 'Option', 'Default', ''],
    variables.map(({ name, option, unset = '', about }) => [
      `\`${name}\``,
      option ? `\`${spelt({ ...option, about })}\`` : '',
      unset,
      about,
    ]),
  )

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
