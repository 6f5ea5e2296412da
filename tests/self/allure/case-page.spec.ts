/** The page of one case in Allure, for every outcome. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import { excerptOf } from '../../../reports/allure/description.ts'
import { pageOf, type Page } from '../../../reports/allure/case-page.ts'
import { viewOf } from '../../../reports/allure/case-view.ts'
import type { Result } from '../../../fixtures/run/result.ts'
import type { Baseline } from '../../../spec/verdict/baseline.ts'
import type { Case, Finding, Performance } from '../../../spec/model.ts'
import { requirement, requirements } from '../../../spec/requirements/index.ts'
import { contract, NOON_S, present, sight } from '../../support/exchange.ts'
import { entry, listing } from '../../support/reports.ts'

const testCase = caseById('missing-credentials/client-secret')
const control = present(caseById('valid-credentials/control').steps[0])

const finding = (
  id: string,
  outcome: Finding['outcome'],
  more: Partial<Finding> = {},
): Finding => ({
  requirement: id,
  case: testCase.id,
  outcome,
  violations: [],
  ...more,
})

const violated = (id: string, actual = '200'): Finding =>
  finding(id, 'violated', { violations: [{ where: 'status', expected: '400', actual }] })

/** The result of the case with one exchange for each of its steps. */
function result(
  findings: readonly Finding[],
  of: Case = testCase,
  more: Partial<Performance> = {},
): Result {
  const exchanges = of.steps.map((step) => sight({ step }).exchange)
  return { performance: { caseId: of.id, exchanges, ...more }, findings }
}

interface Scene {
  readonly of?: Case
  /** In the result of the case; every one with its case. */
  readonly generated?: readonly Result[]
  readonly strict?: boolean
  readonly baseline?: Baseline
  readonly crash?: string
  readonly excuses?: readonly string[]
}

/** @param found `undefined`: the run did not reach the case */
function page(found: Result | undefined, scene: Scene = {}): Page {
  const { of = testCase, generated, strict = false, baseline, crash, excuses = [] } = scene
  const results = [...(found ? [found] : []), ...(generated ?? [])].map(
    (item): [string, Result] => [item.performance.caseId, item],
  )
  const material = {
    requirements,
    results: new Map(results),
    strict,
    target: { baseUrl: 'https://api.example/' },
    ...(baseline ? { baseline } : {}),
  }
  const run = { material, control, document: contract.document }
  return pageOf(viewOf(of, run, { crash, excuses }))
}

const labelled = ({ labels }: Page, name: string): string[] =>
  labels.filter((label) => label.name === name).map(({ value }) => value)

const started = ({ messages }: Page): string[] =>
  messages.flatMap((message) => (message.type === 'step_start' ? [message.data.name] : []))

const attached = ({ messages }: Page): string[] =>
  messages.flatMap((message) =>
    message.type === 'attachment_content' ? [message.data.content] : [],
  )

const story = (id: string): string => `${id}: ${requirement(id).statement}`

test('a case that passed has two steps and one file', () => {
  const held = [finding('client-secret-required', 'satisfied'), finding('no-hang', 'satisfied')]
  const shown = page(result(held))
  expect(started(shown)).toEqual([
    'request: POST /api/token -> 200',
    'checks: 2 of 2 requirements satisfied',
  ])
  expect(attached(shown)).toHaveLength(1)
  expect(attached(shown)[0]).toContain('>>> changed: clientSecret removed\n')
  expect(shown.descriptionHtml).toBeUndefined()
  expect(shown.statusDetails).toEqual({})
  expect(labelled(shown, 'story')).toEqual([story('client-secret-required')])
  expect([...labelled(shown, 'owner'), ...labelled(shown, 'cause')]).toEqual([])
  expect([shown.start, shown.durationMs]).toEqual([NOON_S * 1000, 5])
})

test('several exchanges of a case that passed share one file', () => {
  const guess = caseById('invalid-credentials/wrong-secret')
  const shown = page(result([finding('wrong-secret-refused', 'satisfied')], guess), { of: guess })
  expect(guess.steps.length).toBeGreaterThan(1)
  expect(attached(shown)).toHaveLength(1)
  for (const { name } of guess.steps) expect(attached(shown)[0]).toContain(`# ${name}: POST`)
})

