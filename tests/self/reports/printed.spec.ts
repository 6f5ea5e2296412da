/** What is printed may stand in the log of a CI job, where a line can be a command. */
import { expect, test } from '@playwright/test'
import { consoleText } from '../../../reports/formats/console.ts'
import { coloured } from '../../../reports/formats/text/colours.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { fragments, reportWithText } from '../../support/hostile-text.ts'
import { logCommands } from '../../support/log-commands.ts'
import { sourceFiles, textOf } from '../../support/source-files.ts'

/** What a runner of GitHub, Azure Pipelines or TeamCity takes for a command. */
const COMMAND = /##(\[|vso\[|teamcity\[)|^\s*::/im

const commands = Object.keys(logCommands)

for (const text of commands)
  test(`${JSON.stringify(text)} is no command when it is printed`, () => {
    expect(printedText(text)).toBe(logCommands[text])
    expect(printedText(text)).not.toMatch(COMMAND)
    expect(printedText(text, coloured)).not.toMatch(COMMAND)
    const json = JSON.stringify({ [text]: [text] }, null, 2)
    expect(printedJson(json)).not.toMatch(COMMAND)
    expect(JSON.parse(printedJson(json))).toEqual(JSON.parse(json))
  })

test('a report of whatever text prints no command and no control character', () => {
  for (const text of [...fragments, ...commands]) {
    const printed = printedText(consoleText(reportWithText(text)))
    expect(printed).not.toMatch(COMMAND)
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  }
})

test('plain text stays as it is, and colours stay where there is a palette', () => {
  const text = 'POST /api/token -> 401: "a" ‹token 1› é 日本 #1 ## a a::b\n  b\n'
  expect(printedText(text)).toBe(text)
  expect(printedText(`${coloured.red(text)}\u001b[2J`, coloured)).toBe(`${coloured.red(text)}·[2J`)
  expect(printedText(coloured.red('a'))).toBe('·a·')
})

/** The line that changes on a terminal has counts alone; the credentials of `serve` and `env` must arrive as they are. */
const EXCEPT = ['tests/cli/commands/serve.ts', 'tests/cli/commands/env.ts']

test('everything that is printed is made harmless first', () => {
  const bare = sourceFiles()
    .filter((file) => /^(reports|fixtures|tests\/cli)\//.test(file) && !EXCEPT.includes(file))
    .filter((file) => {
      const calls =
        textOf(file).match(/\bstd(?:out|err)\.write\(\s*(?!`?\$?\{?printed)[^)]*/g) ?? []
      return calls.some((call) => !call.includes('printed'))
    })
  expect(bare).toEqual([])
})
