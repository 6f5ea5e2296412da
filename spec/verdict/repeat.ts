/** A case that was performed twice: the second time counts, and a difference is a finding too. */
import { STABLE } from '../checks/stability.ts'
import type { Exchange, FailureKind, Finding } from '../model.ts'
import { isFromIntermediary } from '../http.ts'

/** Failures that the network alone can cause. */
const networkFailures: ReadonlySet<FailureKind> = new Set([
  'dns',
  'refused',
  'unreachable',
  'proxy',
  'tls',
  'timeout',
  'reset',
])

/**
 * @param first findings of the first performance, which could have been a coincidence
 * @param second findings of the same case, sent again after a successful control
 */
export function mergeRepeated(
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
    const again = exchanges.second.find(({ step }) => step === exchange.step)
    const [before, after] = [answerOf(exchange), answerOf(again)]
    return before === after ? [] : [{ exchange, before, after }]
  })
  const texts = differing.map(
    ({ exchange, before, after }) => `${exchange.step} was answered ${before}, then ${after}`,
  )
  if (differing.every(({ exchange }) => mayBeNetwork(exchange)))
    return [
      ...counted,
      {
        ...base,
        outcome: 'inconclusive',
        reason: `${texts.join('; ') || 'it passed the second time'}: the server, or a proxy in front of it, sometimes fails`,
      },
    ]
  const violations = differing
    .filter(({ exchange }) => !mayBeNetwork(exchange))
    .map(({ exchange, before, after }) => ({
      where: `status of ${exchange.step}, sent again after a successful control`,
      expected: `${after} both times`,
      actual: `${before} the first time`,
      step: exchange.step,
    }))
  return [...counted, { ...base, outcome: 'violated', violations }]
}

const answerOf = (exchange: Exchange | undefined): string =>
  String(exchange?.response?.status ?? exchange?.failure?.kind ?? 'nothing')

const mayBeNetwork = ({ response, failure }: Exchange): boolean =>
  response
    ? isFromIntermediary(response)
    : failure !== undefined && networkFailures.has(failure.kind)