test('a violated case has all details', () => {
  const shown = page(result([finding('no-hang', 'satisfied'), violated('client-secret-required')]))
  expect(started(shown)).toEqual([
    'control: POST, as the contract describes it',
    'request: POST /api/token -> 200',
    'checks: 1 of 2 requirements satisfied',
    `client-secret-required (MUST): ${requirement('client-secret-required').statement}`,
    '1 satisfied',
    `no-hang (MUST): ${requirement('no-hang').statement}`,
  ])
  const stops = shown.messages.flatMap((runtimeMessage) =>
    runtimeMessage.type === 'step_stop' ? [runtimeMessage.data.status] : [],
  )
  expect(stops).toEqual(['passed', 'failed', 'failed', 'passed', 'passed', 'failed'])
  expect(shown.statusDetails.message).toBe(
    `Contract violation: client-secret-required (MUST): ${requirement('client-secret-required').statement}\n  status: expected 400; observed 200`,
  )
  const html = shown.descriptionHtml
  expect(html).toContain(
    '<td><code>client-secret-required</code> MUST</td><td>status</td><td>400</td><td>200</td>',
  )
  expect(html).toContain('<li>request: <code>clientSecret removed</code></li>')
  expect(html).toContain(requirement('client-secret-required').why)
  expect(html).toContain('curl -isS -X POST')
  expect(html).toContain('&quot;clientSecret&quot;,\n  &quot;organizationId&quot;')
  expect(labelled(shown, 'owner')).toEqual(['target'])
  expect(labelled(shown, 'cause')).toEqual(['client-secret-required'])
})

test('every step has a start and a stop, properly nested', () => {
  const shown = page(result([violated('client-secret-required')]))
  const depths: number[] = []
  let depth = 0
  for (const { type } of shown.messages) {
    if (type === 'step_start') depth += 1
    if (type === 'step_stop') depth -= 1
    depths.push(depth)
  }
  expect(Math.min(...depths)).toBe(0)
  expect(depths.at(-1)).toBe(0)
})

test('a violated case is a story of the requirements that it violates only', () => {
  const findings = [finding('client-secret-required', 'satisfied'), violated('no-server-error')]
  expect(labelled(page(result(findings)), 'story')).toEqual([story('no-server-error')])
})

test('results of the category Security are grouped by their security requirement', () => {
  const shown = page(result([violated('success-status'), violated('no-secret-echo')]))
  expect(shown.statusDetails.message).toMatch(/^Security: /)
  expect(labelled(shown, 'cause')).toEqual(['no-secret-echo'])
  expect(shown.links.map(({ name }) => name)).toEqual(['ASVS 5.0.0 16.5.1', 'OWASP API8:2023'])
})

test('violated advice has all details, and fails the case only in a strict run', () => {
  const findings = [violated('uniform-refusal'), finding('client-secret-required', 'satisfied')]
  const shown = page(result(findings))
  expect(shown.descriptionHtml).toContain('<code>uniform-refusal</code> SHOULD')
  expect(shown.statusDetails).toEqual({})
  expect(labelled(shown, 'story')).toEqual([story('client-secret-required')])
  const strict = (...found: readonly Finding[]): string | undefined =>
    page(result(found), { strict: true }).statusDetails.message
  expect(strict(...findings)).toMatch(/^Security: uniform/)
  expect(strict(violated('extra-members-ignored'))).toMatch(/^Contract violation: extra/)
  expect(page(result([violated('extra-members-ignored')])).status).toBe('passed')
})

test('a remark is in the description', () => {
  const shown = page(result([finding('no-hang', 'satisfied', { remark: 'a <slow> one' })]))
  expect(shown.descriptionHtml).toContain('(<code>no-hang</code>): a &lt;slow&gt; one')
})

test('a case that was not tested has a reason and an owner', () => {
  const notPerformed = { owner: 'environment', reason: 'the rate limit did not lift' } as const
  const open = [finding('client-secret-required', 'inconclusive', { reason: notPerformed.reason })]
  const shown = page(result(open, testCase, { exchanges: [], notPerformed }))
  expect(shown.statusDetails.message).toBe(
    'Environment: not tested because the rate limit did not lift',
  )
  expect(labelled(shown, 'owner')).toEqual(['environment'])
  expect(labelled(shown, 'cause')).toEqual(['the rate limit did not lift'])
  expect(shown.descriptionHtml).toBe('<p><b>Not tested</b> because the rate limit did not lift</p>')
  expect([shown.messages, shown.start, shown.durationMs]).toEqual([[], undefined, 0])
  const silent = sight({ failure: { kind: 'timeout', message: 'none' } }).exchange
  const unanswered = page(result(open, testCase, { exchanges: [silent] }))
  expect(labelled(unanswered, 'owner')).toEqual(['environment'])
})

test('a case that the run did not reach says so', () => {
  const shown = page(undefined)
  expect(shown.statusDetails.message).toBe('Not tested because the run did not reach it')
  expect(labelled(shown, 'story')).toEqual([story('client-secret-required')])
  expect(shown.messages).toEqual([])
})

