/** The report for a terminal, against golden reports; UPDATE_GOLDEN=1 writes them anew. */
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@playwright/test'
import { consoleText } from '../../../reports/formats/console.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { coloured, paletteFor } from '../../../reports/formats/text/colours.ts'
import { expectGolden, goldenReports } from '../../support/golden.ts'
import { open, proving, reportOf, violated, wanted } from '../../support/reports.ts'

for (const [name, value] of goldenReports) {
  test(`the golden report ${name} is told as agreed`, () => {
    expectGolden(`${name}.txt`, `${consoleText(value)}\n`)
  })

  test(`colours add nothing to the golden report ${name}, and are there only when asked for`, () => {
    const bright = consoleText(value, coloured)
    expect(bright).toContain('\u001b[1m')
    expect(stripVTControlCharacters(bright)).toBe(consoleText(value))
    expect(consoleText(value)).not.toContain('\u001b')
  })
}

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `requirement-number-${at + 1}`)

const allViolated = (count: number, actual: string): string =>
  consoleText(
    reportOf({
      requirements: numbered(count).map((id) => wanted(id)),
      cases: [
        [proving('a/all', ...numbered(count)), numbered(count).map((id) => violated(id, actual))],
      ],
    }),
  )

test('ten requirements are told at length, and of the rest what was seen: the last may be the worst', () => {
  expect(allViolated(10, 'bad').match(/observed bad/g)).toHaveLength(10)
  const twelve = allViolated(12, 'bad')
  expect(twelve).toContain('Violated (12)')
  expect(twelve.match(/observed bad/g)).toHaveLength(12)
  expect(twelve.match(/^    why /gm)).toHaveLength(10)
  expect(twelve).toMatch(
    /  requirement-number-12 \(MUST\) .+\n    .+ observed bad\n    in      a\/all\n\n/,
  )
})

test('the end of a text speaks of curl lines only where some stand above it', () => {
  const report = reportOf({
    requirements: [wanted('one', 'MAY')],
    cases: [[proving('a/b', 'one'), [violated('one', 'bad')]]],
    target: { baseUrl: 'http://127.0.0.1', embedded: true, protectedPath: '/', expiredToken: null },
  })
  const hint = 'for the curl lines above'
  expect([consoleText(report).includes(hint), markdownText(report).includes(hint)]).toEqual([
    false,
    true,
  ])
  expect(markdownText(report)).toContain('curl -isS')
})

test('lists and reasons stay within a hundred columns', () => {
  const ids = numbered(40)
  const reason = 'a reason of many words '.repeat(20).trim()
  const findings = ids.map((id, at) => (at < 20 ? violated(id, 'bad') : open(id, reason)))
  const text = consoleText(
    reportOf({
      requirements: ids.map((id) => wanted(id)),
      cases: [[proving('a/all', ...ids), findings]],
    }),
  )
  const long = text.split('\n').filter((line) => line.length > 100)
  expect(long.filter((line) => !line.includes('again '))).toEqual([])
  expect(text).toContain('requirement-number-40 (MUST)')
})

test('what a target says moves no cursor, rings no bell and turns no text around', () => {
  const hostile = 'a\u001b[2J\u0007\u009b31m\r\n\u202eb\u2028c\ud800\uffffd'
  const ids = ['one', 'two']
  const requirements = ids.map((id) => wanted(id))
  const testCase = proving('a/b', ...ids)
  const broken = [violated('one', hostile), open('two', hostile)]
  const told = consoleText(reportOf({ requirements, cases: [[testCase, broken]] }))
  const stopped = { owner: 'environment', reason: hostile } as const
  const ended = consoleText(reportOf({ requirements, cases: [[testCase, undefined]], stopped }))
  expect(told).toContain('observed a·[2J··31m···b·c··d')
  expect(ended).toContain('environment: a·[2J··31m···b·c··d')
  expect((told + ended).replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
})

test('colours are for a terminal, and for nobody who set NO_COLOR', () => {
  const red = (isTTY: boolean, noColor?: string): string => paletteFor({ isTTY }, noColor).red('a')
  expect([red(true), red(true, '')]).toEqual(['\u001b[31ma\u001b[39m', '\u001b[31ma\u001b[39m'])
  expect([red(true, '1'), red(false), red(false, '1')]).toEqual(['a', 'a', 'a'])
})
