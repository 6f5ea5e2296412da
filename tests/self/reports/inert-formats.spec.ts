/** Text of a target stays text in every format, whatever it is. */
import { expect, test } from '@playwright/test'
import { array, assert, constantFrom, property, type IProperty } from 'fast-check'
import { lexer, type Token, type Tokens } from 'marked'
import { ctrfText } from '../../../reports/formats/ctrf.ts'
import { code, fenced, prose } from '../../../reports/formats/text/markdown.ts'
import { junitText } from '../../../reports/formats/junit.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { sarifText } from '../../../reports/formats/sarif.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { fragments, manyViolations, reportWithText } from '../../support/hostile-text.ts'
import { elements, junitProblems, readXml } from '../../support/junit.ts'
import { ctrfProblems, sarifProblems } from '../../support/schemas.ts'
import { present } from '../../support/exchange.ts'

const arbitrary = array(constantFrom(...fragments), { minLength: 1, maxLength: 6 }).map((parts) =>
  parts.join(''),
)
/** The same texts in every run, and each fragment alone. */
const always = (checked: IProperty<[string]>): void =>
  assert(checked, {
    seed: 2026,
    numRuns: 200,
    examples: fragments.map((fragment): [string] => [fragment]),
  })

const inline = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => ('tokens' in token && token.tokens ? inline(token.tokens) : [token]))

/** What a reader sees of a line. */
const shown = (tokens: readonly Token[]): string =>
  inline(tokens)
    .map((token) => (token.type === 'codespan' ? token.text : token.raw.replaceAll('&#124;', '|')))
    .join('')

test('code is shown as it is, in a paragraph and in a cell', () => {
  always(
    property(arbitrary, (text) => {
      const [paragraph] = lexer(code(text)) as Tokens.Paragraph[]
      const [table, ...more] = lexer(`| a |\n| --- |\n| ${code(text)} |`) as Tokens.Table[]
      expect(shown(paragraph?.tokens ?? [])).toBe(inert(text))
      expect([table?.rows.length, table?.rows[0]?.length, more]).toEqual([1, 1, []])
      expect(shown(table?.rows[0]?.[0]?.tokens ?? [])).toBe(inert(text))
    }),
  )
})

const harmless = new Set(['text', 'codespan'])
/** What could become a link, a mention or a command may not be text. */
const meaning = /[@#<>[\]{}$\\*_~`]|www\.|:\/\/|::|[A-Z]+-\d/

test('in a sentence, all but plain words is code', () => {
  always(
    property(arbitrary, (text) => {
      const tokens = inline(lexer(prose(text)))
      expect(tokens.map(({ type }) => type).filter((type) => !harmless.has(type))).toEqual([])
      const words = tokens.filter(({ type }) => type === 'text').map(({ raw }) => raw)
      expect(words.filter((word) => meaning.test(word.replaceAll('&#124;', '|')))).toEqual([])
      const squeezed = (line: string): string => line.replaceAll(/ +/g, ' ').trim()
      expect(squeezed(shown(tokens))).toBe(squeezed(inert(text)))
    }),
  )
})

test('no text closes a block of code', () => {
  always(
    property(arbitrary, (text) => {
      const [block, ...more] = lexer(fenced('sh', [text, 'end']).join('\n')) as Tokens.Code[]
      expect([block?.type, block?.lang, more]).toEqual(['code', 'sh', []])
      expect(block?.text).toBe(`${inert(text)}\nend`)
    }),
  )
})

/** The blocks of a page, the cells of its tables, and every token that is neither text nor code. */
const skeleton = (page: string): string[] =>
  lexer(page).flatMap((token) => {
    if (token.type === 'table') {
      const { rows, header } = token as Tokens.Table
      const cells = [header, ...rows].map((row) => row.length)
      return [`table ${cells.join(' ')}`, ...strange([header, ...rows].flat())]
    }
    const { items = [] } = token as Partial<Tokens.List>
    return [`${token.type} ${items.length}`, ...strange([token as Tokens.Generic, ...items])]
  })

const strange = (parts: readonly { readonly tokens?: readonly Token[] }[]): string[] =>
  parts
    .flatMap(({ tokens = [] }) => inline(tokens).map(({ type }) => type))
    .filter((type) => !harmless.has(type) && type !== 'space')

test('report.md has the same structure for any text of a target', () => {
  const structure = skeleton(markdownText(reportWithText('plain')))
  expect(structure.filter((block) => block.startsWith('table'))).toHaveLength(6)
  always(
    property(arbitrary, (text) => {
      const page = markdownText(reportWithText(text))
      expect(skeleton(page)).toEqual(structure)
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    }),
  )
})

/** All texts of a JSON value that a viewer shows. */
function texts(value: unknown, names: RegExp, name = ''): string[] {
  if (typeof value === 'string') return names.test(name) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => texts(item, names, key))
}

test('SARIF and CTRF are ASCII, and valid, for any text of a target', () => {
  always(
    property(arbitrary, (text) => {
      const [sarif, ctrf] = [sarifText(reportWithText(text)), ctrfText(reportWithText(text))]
      expect(sarif + ctrf).toMatch(/^[\n -~]*$/)
      expect([...sarifProblems(sarif), ...ctrfProblems(ctrf)]).toEqual([])
      const messages = texts(JSON.parse(sarif), /^(text|justification|exitCodeDescription)$/)
      const names = texts(JSON.parse(ctrf), /^(message|name|appName|appVersion|testEnvironment)$/)
      expect([...messages, ...names].filter((shownText) => /[^\P{C}\n]/u.test(shownText))).toEqual(
        [],
      )
      const links = texts(JSON.parse(sarif), /^text$/)
      expect(links.filter((link) => /\]\(|(?<!\{)(?:\{\{)*\{(?!\{)/.test(link))).toEqual([])
    }),
  )
})

test('JUnit is well-formed, and every text of a target is only text in it', () => {
  always(
    property(arbitrary, (text) => {
      const junit = junitText(reportWithText(text))
      expect(junitProblems(junit)).toEqual([])
      expect(junit.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      const [failed] = elements(readXml(junit), 'failure')
      const line = inert(text)
      const observed = `: ${line}: expected ${line}; observed ${line}`
      expect(failed?.attributes['message']).toContain(observed)
    }),
  )
})

test('report.md stays far below the maximum of GitHub, whatever was found', () => {
  const long = '`|'.repeat(5000)
  const { report, ids } = manyViolations(long)
  const page = markdownText({
    ...report,
    requirements: ids.map((id, at) => ({
      ...present(report.requirements[at % report.requirements.length]),
      id,
    })),
  })
  expect(page.length).toBeGreaterThan(10_000)
  expect(page.length).toBeLessThan(256 * 1024)
})
