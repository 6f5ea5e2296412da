/** Prints a value in the format of the options: text, --markdown or --json on stdout, --html in a file. */
import { writeFileSync } from 'node:fs'
import { ConfigurationError, sources } from '../../../fixtures/config/index.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { paletteFor, type Palette } from '../../../reports/formats/text/colours.ts'
import { unwritable } from '../../../spec/lib/fs-error.ts'
import { badOption } from './parse.ts'
import type { Arguments } from './types.ts'

export interface Formats {
  readonly text: (palette: Palette) => string
  readonly markdown: () => string
  readonly html?: () => string
}

/** @throws ConfigurationError for two formats at once, or a file that cannot be written */
export function print(values: Arguments['values'], value: unknown, formats: Formats): void {
  const { json, markdown, html: file } = values
  if (json !== undefined && markdown !== undefined)
    throw badOption('use either --json or --markdown, not both')
  if (file !== undefined && formats.html) writeHtml(file, formats.html())
  const palette = paletteFor(process.stdout, sources().real)
  const text = (): string => (markdown === undefined ? formats.text(palette) : formats.markdown())
  const printed =
    json === undefined ? printedText(`${text()}\n`, palette) : printedJson(jsonText(value))
  process.stdout.write(printed)
}

function writeHtml(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new ConfigurationError(`--html ${file}: it ${unwritable(error)}`)
  }
}
