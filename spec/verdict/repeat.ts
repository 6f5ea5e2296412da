/** A case that was performed twice: the second time counts, and a difference is a finding too. */
import { STABLE } from '../checks/stability.ts'
import type { Exchange, FailureKind, Finding } from '../model.ts'
import { isFromIntermediary, isPage, statusIn } from '../http.ts'

/** Failures that the network alone can cause. */
const networkFailures: ReadonlySet<FailureKind> = new Set([
  'dns',
  'refused',
  'unreachable',
  'proxy',
  'tls',
  'client-certificate',
  'timeout',
  'reset',
])

/** About a rate limit, which says nothing about the request that it stopped. */
const OF_LIMITS = 'retry-after-on-429'

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
  const gone = [...violated(first)].filter((id) => !confirmed.has(id) && id !== OF_LIMITS)
  if (confirmed.has(STABLE)) return [...second]
  const counted = second.filter(({ requirement }) => requirement !== STABLE)
  const base = { requirement: STABLE, case: caseId, violations: [] }
  const differences = differencesOf(exchanges.first, exchanges.second)
  if (differences.length === 0 && gone.length === 0)
    return [...counted, { ...base, outcome: 'satisfied' }]
  const ofTarget = differences.filter(({ exchange, again }) => !mayBeNetwork(exchange, again))
  if (differences.length > 0 && ofTarget.length === 0) {
    const texts = differences.map(
      ({ exchange, before, after }) => `${exchange.step} was answered ${before}, then ${after}`,
    )
    const reason = `${texts.join('; ')}: the server, or a proxy in front of it, sometimes fails`
    return [...counted, { ...base, outcome: 'inconclusive', reason }]
  }
  const violations = ofTarget.map(({ exchange, before, after }) => ({
    where: `status of ${exchange.step}, sent again after a successful control`,
    expected: `${after} both times`,
    actual: `${before} the first time`,
    step: exchange.step,
  }))
  const place = { where: 'response, sent again after a successful control' }
  const once = gone.map((id) => ({ ...place, expected: 'alike', actual: `${id} violated once` }))
  return [
    ...counted,
    { ...base, outcome: 'violated', violations: violations.length > 0 ? violations : once },
  ]
}

interface Difference {
  readonly exchange: Exchange
  readonly again: Exchange
  readonly before: string
  readonly after: string
}

/** Steps that were not answered alike, whatever they prove. */
function differencesOf(first: readonly Exchange[], second: readonly Exchange[]): Difference[] {
  return first.flatMap((exchange) => {
    const again = second.find(({ step }) => step === exchange.step)
    if (!again || isLimited(exchange) || isLimited(again)) return []
    const [before, after] = [answerOf(exchange), answerOf(again)]
    // One success is as good as another, as 206 is for 200.
    const alike = before === after || (isSuccess(before) && isSuccess(after))
    return alike ? [] : [{ exchange, again, before, after }]
  })
}

const isSuccess = (answer: string): boolean => /^2\d\d$/.test(answer)

const answerOf = ({ response, failure }: Exchange): string => {
  if (!response) return failure?.kind ?? 'nothing'
  const hasPage = statusIn(response.status, ['2xx']) && isPage(response)
  return `${response.status}${hasPage ? ' with a page' : ''}`
}

/** A rate limit says nothing about the request that it stopped. */
const isLimited = ({ response }: Exchange): boolean => response?.status === 429

/** Whether the network, or something in front of the server, may have made the difference alone. */
const mayBeNetwork = ({ response, failure }: Exchange, again: Exchange): boolean =>
  again.response?.intermediary !== undefined ||
  (response
    ? isFromIntermediary(response)
    : failure !== undefined && networkFailures.has(failure.kind))
