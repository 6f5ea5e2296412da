/** Reads `evidence.ndjson` for other commands. Anyone may have written the file. */
import { EvidenceError, readEvidence, type Evidence } from './evidence.ts'
import { formOf } from '../report/validate.ts'

/**
 * @returns evidence that conforms to its schema, so that it can be judged and compared without a crash
 * @throws EvidenceError with the place that does not
 */
export function evidenceIn(text: string): Evidence {
  const evidence = readEvidence(text)
  const { head, performances, generated, end } = evidence
  const validator = (part: string): ((place: string, value: unknown) => void) => {
    const problemOf = formOf('evidence.schema.json', `#/definitions/${part}`)
    return (place, value) => {
      const problem = problemOf(value)
      if (problem !== undefined) throw new EvidenceError(`${place}: ${problem}`)
    }
  }
  validator('head')('line 1', head)
  const validateExchange = validator('exchange')
  const validateStopped = validator('stopped')
  const validateProgram = validator('program')
  for (const [id, { exchanges, repeated = [], notPerformed, program }] of performances) {
    for (const exchange of [...exchanges, ...repeated])
      validateExchange(`an exchange of ${id}`, exchange)
    if (program) validateProgram(`the program of ${id}`, program)
    if (notPerformed) validateStopped(`the reason why ${id} was not performed`, notPerformed)
  }
  if (generated.length > 0) {
    const validateCase = validator('born')
    for (const testCase of generated) validateCase('a generated case', testCase)
  }
  if (end) validator('end')('the last line', end)
  return evidence
}
