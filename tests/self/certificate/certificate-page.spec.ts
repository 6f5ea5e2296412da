/** The page and the statement of golden reports, compared with golden files; UPDATE_GOLDEN=1 writes them. */
import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { statementOf } from '../../../reports/certificate/build.ts'
import { certificatePage } from '../../../reports/certificate/page.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import type { Report } from '../../../reports/report/report.ts'
import { golden, expectGolden } from '../../support/golden.ts'
import { facts } from '../../support/certificates.ts'

const KEY = 'f'.repeat(64)

const pageOf = (report: Report, keyid?: string, more: Partial<typeof facts> = {}): string =>
  certificatePage(statementOf(report, { ...facts, ...more }), keyid)

for (const name of ['conformant', 'non-conformant', 'not-judged', 'undetermined'])
  test(`the golden report ${name} gives the golden certificate`, () => {
    const statement = statementOf(golden(name), facts)
    expectGolden(`certificate/${name}.json`, jsonText(statement))
    expectGolden(
      `certificate/${name}.html`,
      certificatePage(statement, name === 'undetermined' ? undefined : KEY),
    )
  })

const elsewhere = { ...golden('conformant') }
const local: Report = { ...elsewhere, target: { ...elsewhere.target, embedded: false } }
const good: Report = { ...local, target: { ...local.target, baseUrl: 'https://api.example' } }

const stampsOf = (page: string): (string | undefined)[][] =>
  [...page.matchAll(/<p class="stamp (\w+)" aria-hidden="true"><span>(.*?)<\/span><\/p>/g)].map(
    ([, look, text]) => [text, look],
  )

test('the worst warning is the one stamp across the page, red for what is violated; a good page has none', () => {
  const part = { cases: { asked: 1, of: 3 } }
  expect(stampsOf(pageOf(good, KEY))).toEqual([])
  expect(stampsOf(pageOf(good))).toEqual([['Not signed', 'unsure']])
  expect(stampsOf(pageOf(golden('non-conformant')))).toEqual([['Not certified', 'bad']])
  expect(stampsOf(pageOf(golden('not-judged'), KEY))).toEqual([['Not certified', 'unsure']])
  const smoke: Report = { ...good, profile: 'smoke' }
  expect(stampsOf(pageOf(smoke, KEY))).toEqual([['Not certified', 'unsure']])
  expect(stampsOf(pageOf(good, KEY, part))).toEqual([['Not certified', 'unsure']])
  expect(stampsOf(pageOf(golden('conformant')))).toEqual([['Reference server', 'unsure']])
})

test('the issuer is named if whoever ran the suite named one, and so is a version that the server shows', () => {
  const connection = { peers: [], shownVersions: ['server: nginx/1.25.3', 'x-build: 4f2a9c1'] }
  const shown = pageOf({ ...good, connection }, KEY, { issuer: 'Acme & Söhne, release team' })
  expect(shown).toContain(' by Acme &amp; Söhne, release team, valid until ')
  expect(shown).toContain(
    'server: nginx/1.25.3, x-build: 4f2a9c1 (as shown by the server in its responses)',
  )
  const silent = pageOf(good, KEY)
  expect(silent).toMatch(/Issued \d{4}-\d\d-\d\d, valid until /)
  expect(silent).toContain('the server shows none')
})

test('only a signed certificate of a public service is green', () => {
  const headOf = (page: string): (string | undefined)[] => [
    /<header class="(\w+)">/.exec(page)?.[1],
    /<h1>(.*)<\/h1>/.exec(page)?.[1],
  ]
  expect(headOf(pageOf(good, KEY))).toEqual(['good', 'Certified'])
  expect(headOf(pageOf(good))).toEqual(['unsure', 'Certified, not signed'])
  expect(headOf(pageOf(golden('conformant'), KEY))).toEqual(['unsure', 'Certified'])
  expect(headOf(pageOf(local, KEY))).toEqual(['unsure', 'Certified'])
  expect(pageOf(local, KEY)).toContain('cannot be tied to a public service')
  expect(headOf(pageOf(golden('non-conformant'), KEY))).toEqual(['bad', 'Not certified'])
})

