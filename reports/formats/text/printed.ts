/**
 * What goes to a terminal or into the log of a CI job. The log is read by a program too: a line of it can be a command,
 * so a text of a target, a user or a file must never be one.
 */
import { coloured, plain, type Palette } from './colours.ts'

/** Commands of Azure Pipelines and TeamCity, anywhere in a line. */
const COMMAND = /##(?=\[|vso\[|teamcity\[)/gi

/** Commands of GitHub Actions: the first characters of a line, after blanks. */
const LINE_COMMAND = /^([^\S\n]*·*)(?=::)/gm

/** Control and format characters except line breaks, and the colours of a palette. */
const UNSAFE = /\p{Cc}\[(?:1|2|22|31|32|33|39)m|(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu

const isColour = (text: string): boolean => text.startsWith('\u001b[')

/**
 * @param text lines
 * @param palette whose colours stay in the text; of any other text none do
 */
export function printedText(text: string, palette: Palette = plain): string {
  return text
    .replaceAll(UNSAFE, (match) => (palette === coloured && isColour(match) ? match : '·'))
    .replaceAll(COMMAND, '#·#')
    .replaceAll(LINE_COMMAND, '$1·')
}

/** JSON that means the same: a script reads it from stdout, and no line of it is a command. */
export const printedJson = (json: string): string =>
  json
    .replaceAll(COMMAND, '#\\u0023')
    .replaceAll(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
