/** Files of a run -> what can be compared: a report, or evidence that is judged again. */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readUserFile } from '../../spec/lib/fs-error.ts'
import { EvidenceError, type Evidence } from '../evidence/evidence.ts'
import { evidenceIn } from '../evidence/read.ts'
import { ReportError, reportIn } from '../report/read.ts'
import type { Report } from '../report/report.ts'
import type { ComparedRun } from './model.ts'

/** The file cannot be compared: the reason in one line. */
export class RunError extends Error {
  override name = 'RunError'
}

/**
 * @param file `report.json`, or `evidence.ndjson`; beside a report its evidence is looked for
 * @param judge evidence -> report, by the requirements of this suite
 * @throws RunError
 */
export function readRun(file: string, judge: (evidence: Evidence) => Report): ComparedRun {
  const name = basename(file)
  const text = readUserFile(file, (problem) => refusal(name, `it ${problem}`)).toString('utf8')
  if (/^\{\s*"kind"/.test(text)) {
    const evidence = explained(name, () => evidenceIn(text))
    return { file: name, read: 'evidence', report: judge(evidence), evidence }
  }
  const report = explained(name, () => reportIn(text))
  return { file: name, read: 'report', report, ...evidenceBeside(file, report) }
}

/** Turns an error of the format into one that names the file. */
function explained<Shape>(name: string, read: () => Shape): Shape {
  try {
    return read()
  } catch (error) {
    if (error instanceof ReportError || error instanceof EvidenceError)
      throw refusal(name, error.message)
    throw error
  }
}

/** The evidence beside a report counts only if both are of the same run. */
function evidenceBeside(
  file: string,
  report: Report,
): Pick<ComparedRun, 'evidence' | 'noEvidence'> {
  const name = 'evidence.ndjson'
  const path = join(dirname(file), name)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return { noEvidence: `there is no ${name} beside ${basename(file)}` }
  }
  const evidence = explained(`${name} beside ${basename(file)}`, () => evidenceIn(text))
  const { startedAt, target } = evidence.head
  return startedAt === report.startedAt && target.baseUrl === report.target.baseUrl
    ? { evidence }
    : { noEvidence: `the ${name} beside ${basename(file)} is of another run` }
}

const refusal = (name: string, why: string): RunError =>
  new RunError(`${name}: ${why}; diff takes report.json or evidence.ndjson of two runs`)