test('the page runs no script and loads nothing, and its policy forbids both', () => {
  const page = pageOf(golden('non-conformant'), KEY)
  expect(page).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|href=|src=|url\(|@import|style="/i)
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  )
})

test('foreign text is shown and has no effect', () => {
  const evil = `"'><script>alert(1)</script>\u001b[2J\u202e&amp;`
  const report: Report = {
    ...good,
    contract: { ...good.contract, title: evil, file: evil },
    suite: { name: evil, version: evil },
    target: { ...good.target, baseUrl: `https://a/${evil}`, embedded: true, expiredToken: evil },
    verdict: 'undetermined',
    exit: { code: 3, owner: 'environment', reason: evil },
    requirements: good.requirements.map((requirement) => ({
      ...requirement,
      id: evil,
      reason: evil,
    })),
    baseline: {
      file: evil,
      sha256: '',
      entries: [{ requirement: evil, reason: evil, owner: evil, expires: evil, state: 'known' }],
    },
  }
  const page = pageOf(report, evil, {
    variation: evil,
    askedTwice: [evil],
    overrides: [{ name: evil, value: evil }],
  })
  const [, body = ''] = page.split('</style>')
  expect(body).toContain('&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;·[2J·&amp;amp;')
  expect(page).not.toContain('<script')
  expect(page.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
})

test('long texts make the letters small, and are cut', () => {
  const long = 'word '.repeat(500)
  const exit = { code: 3, owner: 'environment', reason: long } as const
  const page = pageOf({ ...good, profile: 'smoke', verdict: 'undetermined', exit }, KEY, {
    overrides: [{ name: 'FORMFLOW_SPEC', value: long }],
    askedTwice: [long],
  })
  const short = pageOf(good, KEY)
  expect(page.length - short.length).toBeLessThan(1500)
  expect([page, short].map((text) => text.includes('<body class="dense">'))).toEqual([true, false])
})

test('another document, known failures and attempts are shown', () => {
  const page = pageOf(
    {
      ...good,
      requirements: good.requirements.map((requirement) => ({ ...requirement, known: true })),
      baseline: {
        file: 'known.json',
        sha256: '',
        entries: [{ requirement: 'no-store', reason: '', owner: '', expires: '', state: 'stale' }],
      },
    },
    KEY,
    {
      overrides: [{ name: 'FORMFLOW_SPEC', value: 'mine.json' }],
      attempts: { runs: 7, history: true },
      askedTwice: ['methods/get'],
    },
  )
  for (const text of [
    'NOT the document that comes with the suite',
    'known.json lists 1: no-store (stale)',
    '° known failure (baseline)',
    '7 runs against this target in the history, including this one; 1 case repeated: methods/get',
    'FORMFLOW_SPEC=mine.json',
  ])
    expect(page).toContain(text)
})

test('each violated requirement is there in one sentence, and only a certificate expires', () => {
  const bad = pageOf(golden('non-conformant'), KEY)
  const [, list = ''] = /<h2>Violated<\/h2><ul>([^]*?)<\/ul>/.exec(bad) ?? []
  expect(list).toContain('<li>success-schema (MUST): success-schema holds.</li>')
  const levels = [...list.matchAll(/\((MUST|SHOULD|MAY)\)/g)].map(([, level]) => level)
  expect(levels.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'MUST'))
  const violated = golden('non-conformant').requirements.filter(
    ({ outcome }) => outcome === 'violated',
  )
  expect(levels).toHaveLength(violated.length)
  expect(bad).not.toMatch(/expires|valid until/)
  expect(pageOf(good, KEY)).toContain(', valid until ')
  expect(pageOf(good)).toContain(', expires ')
})
