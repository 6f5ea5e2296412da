/** What each profile costs, and that docs/detection.md is about these cases and faults. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { cases, casesIn } from '../../../fixtures/cases/index.ts'
import { detection } from '../../../fixtures/cases/load.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { contributions, detectionPage, type Detected } from '../../docs/pages/detection.ts'
import { costs } from '../../docs/detection.ts'

const page = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'detection.md'),
  'utf8',
)

test('docs/detection.md lists every fault and every case, and no other', () => {
  const [, table = '', list = ''] =
    /## What each case[^]*?\n\n(\|[^]*)## Every fault([^]*)/.exec(page) ?? []
  const idsIn = (text: string, pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, id = '']) => id).toSorted()
  const stale = 'docs/detection.md is of other faults or cases: run npm run docs'
  expect(idsIn(list, /^- `(.+?)` \(/gm), stale).toEqual(faults.map(({ id }) => id).toSorted())
  expect(idsIn(table, /^\| `(.+?)` \|/gm), stale).toEqual(cases.map(({ id }) => id).toSorted())
  for (const { id, breaks } of faults) {
    const listed = new RegExp(`^- \`${id}\` .* Breaks (.*)\\.$`, 'm').exec(list)?.[1]
    expect(listed?.replaceAll('`', ''), `${id}: run npm run docs`).toBe(breaks.join(', '))
  }
})

test('docs/detection.md has the cost of each profile, and certify finds every fault', () => {
  const all = `${faults.length} of ${faults.length} (100 %)`
  for (const { profile, cases: planned, requests, failedLogins } of costs)
    expect(page).toContain(`| \`${profile}\` | ${planned.length} | ${requests} | ${failedLogins} |`)
  expect(page).toMatch(
    new RegExp(`^\\| \`certify\` .* \\| ${all.replaceAll(/[()]/g, '\\$&')} \\|$`, 'm'),
  )
  expect(page).toContain(` that ${freedoms.length} freedoms `)
})

test('the command plan shows the numbers of docs/detection.md', () => {
  for (const [profile, found] of Object.entries(detection.found))
    expect(page).toMatch(
      new RegExp(`^\\| \`${profile}\` .* \\| ${found} of ${detection.of} \\(`, 'm'),
    )
  expect(detection.of, 'run npm run docs').toBe(faults.length)
})

test('each profile stays within its requests', () => {
  const [smoke, , certify] = costs
  const hint = 'give a case the next larger "profile" in fixtures/cases/'
  expect(smoke?.requests, hint).toBeLessThanOrEqual(12)
  expect(certify?.requests, hint).toBeLessThanOrEqual(136)
})

const detected = (id: string, foundBy: Record<string, readonly string[]>): Detected => ({
  id,
  title: id,
  area: 'test',
  breaks: ['success-status'],
  exact: true,
  gate: false,
  smoke: false,
  foundBy: new Map(Object.entries(foundBy)),
})
const [first, second] = casesIn('certify').filter(({ keep }) => keep === undefined) as [
  (typeof cases)[number],
  (typeof cases)[number],
]

test('a case contributes the faults that no other case finds', () => {
  const found = contributions(
    [first, second],
    [
      detected('both', { [first.id]: ['success-status'], [second.id]: ['success-status'] }),
      detected('first', { [first.id]: ['success-status'] }),
      detected('elsewhere', { other: ['success-status'] }),
    ],
  )
  expect(found.map(({ findings, alone }) => [findings, alone])).toEqual([
    [2, ['first']],
    [1, []],
  ])
})

test('a case that finds no fault alone, and has no reason to be kept, stops the page', () => {
  const cost = { profile: 'certify', cases: [first, second], requests: 2, failedLogins: 0 } as const
  const both = detected('both', { [first.id]: ['success-status'] })
  expect(() => detectionPage([both], [cost], 0)).toThrow(`no reason in "keep": ${second.id}`)
  expect(detectionPage([both], [{ ...cost, cases: [first] }], 0)).toContain(
    '| `both` |'.slice(2, 8),
  )
})
