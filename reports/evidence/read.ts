/** `evidence.ndjson` that may have been written by anyone, as another command reads it. */
import { EvidenceError, readEvidence, type Evidence } from './evidence.ts'
import { formOf } from '../report/validate.ts'

/**
 * What is read here can be judged and compared without a crash.
 * @throws EvidenceError naming the place that cannot be used
 */
export function evidenceIn(text: string): Evidence {
  const evidence = readEvidence(text)
  const { head, performances, born, end } = evidence
  const problem = formOf('evidence.schema.json', '#/definitions/head')(head)
  if (problem !== undefined) throw new EvidenceError(`line 1: ${problem}`)
  const refuse = (part: string): ((what: string, value: unknown) => void) => {
    const problemOf = formOf('evidence.schema.json', `#/definitions/${part}`)
    return (what, value) => {
      const wrong = problemOf(value)
      if (wrong !== undefined) throw new EvidenceError(`${what}: ${wrong}`)
    }
  }
  const [exchanged, unperformed, drawn] = [refuse('exchange'), refuse('stopped'), refuse('born')]
  for (const [id, { exchanges, repeated = [], notPerformed }] of performances) {
    for (const exchange of [...exchanges, ...repeated]) exchanged(`an exchange of ${id}`, exchange)
    if (notPerformed) unperformed(`why ${id} was not performed`, notPerformed)
  }
  for (const testCase of born) drawn('a case that was drawn', testCase)
  if (end) refuse('end')('its last line', end)
  return evidence
}
