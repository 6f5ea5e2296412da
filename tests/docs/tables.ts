/** The tables of the README. */
import { variables } from '../../fixtures/config/variables.ts'
import { table } from '../../reports/formats/text/markdown-table.ts'
import { spelt } from '../cli/help.ts'
import { commandTable } from '../cli/table.ts'

export const commandsTable = (): string =>
  table(
    ['Command', 'To'],
    commandTable.map(({ name, operand, about }) => [
      `\`${[name, operand].filter(Boolean).join(' ')}\``,
      about,
    ]),
  ).join('\n')

export const variablesTable = (): string =>
  table(
    ['Variable', 'Option', 'Default', ''],
    variables.map(({ name, option, unset = '', about }) => [
      `\`${name}\``,
      option ? `\`${spelt({ ...option, about })}\`` : '',
      unset,
      about,
    ]),
  ).join('\n')
