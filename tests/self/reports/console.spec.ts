/** The report for a terminal, against golden files; UPDATE_GOLDEN=1 writes them again. */
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@playwright/test'
import { consoleText } from '../../../reports/formats/console.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { coloured, paletteFor, plain } from '../../../reports/formats/text/colours.ts'
import { expectGolden, goldenReports, reasonsFor } from '../../support/golden.ts'
import { open, proving, reportOf, satisfied, violated, wanted } from '../../support/reports.ts'

for (const [name, report] of goldenReports) {
  const text = consoleText(report, plain, reasonsFor(report))

  test(`the golden report ${name} as text`, () => {
    expectGolden(`${name}.txt`, `${text}\n`)
  })

  test(`colours add nothing to the text of the golden report ${name}`, () => {
    const bright = consoleText(report, coloured, reasonsFor(report))
    expect(bright).toContain('\u001b[1m')
    expect(stripVTControlCharacters(bright)).toBe(text)
    expect(text).not.toContain('\u001b')
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

test('ten requirements are shown in full, the others with what was observed: the last may be the worst', () => {
  expect(allViolated(10, 'bad').match(/observed bad/g)).toHaveLength(10)
  const twelve = allViolated(12, 'bad')
  expect(twelve).toContain('Violated (12)')
  expect(twelve.match(/observed bad/g)).toHaveLength(12)
  expect(twelve.match(/^    why /gm)).toHaveLength(10)
  expect(twelve).toMatch(
    /  requirement-number-12 \(MUST\) .+\n    .+ observed bad\n    case    a\/all\n\n/,
  )
})

const passed = (embedded: boolean) =>
  reportOf({
    requirements: [wanted('one')],
    cases: [[proving('a/b', 'one'), [satisfied('one')]]],
    target: { baseUrl: 'http://127.0.0.1', embedded, protectedPath: '/', expiredToken: null },
  })

for (const [what, embedded, reasons, console, markdown] of [
  ['a certified run', false, [], '  certified\n', '; certified\n'],
  [
    'a certified embedded server',
    true,
    [],
    '  certified, as the embedded reference server\n',
    '; certified, as the embedded reference server\n',
  ],
  [
    'a run with one reason against it',
    false,
    ['too few cases: a\u001b'],
    '  not certified: too few cases: a·\n',
    '; not certified: too few cases: `a·`\n',
  ],
  [
    'a run with three',
    false,
    ['one', 'two', 'three'],
    '  not certified: one (and 2 more reasons)\n',
    '; not certified: one (and 2 more reasons)\n',
  ],
] as const)
  test(`the first lines say of ${what} what was tested and whether it is certified`, () => {
    const report = passed(embedded)
    const first = '\nCONFORMANT  1 of 1 MUST requirements tested\n'
    expect(consoleText(report, plain, reasons)).toContain(first + console)
    const bold = '**1 of 1 MUST requirements tested, exit 0**'
    expect(markdownText(report, reasons)).toContain(bold + markdown)
  })

test('the reason of the exit code is shown once', () => {
  const stopped = { owner: 'environment', reason: 'the budget is used up' } as const
  const report = reportOf({ requirements: [wanted('one')], cases: [], stopped })
  const reasons = ['the run is undetermined; environment: the budget is used up', 'another']
  expect(consoleText(report, plain, reasons)).toContain(
    '\n  not certified: the run is undetermined (and 1 more reason)\n  environment: the budget is used up\n',
  )
})

test('without a certificate the first lines say nothing about one', () => {
  const report = passed(false)
  expect(consoleText(report) + markdownText(report)).not.toContain('certified')
})

test('a hint speaks of curl lines only where there are some above it', () => {
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

test('lists and reasons have at most a hundred columns', () => {
  const ids = numbered(40)
  const reason = 'a reason of many words '.repeat(20).trim()
  const findings = ids.map((id, at) => (at < 20 ? violated(id, 'bad') : open(id, reason)))
  const text = consoleText(
    reportOf({
      requirements: ids.map((id) => wanted(id)),
      cases: [[proving('a/all', ...ids), findings]],
    }),
    plain,
    [reason],
  )
  const long = text.split('\n').filter((line) => line.length > 100)
  expect(long.filter((line) => !line.includes('repeat '))).toEqual([])
  expect(text).toContain('requirement-number-40 (MUST)')
})

test('text of a target moves no cursor, rings no bell and turns no text around', () => {
  const hostile = 'a\u001b[2J\u0007\u009b31m\r\n\u202eb\u2028c\ud800\uffffd'
  const ids = ['one', 'two']
  const requirements = ids.map((id) => wanted(id))
  const testCase = proving('a/b', ...ids)
  const found = [violated('one', hostile), open('two', hostile)]
  const text = consoleText(reportOf({ requirements, cases: [[testCase, found]] }))
  const stopped = { owner: 'environment', reason: hostile } as const
  const second = consoleText(reportOf({ requirements, cases: [[testCase, undefined]], stopped }))
  expect(text).toContain('observed a·[2J··31m···b·c··d')
  expect(second).toContain('environment: a·[2J··31m···b·c··d')
  expect((text + second).replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
})

test('colours are for a terminal whose user did not set NO_COLOR', () => {
  const red = (isTTY: boolean, NO_COLOR?: string, FORCE_COLOR?: string): string =>
    paletteFor({ isTTY }, { NO_COLOR, FORCE_COLOR }).red('a')
  expect([red(true), red(true, '')]).toEqual(['\u001b[31ma\u001b[39m', '\u001b[31ma\u001b[39m'])
  expect([red(true, '1'), red(false), red(false, '1')]).toEqual(['a', 'a', 'a'])
  const forced = [red(false, '', '1'), red(false, '1', 'true'), red(true, '', '')]
  expect(new Set(forced)).toEqual(new Set(['\u001b[31ma\u001b[39m']))
  expect([red(true, '', '0'), red(true, '', 'false'), red(false, '', '')]).toEqual(['a', 'a', 'a'])
})
