/** What Allure shows of one case, for every way in which it can end. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import { excerptOf } from '../../../reports/allure/description.ts'
import { pageOf, type Page } from '../../../reports/allure/case-page.ts'
import type { Part, Seen } from '../../../reports/allure/case-view.ts'
import type { Case, Finding, Performance } from '../../../spec/model.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { contract, NOON_S, present, sight } from '../../support/exchange.ts'

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

/** The case with one exchange for each of its steps, and these findings. */
function part(
  findings: readonly Finding[],
  of: Case = testCase,
  more: Partial<Performance> = {},
): Part {
  const exchanges = of.steps.map((step) => sight({ step }).exchange)
  return { each: of, performance: { caseId: of.id, exchanges, ...more }, findings }
}

const page = (parts: readonly Part[], more: Partial<Seen> = {}, strict = false): Page =>
  pageOf(
    { each: testCase, parts, known: [], ...more },
    { strict, prefix: '', control, document: contract.document },
  )

const labelled = ({ labels }: Page, name: string): string[] =>
  labels.filter((label) => label.name === name).map(({ value }) => value)

const started = ({ messages }: Page): string[] =>
  messages.flatMap((message) => (message.type === 'step_start' ? [message.data.name] : []))

const attached = ({ messages }: Page): string[] =>
  messages.flatMap((message) =>
    message.type === 'attachment_content' ? [message.data.content] : [],
  )

const story = (id: string): string => `${id}: ${requirement(id).statement}`

test('a case that holds is told in two steps and one file', () => {
  const held = [finding('client-secret-required', 'satisfied'), finding('no-hang', 'satisfied')]
  const told = page([part(held)])
  expect(started(told)).toEqual([
    'request: POST /api/token -> 200',
    'checks: 2 of 2 requirements hold',
  ])
  expect(attached(told)).toHaveLength(1)
  expect(attached(told)[0]).toContain('>>> changed: clientSecret removed\n')
  expect(told.descriptionHtml).toBeUndefined()
  expect(told.statusDetails).toEqual({})
  expect(labelled(told, 'story')).toEqual([story('client-secret-required')])
  expect([...labelled(told, 'owner'), ...labelled(told, 'cause')]).toEqual([])
  expect([told.start, told.durationMs]).toEqual([NOON_S * 1000, 5])
})

test('several exchanges of a case that holds share one file', () => {
  const guess = caseById('invalid-credentials/wrong-secret')
  const told = page([part([finding('wrong-secret-refused', 'satisfied')], guess)])
  expect(guess.steps.length).toBeGreaterThan(1)
  expect(attached(told)).toHaveLength(1)
  for (const { name } of guess.steps) expect(attached(told)[0]).toContain(`# ${name}: POST`)
})

test('a violated case is told in full', () => {
  const told = page([part([finding('no-hang', 'satisfied'), violated('client-secret-required')])])
  expect(started(told)).toEqual([
    'control: POST, as the contract describes it',
    'request: POST /api/token -> 200',
    'checks: 1 of 2 requirements hold',
    `client-secret-required (MUST): ${requirement('client-secret-required').statement}`,
    '1 hold',
    `no-hang (MUST): ${requirement('no-hang').statement}`,
  ])
  const stops = told.messages.flatMap((runtimeMessage) =>
    runtimeMessage.type === 'step_stop' ? [runtimeMessage.data.status] : [],
  )
  expect(stops).toEqual(['passed', 'failed', 'failed', 'passed', 'passed', 'failed'])
  expect(told.statusDetails.message).toBe(
    `Contract violation: client-secret-required (MUST): ${requirement('client-secret-required').statement}\n  status: expected 400; observed 200`,
  )
  const html = told.descriptionHtml
  expect(html).toContain(
    '<td><code>client-secret-required</code> MUST</td><td>status</td><td>400</td><td>200</td>',
  )
  expect(html).toContain('<li>request: <code>clientSecret removed</code></li>')
  expect(html).toContain(requirement('client-secret-required').why)
  expect(html).toContain('curl -isS -X POST')
  expect(html).toContain('&quot;clientSecret&quot;,\n  &quot;organizationId&quot;')
  expect(labelled(told, 'owner')).toEqual(['target'])
  expect(labelled(told, 'cause')).toEqual(['client-secret-required'])
})

