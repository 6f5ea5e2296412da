/** Selection: what each profile costs, and that the page of detection tells of these cases and faults. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { cases, casesIn } from '../../../fixtures/cases/index.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { contributions, detectionPage, type Detected } from '../../docs/pages/detection.ts'
import { costs } from '../../docs/detection.ts'

const page = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'detection.md'),
  'utf8',
)

test('docs/detection.md tells of every fault and every case, and of no other', () => {
  const [, table = '', list = ''] =
    /## What each case[^]*?\n\n(\|[^]*)## Every fault([^]*)/.exec(page) ?? []
  const idsIn = (text: string, pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, id = '']) => id).toSorted()
  const stale = 'docs/detection.md is of other faults or cases: run npm run docs'
  expect(idsIn(list, /^- `(.+?)` \(/gm), stale).toEqual(faults.map(({ id }) => id).toSorted())
  expect(idsIn(table, /^\| `(.+?)` \|/gm), stale).toEqual(cases.map(({ id }) => id).toSorted())
  for (const { id, breaks } of faults) {
    const told = new RegExp(`^- \`${id}\` .* Breaks (.*)\\.$`, 'm').exec(list)?.[1]
    expect(told?.replaceAll('`', ''), `${id}: run npm run docs`).toBe(breaks.join(', '))
  }
})

test('docs/detection.md tells the cost of each profile, and certify finds every fault', () => {
  const all = `${faults.length} of ${faults.length} (100 %)`
  for (const { profile, cases: own, requests, failedLogins } of costs)
    expect(page).toContain(`| \`${profile}\` | ${own.length} | ${requests} | ${failedLogins} |`)
  expect(page).toMatch(
    new RegExp(`^\\| \`certify\` .* \\| ${all.replaceAll(/[()]/g, '\\$&')} \\|$`, 'm'),
  )
  expect(page).toContain(` that ${freedoms.length} freedoms `)
})

test('each profile stays within its requests', () => {
  const [smoke, certify] = costs
  const hint = 'give a case the next larger "profile" in fixtures/cases/'
  expect(smoke?.requests, hint).toBeLessThanOrEqual(12)
  expect(certify?.requests, hint).toBeLessThanOrEqual(116)
})

const detected = (id: string, seen: Record<string, readonly string[]>): Detected => ({
  id,
  title: id,
  area: 'test',
  breaks: ['success-status'],
  exact: true,
  smoke: false,
  seen: new Map(Object.entries(seen)),
})
const [one, two] = casesIn('certify').filter(({ keep }) => keep === undefined) as [
  (typeof cases)[number],
  (typeof cases)[number],
]

test('a case contributes what no other finds', () => {
  const found = contributions(
    [one, two],
    [
      detected('both', { [one.id]: ['success-status'], [two.id]: ['success-status'] }),
      detected('first', { [one.id]: ['success-status'] }),
      detected('elsewhere', { other: ['success-status'] }),
    ],
  )
  expect(found.map(({ finds, alone }) => [finds, alone])).toEqual([
    [2, ['first']],
    [1, []],
  ])
})

test('a case that finds nothing alone, and does not say why it is kept, stops the page', () => {
  const cost = { profile: 'certify', cases: [one, two], requests: 2, failedLogins: 0 } as const
  const both = detected('both', { [one.id]: ['success-status'] })
  expect(() => detectionPage([both], [cost], 0)).toThrow(`why they are kept: ${two.id}`)
  expect(detectionPage([both], [{ ...cost, cases: [one] }], 0)).toContain('| `both` |'.slice(2, 8))
})
