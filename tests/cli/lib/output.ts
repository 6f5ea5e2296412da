/** A value in the form that the options ask for: text, --markdown or --json on stdout, --html in a file. */
import { writeFileSync } from 'node:fs'
import { ConfigurationError, sources } from '../../../fixtures/config/index.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { paletteFor, type Palette } from '../../../reports/formats/text/colours.ts'
import { unwritable } from '../../../spec/lib/fs-error.ts'
import { badOption } from './parse.ts'
import type { Given } from './types.ts'

export interface Forms {
  readonly text: (palette: Palette) => string
  readonly markdown: () => string
  readonly html?: () => string
}

/** @throws ConfigurationError for options that exclude each other, or a file that cannot be written */
export function told(values: Given['values'], value: unknown, forms: Forms): void {
  const { json, markdown, html: file } = values
  if (json !== undefined && markdown !== undefined)
    throw badOption('--json and --markdown exclude each other')
  if (file !== undefined && forms.html) written(file, forms.html())
  const palette = paletteFor(process.stdout, sources().real['NO_COLOR'])
  if (json !== undefined) process.stdout.write(jsonText(value))
  else process.stdout.write(`${markdown === undefined ? forms.text(palette) : forms.markdown()}\n`)
}

function written(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new ConfigurationError(`--html ${file}: it ${unwritable(error)}`)
  }
}
