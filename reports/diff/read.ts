/** Files of a run -> what can be compared: a report, or evidence that is judged again. */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readUserFile } from '../../spec/lib/fs-error.ts'
import { EvidenceError, type Evidence } from '../evidence/evidence.ts'
import { evidenceIn } from '../evidence/read.ts'
import { ReportError, reportIn } from '../report/read.ts'
import type { Report } from '../report/report.ts'
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
  const text = readUserFile(file, (problem) => refusal(name, `it ${problem}`)).toString('utf8')
  if (/^\{\s*"kind"/.test(text)) {
    const evidence = refusing(name, () => evidenceIn(text))
    return { file: name, read: 'evidence', report: judge(evidence), evidence }
  }
  const report = refusing(name, () => reportIn(text))
  return { file: name, read: 'report', report, ...beside(file, report) }
}

function refusing<Shape>(name: string, read: () => Shape): Shape {
  try {
    return read()
  } catch (error) {
    if (error instanceof ReportError || error instanceof EvidenceError)
      throw refusal(name, error.message)
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
  const evidence = refusing(`${name} beside ${basename(file)}`, () => evidenceIn(text))
  const { startedAt, target } = evidence.head
  return startedAt === report.startedAt && target.baseUrl === report.target.baseUrl
    ? { evidence }
    : { without: `the ${name} beside ${basename(file)} is of another run` }
}

const refusal = (name: string, why: string): RunError =>
  new RunError(`${name}: ${why}; diff takes report.json or evidence.ndjson of two runs`)
