/** Files of a run -> what can be compared: a report, or evidence that is judged again. */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { readJsonFile } from '../../spec/data.ts'
import { EvidenceError, readEvidence, type Evidence } from '../evidence.ts'
import type { Report } from '../report.ts'
import type { Run } from './model.ts'

/** The file cannot be compared: one line that says why. */
export class RunError extends Error {
  override name = 'RunError'
}

/**
 * @param file `report.json`, or `evidence.ndjson`; the evidence of a report is looked for beside it
 * @param judge evidence -> report, by today's requirements
 * @throws RunError
 */
export function readRun(file: string, judge: (evidence: Evidence) => Report): Run {
  const name = basename(file)
  const text = textOf(file)
  if (/^\{\s*"kind"/.test(text)) {
    const evidence = evidenceIn(text, name)
    return { file: name, read: 'evidence', report: judge(evidence), evidence }
  }
  const report = reportIn(text, name)
  return { file: name, read: 'report', report, ...beside(file, report) }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw refusal(basename(file), `it cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function reportIn(text: string, name: string): Report {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refusal(name, 'it is no JSON')
  }
  const validate = schema('report.schema.json')
  if (validate(value)) return value as Report
  throw refusal(name, `it is no report.json that this suite knows: ${firstProblem(validate)}`)
}

function evidenceIn(text: string, name: string): Evidence {
  try {
    const evidence = readEvidence(text)
    assertForm(evidence)
    return evidence
  } catch (error) {
    if (error instanceof EvidenceError) throw refusal(name, error.message)
    throw error
  }
}

/** What is beside a report is its evidence only if both are of the same run. */
function beside(file: string, report: Report): Pick<Run, 'evidence' | 'without'> {
  const name = 'evidence.ndjson'
  const path = join(dirname(file), name)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return { without: `no ${name} lies beside ${basename(file)}` }
  }
  const evidence = evidenceIn(text, `${name} beside ${basename(file)}`)
  const { startedAt, target } = evidence.head
  return startedAt === report.startedAt && target.baseUrl === report.target.baseUrl
    ? { evidence }
    : { without: `the ${name} beside ${basename(file)} is of another run` }
}

/** @throws EvidenceError */
function assertForm({ head, performances }: Evidence): void {
  const [isHead, isExchange] = ['head', 'exchange'].map((part) =>
    schema('evidence.schema.json', `#/definitions/${part}`),
  )
  if (isHead && !isHead(head)) throw new EvidenceError(`line 1: ${firstProblem(isHead)}`)
  for (const [id, { exchanges, repeated = [] }] of performances)
    for (const exchange of [...exchanges, ...repeated])
      if (isExchange && !isExchange(exchange))
        throw new EvidenceError(`an exchange of ${id}: ${firstProblem(isExchange)}`)
}

function schema(name: string, part = ''): ValidateFunction {
  const value = readJsonFile(join(import.meta.dirname, '..', name)) as object
  // They are of draft 07, which ajv speaks by itself; that they are schemas is for a self-test.
  const ajv = new Ajv({ validateSchema: false }).addSchema(value, name)
  const validate = ajv.getSchema(name + part)
  if (!validate) throw new Error(`${name} has no ${part}`)
  return validate as ValidateFunction
}

const firstProblem = ({ errors }: ValidateFunction): string => {
  const [{ instancePath, message } = { instancePath: '', message: 'it is wrong' }] = errors ?? []
  return `${instancePath || '/'} ${message}`
}

const refusal = (name: string, why: string): RunError =>
  new RunError(`${name}: ${why}; diff takes report.json or evidence.ndjson of two runs`)
