/** Reads a file of evidence that a user named. */
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { EvidenceError, type Evidence } from '../../../reports/evidence/evidence.ts'
import { evidenceIn } from '../../../reports/evidence/read.ts'
import { readUserFile } from '../../../spec/lib/fs-error.ts'
import { asConfigurationError } from './errors.ts'

/**
 * @param command the one that reads it, for the message
 * @throws ConfigurationError
 */
export function evidenceFile(file: string, command: string): Evidence {
  const explain = (problem: string): string => evidenceProblem(file, problem, command)
  const bytes = readUserFile(file, (problem) => new ConfigurationError(explain(`it ${problem}`)))
  return asConfigurationError(() => evidenceIn(bytes.toString('utf8')), EvidenceError, explain)
}

/** The message about a file that is no evidence. */
export const evidenceProblem = (file: string, problem: string, command: string): string =>
  `${file}: ${problem}; ${command} takes the evidence.ndjson of a run`
