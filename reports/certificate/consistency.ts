/** A statement that contradicts itself was not made by this suite, whoever signed it. */
import { isOpen } from '../../spec/verdict/judge.ts'
import type { Statement } from './statement.ts'
import { countsAsMust, reasonsAgainst } from './status.ts'

/** @returns what contradicts what, in a few words; none: it is of one piece */
export function contradictions({ predicate }: Statement): string[] {
  const { formflow: own, result, passedTests, failedTests } = predicate
  const musts = own.requirements.filter((certifiedRequirement) =>
    countsAsMust(certifiedRequirement, own.strict),
  )
  const failed = musts.filter(({ outcome }) => outcome === 'violated' || isOpen(outcome))
  const passed = own.requirements.filter(({ outcome }) => outcome === 'satisfied')
  const judged = musts.filter(({ outcome }) => !isOpen(outcome)).length
  const certified = own.status === 'certified'
  return [
    [(reasonsAgainst(own).length === 0) !== certified, 'its status'],
    [(own.reasons.length === 0) !== certified, 'its reasons'],
    [(result !== 'FAILED') !== certified, 'its result'],
    [!same(passedTests, passed), 'the list of what passed'],
    [!same(failedTests, failed), 'the list of what failed'],
    [own.must.judged !== judged || own.must.total !== musts.length, 'the count of requirements'],
    [own.expires <= own.issued, 'its dates'],
  ].flatMap(([wrong, what]) => (wrong === true ? [String(what)] : []))
}

function same(ids: readonly string[], group: readonly { readonly id: string }[]): boolean {
  const listed = new Set(ids)
  return ids.length === group.length && group.every(({ id }) => listed.has(id))
}
