/** What Allure is given besides the results, and what is taken out of its HTML. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { withoutAnalytics } from '../../../reports/allure/html.ts'
import { describeResults, environmentOf } from '../../../reports/allure/environment.ts'
import { proving, reportOf, satisfied, wanted } from '../../support/reports.ts'
import { contract } from '../../support/exchange.ts'

const google = 'https://www.googletagmanager.com/gtag/js?id=G-1'
const known = `<script async src="${google}"></script>\n<script>\n window.dataLayer = window.dataLayer || [];\n gtag()\n</script>`

test('the known analytics script is removed, and nothing else', () => {
  const page = (script: string): string =>
    `<head><script>own()</script>${script}<title>a</title></head>`
  expect(withoutAnalytics(page(known))).toBe(page(''))
  expect(withoutAnalytics(page(''))).toBe(page(''))
})

for (const [what, changed] of [
  ['another form', known.replace('async', 'defer')],
  ['a second time', known + known],
  ['another address', known.replace('www.googletagmanager', 'stats.example')],
  ['no protocol', `<script src="//stats.example/a.js"></script>`],
  ['a style sheet from elsewhere', `<link rel="stylesheet" href="https://fonts.example/a.css">`],
] as const)
  test(`an analytics script with ${what} stops the report`, () => {
    expect(() => withoutAnalytics(`<head>${changed}</head>`)).toThrow(/was not written/)
  })

const title = 'Formflow: API = "é" \\ \u{1f511}\n#'
const report = reportOf({
  requirements: [wanted('one')],
  cases: [[proving('a/b', 'one'), [satisfied('one')]]],
  contract: { ...contract, title },
})

/** As `java.util.Properties` reads lines without continuation. */
function readProperties(text: string): Record<string, string> {
  const plain = (escaped: string): string =>
    escaped
      .replaceAll(/\\u([\da-f]{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
      .replaceAll(/\\(.)/g, '$1')
  const lines = text.split('\n').filter((line) => line !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = /^((?:\\.|[^\\ :=])+)\s*[:=]?\s*(.*)$/.exec(line) ?? []
      return [plain(key), plain(value)]
    }),
  )
}

const executor = { name: 'gitlab', type: 'gitlab', buildName: 'project, 7' }

function described(): (name: string) => string {
  const folder = test.info().outputPath('results')
  mkdirSync(folder)
  describeResults(folder, report, executor)
  return (name) => readFileSync(join(folder, name), 'utf8')
}

test('the environment survives its file format', () => {
  const text = described()('environment.properties')
  expect(text).toMatch(/^[\n -~]*$/)
  expect(readProperties(text)).toEqual(environmentOf(report))
  expect(environmentOf(report)['Contract']).toContain(title)
})

test('the executor is told as Allure reads it', () => {
  expect(JSON.parse(described()('executor.json'))).toEqual(executor)
})
