/** Exchanges of a case -> findings. Pure: the same performance gives the same findings, live or from evidence. */
import { checks } from '../checks/index.ts'
import type { Check, Sight } from '../checks/lib/check.ts'
import { asExpected } from '../checks/status.ts'
import { controlAfterwards } from './control.ts'
import { mergeRepeated } from './repeat.ts'
import type { Contract } from '../contract/index.ts'
import { inert } from '../lib/sanitize.ts'
import { NOT_TESTED } from './not-tested.ts'
import type { Case, Finding, Performance, Violation } from '../model.ts'
import { provenBy } from '../proves.ts'
import { privateRequirements } from '../requirements/index.ts'

/** Requirement -> its checks, in the order of the list. */
const verified = new Map<string, Check[]>()
for (const check of checks)
  verified.set(check.verifies, [...(verified.get(check.verifies) ?? []), check])

/** The same, with the requirements of the user: a status decides each. They may have been added since. */
function allVerified(): ReadonlyMap<string, readonly Check[]> {
  for (const { id } of privateRequirements)
    if (!verified.has(id)) verified.set(id, [asExpected(id)])
  return verified
}

/**
 * Every check reads every exchange of the case. There is one finding for each requirement that a check applied to or
 * that the case proves. Of a case that was performed twice, the second time counts.
 * @throws Error if an exchange names a step that the case does not have: evidence of another version of the suite
 */
export function examine(testCase: Case, performance: Performance, contract: Contract): Finding[] {
  const { repeated, exchanges } = performance
  const first = examineOnce(testCase, performance, contract)
  if (!repeated) return first
  const second = examineOnce(testCase, { ...performance, exchanges: repeated }, contract)
  return mergeRepeated(testCase.id, first, second, { first: exchanges, second: repeated })
}

function examineOnce(testCase: Case, performance: Performance, contract: Contract): Finding[] {
  const sights = sightsOf(testCase, performance, contract)
  const findings = [...allVerified()].flatMap(([requirement, group]) => {
    const finding = findingFrom(requirement, group, sights)
    return finding ? [{ ...finding, case: testCase.id }] : []
  })
  const found = new Set(findings.map(({ requirement }) => requirement))
  const missing = provenBy(testCase).filter((id) => !found.has(id))
  return [
    ...findings.map((finding) => remarked(finding, sights)),
    ...missing.map((id) => notJudged(testCase, id, performance, sights)),
  ]
}

/** A requirement is satisfied by one step, and another step that proves it too was not answered by the API. */
function remarked(finding: Finding, sights: readonly Sight[]): Finding {
  const reason = notTested(finding.requirement, sights)
  return reason === undefined || finding.outcome !== 'satisfied' || finding.remark !== undefined
    ? finding
    : { ...finding, remark: reason }
}

/** Why a requirement is not tested: something in front of the API answered a step that proves it. */
function notTested(requirement: string, sights: readonly Sight[]): string | undefined {
  const sight = sights.find(
    ({ step, exchange }) =>
      step.proves.includes(requirement) && exchange.response?.intermediary !== undefined,
  )
  if (!sight) return undefined
  const { status, intermediary } = sight.exchange.response ?? {}
  return `${NOT_TESTED}: ${sight.step.name} got ${status}, ${intermediary}`
}

function sightsOf(testCase: Case, performance: Performance, contract: Contract): readonly Sight[] {
  const sights: Sight[] = []
  for (const exchange of performance.exchanges) {
    const step = [...testCase.steps, controlAfterwards].find(({ name }) => name === exchange.step)
    if (!step) throw new Error(`${testCase.id} has no step "${exchange.step}"`)
    sights.push({ case: testCase, step, exchange, before: [...sights], contract })
  }
  return sights
}

interface Look {
  readonly check: Check
  readonly sight: Sight
}

function findingFrom(
  requirement: string,
  group: readonly Check[],
  sights: readonly Sight[],
): Omit<Finding, 'case'> | undefined {
  // Most checks apply to few exchanges, and this asks each of them about every exchange of a run.
  const looks: Look[] = []
  for (const check of group)
    for (const sight of sights)
      if ((check.ofAnySender || !sight.exchange.response?.intermediary) && check.when(sight))
        looks.push({ check, sight })
  if (looks.length === 0) return undefined
  const violations = looks.flatMap(({ check, sight }) =>
    [...check.violations(sight)].map((violation) => ({
      ...printable(violation),
      step: violation.step ?? sight.exchange.step,
    })),
  )
  if (violations.length > 0) return { requirement, outcome: 'violated', violations }
  const open = firstText(looks, 'open')
  if (open) return { requirement, outcome: 'inconclusive', violations, reason: open }
  const remark = firstText(looks, 'remark')
  return { requirement, outcome: 'satisfied', violations, ...(remark ? { remark } : {}) }
}

/** Text of a target may be long, or hold control characters; a report shows neither. */
const printable = ({ where, expected, actual, against }: Violation): Violation => ({
  where: clipped(where),
  expected: clipped(expected),
  actual: clipped(actual),
  ...(against === undefined ? {} : { against }),
})

const clipped = (text: string): string =>
  text.length > 300 ? `${inert(text.slice(0, 300))}…` : inert(text)

const firstText = (looks: readonly Look[], kind: 'open' | 'remark'): string | undefined =>
  looks.map(({ check, sight }) => check[kind]?.(sight)).find((text) => text !== undefined)

/** A requirement that the case proves, and that no check applied to, is never a pass. */
function notJudged(
  testCase: Case,
  requirement: string,
  performance: Performance,
  sights: readonly Sight[],
): Finding {
  const base = { requirement, case: testCase.id, violations: [] }
  const foreign = performance.notPerformed ? undefined : notTested(requirement, sights)
  if (foreign !== undefined) return { ...base, outcome: 'inapplicable', reason: foreign }
  const failed = performance.exchanges.find(({ failure }) => failure !== undefined)
  const reason =
    performance.notPerformed?.reason ??
    (failed
      ? `${failed.step} got no response (${failed.failure?.kind})`
      : 'no response is about it')
  return { ...base, outcome: 'inconclusive', reason }
}
