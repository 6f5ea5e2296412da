/** A case that was performed twice: the second time counts, and what differs is a finding of its own. */
import { STABLE } from '../checks/stability.ts'
import type { Exchange, FailureKind, Finding } from '../model.ts'
import { isOfSomebodyElse } from '../http.ts'

/** Failures that something between us and the server can cause alone. */
const between: ReadonlySet<FailureKind> = new Set([
  'dns',
  'refused',
  'unreachable',
  'proxy',
  'tls',
  'timeout',
  'reset',
])

/**
 * @param first findings of the first performance, the one that could have been an accident
 * @param second findings of the same case, sent again after a working control
 */
export function confirm(
  caseId: string,
  first: readonly Finding[],
  second: readonly Finding[],
  exchanges: { readonly first: readonly Exchange[]; readonly second: readonly Exchange[] },
): Finding[] {
  const violated = (findings: readonly Finding[]): Set<string> =>
    new Set(
      findings
        .filter(({ outcome }) => outcome === 'violated')
        .map((finding) => finding.requirement),
    )
  const confirmed = violated(second)
  const gone = [...violated(first)].filter((id) => !confirmed.has(id))
  if (confirmed.has(STABLE)) return [...second]
  const counted = second.filter(({ requirement }) => requirement !== STABLE)
  const base = { requirement: STABLE, case: caseId, violations: [] }
  if (gone.length === 0) return [...counted, { ...base, outcome: 'satisfied' }]
  const differing = exchanges.first.flatMap((exchange) => {
    const other = exchanges.second.find(({ step }) => step === exchange.step)
    return answerOf(exchange) === answerOf(other) ? [] : [{ each: exchange, other }]
  })
  const told = differing.map(
    ({ each, other }) => `${each.step} was answered ${answerOf(each)}, then ${answerOf(other)}`,
  )
  if (differing.every(({ each }) => isBetween(each)))
    return [
      ...counted,
      {
        ...base,
        outcome: 'inconclusive',
        reason: `${told.join('; ') || 'it passed the second time'}: the server, or something in front of it, fails now and then`,
      },
    ]
  const violations = differing
    .filter(({ each }) => !isBetween(each))
    .map(({ each, other }) => ({
      where: `status of ${each.step}, sent again after a working control`,
      expected: `${answerOf(other)} both times`,
      actual: `${answerOf(each)} the first time`,
    }))
  return [...counted, { ...base, outcome: 'violated', violations }]
}

const answerOf = (exchange: Exchange | undefined): string =>
  String(exchange?.response?.status ?? exchange?.failure?.kind ?? 'nothing')

const isBetween = ({ response, failure }: Exchange): boolean =>
  response ? isOfSomebodyElse(response) : failure !== undefined && between.has(failure.kind)
