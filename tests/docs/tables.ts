/** The tables of README.md and docs/configuration.md. */
import { variables } from '../../fixtures/config/variables.ts'
import { table } from '../../reports/formats/text/markdown-table.ts'
import { exitCodes, spelt } from '../cli/help.ts'
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

/** The options that no variable stands for. Each meaning of an option is one row. */
export function optionsTable(): string {
  const uses = commandTable.flatMap((command) =>
    command.options
      .filter(({ variable }) => variable === undefined)
      .map((option) => ({ command: command.name, option: spelt(option), about: option.about })),
  )
  const rows = new Map(uses.map((use) => [`${use.option} ${use.about}`, use]))
  return table(
    ['Option', 'Commands', ''],
    [...rows].map(([key, { option, about }]) => [
      `\`${option}\``,
      uses
        .filter((use) => `${use.option} ${use.about}` === key)
        .map(({ command }) => `\`${command}\``)
        .join(', '),
      about,
    ]),
  ).join('\n')
}

export const exitCodesTable = (): string =>
  table(
    ['Code', 'Whose problem', 'Meaning'],
    exitCodes.map(([code, owner, meaning]) => [String(code), owner, meaning]),
  ).join('\n')