test('a crash is a problem of the suite', () => {
  const shown = page(undefined, { crash: 'TypeError: x' })
  expect(shown.statusDetails.message).toBe('Suite problem: TypeError: x')
  expect(labelled(shown, 'owner')).toEqual(['suite'])
})

const noHang = listing(entry('no-hang'))

test('a failure in the baseline is shown as known, with all of its details', () => {
  const excuses = ['no-hang: the gateway is being replaced <soon> (ops, until 2027-01-31)']
  const known = page(result([violated('no-hang')]), { baseline: noHang, excuses })
  expect(known.statusDetails).toEqual({ message: `Known failure: ${excuses[0]}`, known: true })
  expect(known.descriptionHtml).toContain('<b>Known failure.</b> no-hang: the gateway is being')
  expect(known.descriptionHtml).toContain('&lt;soon&gt;')
  expect(known.descriptionHtml).toContain('<td>200</td>')
  const both = [violated('no-hang'), violated('client-secret-required')]
  const worse = page(result(both), { baseline: noHang, excuses })
  expect(worse.statusDetails.message).toMatch(/^Contract violation: client-secret-required/)
  expect(worse.statusDetails.message).not.toContain('no-hang')
})

test('the page of an interrupted test has the status of the report', () => {
  const pages = [
    page(undefined),
    page(result([finding('no-hang', 'inconclusive', { reason: 'no answer' })])),
    page(result([finding('no-hang', 'satisfied')])),
    page(result([violated('no-hang')]), { baseline: noHang }),
    page(result([violated('no-hang')])),
  ]
  expect(pages.map(({ status }) => status)).toEqual([
    'skipped',
    'skipped',
    'passed',
    'passed',
    'failed',
  ])
})

test('an answer that changes is unstable, and both requests are shown', () => {
  const once = result([violated('stable-answers')])
  const shown = page(result(once.findings, testCase, { repeated: once.performance.exchanges }))
  expect(shown.statusDetails).toMatchObject({ flaky: true })
  expect(started(shown)).toContain('repeated, request: POST /api/token -> 200')
  expect(attached(shown)).toHaveLength(2)
})

test('a case that fuzzing generated is part of the page of the case that generated it', () => {
  const of = { ...testCase, id: 'fuzzing/bodies', steps: [] }
  const foundCase = { ...testCase, id: 'fuzzing/one' }
  const found = [{ case: foundCase.id, requirements: [], paste: { id: 'one' }, smallest: true }]
  const fuzz = { runs: 5, seed: 7, found } as never
  const violating = result([violated('client-secret-required')], foundCase)
  const generated = [{ ...violating, generated: foundCase }]
  const shown = page({ ...result([], of), fuzz, found: generated }, { of, generated })
  expect(shown.status).toBe('failed')
  expect(labelled(shown, 'story')).toEqual([story('client-secret-required')])
  expect(started(shown)).toContain('fuzzing/one: to paste into fixtures/cases')
  expect(attached(shown)).toContain('{\n  "id": "one"\n}')
  expect(shown.descriptionHtml).toContain('curl -isS')
})

test('a violation about a token shows its header and claims, decoded and escaped', () => {
  const where = 'token claim exp'
  const ofToken = finding('token-not-expired', 'violated', {
    violations: [
      { where, expected: 'in the future', actual: '9 s', step: present(testCase.steps[0]).name },
    ],
  })
  const html = page(result([ofToken])).descriptionHtml ?? ''
  expect(html).toContain('<h4>The token</h4>')
  expect(html).toContain('header {&quot;alg&quot;:&quot;RS256&quot;')
  expect(page(result([violated('no-hang')])).descriptionHtml).not.toContain('The token')
})

test('text of a target is only text in HTML, and has no control characters', () => {
  const evil = '</td><img src=x onerror=alert(1)>&"\'\u001b[2J\u202e\uffff'
  const shown = page(result([violated('client-secret-required', evil)]))
  expect(shown.descriptionHtml).toContain(
    '&lt;/td&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;·[2J··',
  )
  expect(shown.descriptionHtml).not.toMatch(/<img|on\w+="/)
  expect(JSON.stringify(shown)).not.toMatch(/\\u001b|\u202e|\uffff/)
})

test('an excerpt is the value at the pointer, or the object around a word, and has a maximum length', () => {
  const document = { a: { 'b/c': { d: 'word', e: [1] } }, long: Array.from({ length: 99 }, String) }
  expect(excerptOf(document, '/a/b~1c/e')).toBe('[\n  1\n]')
  expect(excerptOf(document, '/a/b~1c/d')).toContain('"d": "word"')
  expect(excerptOf(document, '/a/x')).toBeUndefined()
  expect(excerptOf(document, '/a/constructor')).toBeUndefined()
  expect(excerptOf(document, '/long')?.split('\n')).toHaveLength(25)
})
