/** `report.html`: what it says of a release, what it shows of a failure, how large it is, and that it runs nothing. */
import { expect, test } from '@playwright/test'
import { guidance, guidanceFor, subjectOf } from '../../../reports/formats/page/guidance.ts'
import { reportPage } from '../../../reports/formats/page/report-page.ts'
import { lookOf, releaseText } from '../../../reports/formats/page/release.ts'
import { STYLE } from '../../../reports/formats/page/style.ts'
import { files } from '../../../reports/formats/index.ts'
import type { Report } from '../../../reports/report/report.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { present, sight } from '../../support/exchange.ts'
import { expectGolden, golden, goldenReports } from '../../support/golden.ts'
import { fragments, manyViolations, reportWithText } from '../../support/hostile-text.ts'

const remote = (name: string): Report => {
  const report = golden(name)
  return {
    ...report,
    target: { ...report.target, embedded: false, baseUrl: 'https://api.example.com' },
  }
}

test('the page of a run with every state is the golden one', () => {
  expectGolden('every-state.html', reportPage(golden('every-state'), ['a reason against it']))
})

test('the verdict comes first, and says what it means for a release', () => {
  const whole = { ...remote('conformant'), must: { judged: 3, total: 3 } }
  expect(releaseText({ ...whole, must: { judged: 2, total: 3 } })).toContain(
    'Not decided: no violation was found, but 1 MUST requirement was not tested',
  )
  expect(releaseText(whole)).toBe(
    'Nothing in these tests is against a release: every MUST requirement was tested and is satisfied.',
  )
  expect(releaseText(remote('non-conformant'))).toMatch(/^Do not release: \d+ requirements? /)
  expect(releaseText(remote('known'))).toContain('known failure')
  expect(releaseText(remote('undetermined'))).toContain('no basis for a decision (')
  expect(releaseText(golden('conformant'))).toContain('reference server')
  for (const report of goldenReports.values())
    expect(reportPage(report)).toMatch(/<main>\n<header class="(good|bad|unsure)">/)
})

test('green is for a run that tested everything and found nothing', () => {
  const whole = { ...remote('conformant'), must: { judged: 3, total: 3 } }
  expect(lookOf(whole)).toBe('good')
  expect(lookOf({ ...whole, must: { judged: 2, total: 3 } })).toBe('unsure')
  expect(lookOf({ ...whole, exit: { code: 3, owner: 'environment' } })).toBe('unsure')
  expect(lookOf(remote('non-conformant'))).toBe('bad')
  expect(lookOf(remote('undetermined'))).toBe('unsure')
})

test('every requirement that is checked has a subject and advice, once, and none is unknown', () => {
  const named = guidance.flatMap((entry) => entry.requirements.split(' '))
  expect(named.toSorted()).toEqual([...new Set(named)].toSorted())
  const checked = requirements.filter(({ excluded }) => excluded === undefined).map(({ id }) => id)
  expect(named.toSorted()).toEqual(checked.toSorted())
  expect(guidanceFor('of-a-vendor')).toBeUndefined()
  expect(subjectOf('of-a-vendor')).toBe('Other')
})

test('a failure has what was expected and observed, the exchange, the line, why, and how to fix it', () => {
  const report = golden('non-conformant')
  const failed = present(report.cases.find(({ outcome }) => outcome === 'violated'))
  const page = reportPage(
    report,
    undefined,
    new Map([[failed.id, { caseId: failed.id, exchanges: [sight().exchange] }]]),
  )
  const article = present(/<article[^]*?<\/article>/.exec(page)?.[0])
  for (const part of ['Why it matters', 'Expected', 'Observed', 'Send it again', 'curl -isS'])
    expect(article).toContain(part)
  expect(article).toMatch(/<details><summary>Request and response<\/summary>\n<pre[^>]*># sent /)
})

test('what was not tested comes with its reason', () => {
  expect(reportPage(golden('not-judged'))).toMatch(
    /<h2>Not tested, and how to test it [^]*Not tested because /,
  )
})

test('the changes since an earlier run are on the page; without one it says how to get them', () => {
  const report = golden('non-conformant')
  expect(reportPage(report)).toContain('<code>--history file</code>')
  const changes = {
    since: '2026-01-02T03:04:05.000Z',
    verdict: 'conformant',
    failing: ['a/b'],
    passing: [],
    stillFailing: [],
    noLongerTested: ['c/d'],
  } as const
  const page = reportPage({ ...report, changes })
  expect(page).toContain('<small>2026-01-02, conformant</small>')
  expect(page).toContain('<b>Failing now, not before (1):</b> <code>a/b</code>')
  expect(page).not.toContain('Passing now')
})

/** Tags and attributes without their values. */
const skeleton = (page: string): string[] =>
  page
    .match(/<[/!]?\w+(?:\s+[\w-]+(?:="[^"]*")?)*\s*\/?>/g)
    ?.map((tag) => tag.replaceAll(/="[^"]*"/g, '')) ?? []

test('the page has the same structure for any text of a target, and runs nothing', () => {
  const structure = skeleton(reportPage(reportWithText('plain')))
  for (const text of fragments) {
    const page = reportPage(reportWithText(text))
    // A shell line with other text than it shows is left out.
    if (text === inert(text)) expect(skeleton(page), text).toEqual(structure)
    expect(page).not.toMatch(/<(?:script|img|iframe)|style="/)
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  }
})

test('the page stays below 300 kB, whatever was found', () => {
  const long = '<"&\u0000'.repeat(5000)
  const { report, ids } = manyViolations(long)
  const page = reportPage(
    {
      ...report,
      requirements: ids.map((id) => ({
        ...present(report.requirements[0]),
        id,
        outcome: 'violated',
        level: 'MUST',
      })),
    },
    [long],
    new Map(
      ids.map((_, at) => [`case-${at}`, { caseId: `case-${at}`, exchanges: [sight().exchange] }]),
    ),
  )
  expect(page.length).toBeGreaterThan(50_000)
  expect(Buffer.byteLength(page)).toBeLessThan(300_000)
})

test('the style is in the page and beside it, and the page allows no other', async () => {
  const css = await present(files['report.css'])()
  expect(css(golden('conformant'))).toBe(STYLE)
  const page = reportPage(golden('conformant'))
  expect(page).toContain(`<style>${STYLE}</style>`)
  expect(page).toContain('<link rel="stylesheet" href="report.css">')
  expect(page).toMatch(/content="default-src 'none'; style-src 'self' 'sha256-[^']+';/)
})
