/** What Allure gets besides the results. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { describeResults, environmentOf } from '../../../reports/allure/environment.ts'
import { contract } from '../../support/exchange.ts'
import { proving, reportOf, satisfied, wanted } from '../../support/reports.ts'

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

const reasons = ['only 1 of 2 cases was run', 'another reason\u001b']

function described(): (name: string) => string {
  const folder = test.info().outputPath('results')
  mkdirSync(folder)
  const executor = { name: 'GitLab CI', type: 'gitlab', buildName: 'pipeline 7' }
  describeResults(folder, report, executor, reasons)
  return (name) => readFileSync(join(folder, name), 'utf8')
}

test('the environment survives its file format', () => {
  const text = described()('environment.properties')
  expect(text).toMatch(/^[\n -~]*$/)
  expect(readProperties(text)).toEqual(environmentOf(report, reasons))
  expect(environmentOf(report, reasons)['Contract']).toContain(title)
})

test('the environment says whether the run is certified, or why not', () => {
  expect(environmentOf(report, reasons)['Certificate']).toBe(
    'not certified: only 1 of 2 cases was run (and 1 more reason)',
  )
  expect(environmentOf(report, [])['Certificate']).toBe('certified')
  expect(environmentOf(report, ['a\u001b[2J'])['Certificate']).toBe('not certified: a·[2J')
})

test('the executor has the members that Allure reads', () => {
  expect(JSON.parse(described()('executor.json'))).toMatchObject({
    name: 'GitLab CI',
    type: 'gitlab',
    buildName: 'pipeline 7',
  })
})