test('every step message has its stop, and steps lie within each other', () => {
  const told = page([part([violated('client-secret-required')])])
  const depths: number[] = []
  let depth = 0
  for (const { type } of told.messages) {
    if (type === 'step_start') depth += 1
    if (type === 'step_stop') depth -= 1
    depths.push(depth)
  }
  expect(Math.min(...depths)).toBe(0)
  expect(depths.at(-1)).toBe(0)
})

test('it is told under what it broke, never under what held', () => {
  const findings = [finding('client-secret-required', 'satisfied'), violated('no-server-error')]
  expect(labelled(page([part(findings)]), 'story')).toEqual([story('no-server-error')])
})

test('results of security stand together by what lets a stranger in', () => {
  const told = page([part([violated('success-status'), violated('no-secret-echo')])])
  expect(told.statusDetails.message).toMatch(/^Security: /)
  expect(labelled(told, 'cause')).toEqual(['no-secret-echo'])
  expect(told.links.map(({ name }) => name)).toEqual(['ASVS 5.0.0 16.5.1', 'OWASP API8:2023'])
})

test('violated advice is told in full, and is no bad result unless the run is strict', () => {
  const findings = [violated('uniform-refusal'), finding('client-secret-required', 'satisfied')]
  const told = page([part(findings)])
  expect(told.descriptionHtml).toContain('<code>uniform-refusal</code> SHOULD')
  expect(told.statusDetails).toEqual({})
  expect(labelled(told, 'story')).toEqual([story('client-secret-required')])
  expect(page([part(findings)], {}, true).statusDetails.message).toMatch(/^Security: uniform/)
})

test('a remark is worth a word', () => {
  const told = page([part([finding('no-hang', 'satisfied', { remark: 'a <slow> one' })])])
  expect(told.descriptionHtml).toContain('(<code>no-hang</code>): a &lt;slow&gt; one')
})

test('what was not judged tells why, and whose problem it is', () => {
  const notPerformed = { owner: 'environment', reason: 'the rate limit did not lift' } as const
  const open = [finding('client-secret-required', 'inconclusive', { reason: notPerformed.reason })]
  const told = page([part(open, testCase, { exchanges: [], notPerformed })])
  expect(told.statusDetails.message).toBe('Environment: the rate limit did not lift')
  expect(labelled(told, 'owner')).toEqual(['environment'])
  expect(labelled(told, 'cause')).toEqual(['the rate limit did not lift'])
  expect(told.descriptionHtml).toBe('<p><b>Not judged</b>: the rate limit did not lift</p>')
  expect([told.messages, told.start, told.durationMs]).toEqual([[], undefined, 0])
  const silent = sight({ failure: { kind: 'timeout', message: 'none' } }).exchange
  const unanswered = page([part(open, testCase, { exchanges: [silent] })])
  expect(labelled(unanswered, 'owner')).toEqual(['environment'])
})

test('a case that the run never came to says so', () => {
  const told = page([])
  expect(told.statusDetails.message).toBe('Not judged: not run')
  expect(labelled(told, 'story')).toEqual([story('client-secret-required')])
  expect(told.messages).toEqual([])
})

test('a crash is the suite’s', () => {
  const told = page([], { crash: 'TypeError: x' })
  expect(told.statusDetails.message).toBe('Suite problem: TypeError: x')
  expect(labelled(told, 'owner')).toEqual(['suite'])
})

