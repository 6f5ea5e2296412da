/** A statement that contradicts itself was not made by this suite, whoever signed it. */
import { DAY_MS } from '../../spec/lib/date.ts'
import { isOpen } from '../../spec/verdict/judge.ts'
import { conditionsOf } from '../report/conditions.ts'
import { VALID_DAYS } from './build.ts'
import type { Certificate, Statement } from './statement.ts'
import { countsAsMust, reasonsAgainst } from './status.ts'

/** @returns the parts that contradict others; empty: it is consistent */
export function contradictions(statement: Statement): string[] {
  const { predicate } = statement
  const { formflow: certificate, result, passedTests, failedTests } = predicate
  const { requirements, strict, must, status, reasons } = certificate
  const musts = requirements.filter((requirement) => countsAsMust(requirement, strict))
  const failed = musts.filter(({ outcome }) => outcome === 'violated' || isOpen(outcome))
  const passed = requirements.filter(({ outcome }) => outcome === 'satisfied')
  const judged = musts.filter(({ outcome }) => !isOpen(outcome)).length
  const certified = status === 'certified'
  return [
    [(reasonsAgainst(certificate).length === 0) !== certified, 'its status'],
    [(reasons.length === 0) !== certified, 'its reasons'],
    [(result !== 'FAILED') !== certified, 'its result'],
    [!same(passedTests, passed), 'the list of passed requirements'],
    [!same(failedTests, failed), 'the list of failed requirements'],
    [must.judged !== judged || must.total !== musts.length, 'the count of requirements'],
    [hasWrongDates(certificate), 'its dates'],
    [!hasOwnDigests(statement), 'its digests'],
    [
      certificate.conditions !== undefined &&
        JSON.stringify(certificate.conditions) !== JSON.stringify(conditionsOf(certificate)),
      'its conditions',
    ],
  ].flatMap(([wrong, what]) => (wrong === true ? [String(what)] : []))
}

function same(ids: readonly string[], group: readonly { readonly id: string }[]): boolean {
  const listed = new Set(ids)
  return ids.length === group.length && group.every(({ id }) => listed.has(id))
}

/** Only what is certified expires; older certificates had a date in any case. */
function hasWrongDates({ status, issued, expires, run }: Certificate): boolean {
  if (issued < run.startedAt) return true
  if (expires === undefined) return status === 'certified'
  return expires <= issued || Date.parse(expires) - Date.parse(issued) > VALID_DAYS * DAY_MS
}

/** The digests of contract and suite stand twice in a statement, and each file once. */
function hasOwnDigests({ subject, predicate }: Statement): boolean {
  const { configuration, formflow } = predicate
  const [contract, suite] = configuration
  const names = subject.map(({ name }) => name)
  return (
    contract?.digest.sha256 === formflow.contract.sha256 &&
    suite?.digest.sha256 === formflow.suite.sha256 &&
    new Set(names).size === names.length
  )
}
