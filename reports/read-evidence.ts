/** `evidence.ndjson` that may have been written by anyone, as another command reads it. */
import { EvidenceError, readEvidence, type Evidence } from './evidence.ts'
import { formOf } from './form.ts'

/**
 * What is read here can be judged and compared without a crash.
 * @throws EvidenceError naming the place that cannot be used
 */
export function evidenceIn(text: string): Evidence {
  const evidence = readEvidence(text)
  const { head, performances } = evidence
  const problem = formOf('evidence.schema.json', '#/definitions/head')(head)
  if (problem !== undefined) throw new EvidenceError(`line 1: ${problem}`)
  const problemOf = formOf('evidence.schema.json', '#/definitions/exchange')
  for (const [id, { exchanges, repeated = [] }] of performances)
    for (const exchange of [...exchanges, ...repeated]) {
      const wrong = problemOf(exchange)
      if (wrong !== undefined) throw new EvidenceError(`an exchange of ${id}: ${wrong}`)
    }
  return evidence
}
