/** docs/performance.md, and the comparison with it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { performancePage, ratiosIn, regressions } from '../../docs/pages/performance.ts'
import { root } from '../../cli/lib/programs.ts'

const ratios = [
  { name: 'a run / another', value: 1.2 },
  { name: 'memory of a run / of another', value: 2 },
]

test('the ratios of a page can be read again, and nothing else of it is one', () => {
  const runs = [{ profile: 'gate', requests: 56, limited: 0, seconds: 0 }] as const
  expect(ratiosIn(performancePage(ratios, runs))).toEqual(ratios)
})

test('a ratio that grew by more than a quarter is a regression, and one that is missing too', () => {
  const [first, second] = ratios as [(typeof ratios)[number], (typeof ratios)[number]]
  expect(regressions(ratios, ratios)).toEqual([])
  expect(regressions(ratios, [{ ...first, value: 1.5 }, second])).toEqual([])
  expect(regressions(ratios, [{ ...first, value: 1.51 }, second])).toEqual([
    'a run / another: 1.20 became 1.51',
  ])
  expect(regressions([first], ratios)).toEqual([expect.stringContaining('not recorded')])
  expect(regressions(ratios, [first])).toEqual([expect.stringContaining('not measured')])
})

test('the recorded page has ratios, and no profile was answered 429', () => {
  const page = readFileSync(join(root, 'docs', 'performance.md'), 'utf8')
  expect(ratiosIn(page).length).toBeGreaterThan(4)
  const runs = [...page.matchAll(/^\| `(\w+)` +\| +(\d+) \| +(\d+) \| +(\d+) \|$/gm)]
  expect(runs.map(([, profile]) => profile)).toEqual(['smoke', 'gate', 'certify', 'exhaustive'])
  expect(runs.map(([, , , limited]) => limited)).toEqual(['0', '0', '0', '0'])
  expect(runs.slice(0, 3).map(([, , , , seconds]) => Number(seconds) <= 61)).toEqual([
    true,
    true,
    true,
  ])
})
