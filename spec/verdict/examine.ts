/** Case x exchanges -> findings. Pure: the same performance gives the same findings, live or from evidence. */
import { checks } from '../checks/index.ts'
import type { Check, Sight } from '../checks/check.ts'
import { confirm } from './repeat.ts'
import type { Contract } from '../contract/index.ts'
import { inert } from '../lib/sanitize.ts'
import type { Case, Finding, Performance, Violation } from '../model.ts'
import { provenBy } from '../proves.ts'

/** Requirement -> its checks, in the order of the list. */
const verified = new Map<string, Check[]>()
for (const each of checks)
  verified.set(each.verifies, [...(verified.get(each.verifies) ?? []), each])

/**
 * Every check looks at every exchange of the case; each requirement that was looked at, or that the case exists to
 * prove, becomes one finding. Of a case that was performed twice the second time counts.
 * @throws Error if an exchange names a step that the case does not have: evidence of another suite version
 */
export function examine(each: Case, performance: Performance, contract: Contract): Finding[] {
  const { repeated, exchanges } = performance
  const first = examineOnce(each, performance, contract)
  if (!repeated) return first
  const second = examineOnce(each, { ...performance, exchanges: repeated }, contract)
  return confirm(each.id, first, second, { first: exchanges, second: repeated })
}

function examineOnce(each: Case, performance: Performance, contract: Contract): Finding[] {
  const sights = sightsOf(each, performance, contract)
  const findings = [...verified].flatMap(([requirement, group]) => {
    const finding = lookedAt(requirement, group, sights)
    return finding ? [{ ...finding, case: each.id }] : []
  })
  const found = new Map(findings.map((finding) => [finding.requirement, finding]))
  const unseen = provenBy(each).filter((id) => !found.has(id))
  return [...findings, ...unseen.map((id) => notJudged(each, id, performance))]
}

function sightsOf(each: Case, performance: Performance, contract: Contract): readonly Sight[] {
  const sights: Sight[] = []
  for (const exchange of performance.exchanges) {
    const step = each.steps.find(({ name }) => name === exchange.step)
    if (!step) throw new Error(`${each.id} has no step "${exchange.step}"`)
    sights.push({ case: each, step, exchange, before: [...sights], contract })
  }
  return sights
}

type Seen = Omit<Finding, 'case'>

function lookedAt(
  requirement: string,
  group: readonly Check[],
  sights: readonly Sight[],
): Seen | undefined {
  const looks = group.flatMap((check) =>
    sights.filter((sight) => check.when(sight)).map((sight) => ({ check, sight })),
  )
  if (looks.length === 0) return undefined
  const violations = looks.flatMap(({ check, sight }) =>
    [...check.violations(sight)].map(fitForPrint),
  )
  if (violations.length > 0) return { requirement, outcome: 'violated', violations }
  const open = firstWord(looks, 'open')
  if (open) return { requirement, outcome: 'inconclusive', violations, reason: open }
  const remark = firstWord(looks, 'remark')
  return { requirement, outcome: 'satisfied', violations, ...(remark ? { remark } : {}) }
}

/** What a target says may be long, and may be made to move a cursor; a report shows neither. */
const fitForPrint = ({ where, expected, actual }: Violation): Violation => ({
  where: clipped(where),
  expected: clipped(expected),
  actual: clipped(actual),
})

const clipped = (text: string): string =>
  text.length > 300 ? `${inert(text.slice(0, 300))}…` : inert(text)

const firstWord = (
  looks: readonly { readonly check: Check; readonly sight: Sight }[],
  word: 'open' | 'remark',
): string | undefined =>
  looks.map(({ check, sight }) => check[word]?.(sight)).find((told) => told !== undefined)

/** Nothing to look at in a case that exists to look is never a pass. */
function notJudged(each: Case, requirement: string, performance: Performance): Finding {
  const failed = performance.exchanges.find(({ failure }) => failure !== undefined)
  const reason =
    performance.notPerformed?.reason ??
    (failed ? `${failed.step} got no answer (${failed.failure?.kind})` : 'no answer to look at')
  return { requirement, case: each.id, outcome: 'inconclusive', violations: [], reason }
}
