/** The difference of two runs as text, Markdown and HTML, compared with golden files; UPDATE_GOLDEN=1 writes them. */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@playwright/test'
import type { Diff } from '../../../reports/diff/model.ts'
import { diffPage } from '../../../reports/diff/formats/diff-page.ts'
import { comparisonHtml } from '../../../reports/diff/formats/html.ts'
import { comparisonMarkdown } from '../../../reports/diff/formats/markdown.ts'
import { comparisonText } from '../../../reports/diff/formats/text.ts'
import { coloured, type Palette } from '../../../reports/formats/text/colours.ts'
import { readJsonFile } from '../../../spec/lib/json-file.ts'
import { expectGolden } from '../../support/golden.ts'
import { problemsBy } from '../../support/report-schemas.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'reports', 'golden', 'diff')
const golden = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
const problems = problemsBy('diff.schema.json')
const valueOf = (name: string): Diff => readJsonFile(join(folder, `${name}.json`)) as Diff

const diffText = (value: Diff, palette?: Palette): string =>
  comparisonText(diffPage(value), palette)
const diffMarkdown = (value: Diff): string => comparisonMarkdown(diffPage(value))
const diffHtml = (value: Diff): string => comparisonHtml(diffPage(value))
const formats = { txt: diffText, md: diffMarkdown, html: diffHtml }

for (const name of golden)
  test(`the golden difference "${name}" conforms to its schema and gives the golden text, Markdown and HTML`, () => {
    const value = valueOf(name)
    expect(problems(value)).toEqual([])
    for (const [ending, format] of Object.entries(formats))
      expectGolden(`diff/${name}.${ending}`, `${format(value)}\n`)
    expect(stripVTControlCharacters(diffText(value, coloured))).toBe(diffText(value))
    expect(diffText(value, coloured)).not.toBe(diffText(value))
  })

test('there is a golden difference with and without regressions, and one without facts', () => {
  const values = golden.map(valueOf)
  expect(new Set(values.map(({ regressions }) => regressions.length > 0)).size).toBe(2)
  expect(new Set(values.map(({ observed }) => observed.compared)).size).toBe(2)
})

test('no line of the text is longer than 80 columns', () => {
  for (const name of golden)
    expect(
      diffText(valueOf(name))
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([])
})

/** The value with a hostile word in every text that a target can choose. */
function hostile(value: Diff, word: string): Diff {
  const fixed = new Set(['kind', 'subject', 'level', 'verdict', 'profile', 'read'])
  return JSON.parse(
    JSON.stringify(value, (name, text: unknown) =>
      typeof text === 'string' && !fixed.has(name) ? `${word}${text.slice(0, 20)}` : text,
    ),
  ) as Diff
}

test('text of a target moves no cursor, ends no table cell and makes no markup', () => {
  const word = 'a\u001b[2J\u202e|`<script>alert(1)</script><img src=x onerror=y>"\'&\n# b '
  for (const name of golden) {
    const value = hostile(valueOf(name), word)
    for (const format of Object.values(formats))
      expect(format(value).replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect(diffHtml(value)).not.toMatch(/<script|<img|onerror=y>/)
    expect(diffMarkdown(value)).not.toMatch(/^# b/m)
    for (const line of diffMarkdown(value).split('\n')) {
      // Outside of code spans nothing is left that Markdown or HTML would interpret.
      const bare = line
        .replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, '')
        .replaceAll(/\\[<>|*_[\]`&#@~]/g, '')
      expect(bare.replaceAll('<br>', '')).not.toContain('<')
    }
  }
})

test('every table row has as many cells as its head, whatever text is in it', () => {
  for (const name of golden) {
    let width = 0
    for (const line of diffMarkdown(hostile(valueOf(name), '| a || b \\| ')).split('\n')) {
      const cells = line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0
      if (cells > 0 && width > 0) expect(cells, line).toBe(width)
      width = cells
    }
  }
})

test('the page runs no script, loads nothing, and allows only its style', () => {
  for (const name of golden) {
    const page = diffHtml(valueOf(name))
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'`)
    expect(page).not.toMatch(/<script| style=| src=|href=|url\(|@import|https?:\/\/www/)
  }
})