test('a failure that the baseline knows shows as such, with all of its details', () => {
  const known = ['no-hang: the gateway is being replaced <soon> (ops, until 2027-01-31)']
  const entry = { requirement: 'no-hang', reason: 'r', owner: 'ops', expires: '2027-01-31' }
  const excused = { ...violated('no-hang'), known: entry }
  const told = page([part([excused])], { known })
  expect(told.statusDetails).toEqual({ message: `Known failure: ${known[0]}`, known: true })
  expect(told.descriptionHtml).toContain('<b>Known failure.</b> no-hang: the gateway is being')
  expect(told.descriptionHtml).toContain('&lt;soon&gt;')
  expect(told.descriptionHtml).toContain('<td>200</td>')
  const worse = page([part([excused, violated('client-secret-required')])], { known })
  expect(worse.statusDetails.message).toMatch(/^Contract violation: client-secret-required/)
  expect(worse.statusDetails.message).not.toContain('no-hang')
})

test('a case of which the test was broken off is what is known of it, and never failed for that', () => {
  const id = 'client-secret-required'
  const known = { requirement: id, reason: 'r', owner: 'ops', expires: '2027-01-31' }
  const pages = [
    page([]),
    page([part([finding(id, 'inconclusive', { reason: 'no answer' })])]),
    page([part([finding(id, 'satisfied')])]),
    page([part([{ ...violated(id), known }])]),
    page([part([violated(id)])]),
  ]
  expect(pages.map(({ status }) => status)).toEqual([
    'skipped',
    'skipped',
    'passed',
    'passed',
    'failed',
  ])
})

test('an answer that flips is unstable, and both times are shown', () => {
  const once = part([violated('stable-answers')])
  const told = page([part(once.findings, testCase, { repeated: once.performance.exchanges })])
  expect(told.statusDetails).toMatchObject({ flaky: true })
  expect(started(told)).toContain('once more, request: POST /api/token -> 200')
  expect(attached(told)).toHaveLength(2)
})

test('what was drawn is told with the case that drew it', () => {
  const chapter = { ...testCase, id: 'fuzzing/bodies', steps: [] }
  const born = { ...testCase, id: 'fuzzing/one' }
  const found = [{ case: born.id, requirements: [], paste: { id: 'one' }, smallest: true }]
  const fuzz = { runs: 5, seed: 7, found } as never
  const told = page([part([], chapter), part([violated('client-secret-required')], born)], {
    each: chapter,
    fuzz,
  })
  expect(labelled(told, 'story')).toEqual([story('client-secret-required')])
  expect(started(told)).toContain('fuzzing/one: to paste into fixtures/cases')
  expect(attached(told)).toContain('{\n  "id": "one"\n}')
  expect(told.descriptionHtml).toContain('curl -isS')
})

test('what a target says is text in HTML, and moves no cursor anywhere', () => {
  const evil = '</td><img src=x onerror=alert(1)>&"\'\u001b[2J\u202e\uffff'
  const told = page([part([violated('client-secret-required', evil)])])
  expect(told.descriptionHtml).toContain(
    '&lt;/td&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;·[2J··',
  )
  expect(told.descriptionHtml).not.toMatch(/<img|on\w+="/)
  expect(JSON.stringify(told)).not.toMatch(/\\u001b|\u202e|\uffff/)
})

test('an excerpt is what stands at the pointer, or around a single word, and not too much of it', () => {
  const document = { a: { 'b/c': { d: 'word', e: [1] } }, long: Array.from({ length: 99 }, String) }
  expect(excerptOf(document, '/a/b~1c/e')).toBe('[\n  1\n]')
  expect(excerptOf(document, '/a/b~1c/d')).toContain('"d": "word"')
  expect(excerptOf(document, '/a/x')).toBeUndefined()
  expect(excerptOf(document, '/a/constructor')).toBeUndefined()
  expect(excerptOf(document, '/long')?.split('\n')).toHaveLength(25)
})
