/** `judge`: judges the evidence of a run again, without the target. */
import { inForce, readBaseline } from '../../../fixtures/baseline/read.ts'
import { knownClientCase } from '../../../fixtures/client/cases/index.ts'
import { knownCase } from '../../../fixtures/cases/index.ts'
import { readSettings } from '../../../fixtures/config/index.ts'
import { EvidenceError, type Evidence } from '../../../reports/evidence/evidence.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { rejudge, type Rejudged } from '../../../reports/evidence/rejudge.ts'
import type { Baseline } from '../../../spec/verdict/baseline.ts'
import { validateContract } from '../../../spec/contract/index.ts'
import { clientRequirements, requirements } from '../../../spec/requirements/index.ts'
import { asConfigurationError } from '../lib/errors.ts'
import { evidenceFile, evidenceProblem } from '../lib/evidence-file.ts'
import type { Arguments } from '../lib/types.ts'

/** The exit code is the one of a run with the same findings. */
export async function judge({ operand = '', values }: Arguments): Promise<number> {
  const evidence = evidenceFile(operand, 'judge')
  const contract = await validateContract(readSettings().spec)
  const baseline = namedBaseline(evidence, values['baseline'])
  const judged = asConfigurationError(
    () =>
      evidence.head.side === 'client'
        ? rejudge(evidence, contract, clientRequirements, knownClientCase, baseline)
        : rejudge(evidence, contract, requirements, knownCase, baseline),
    EvidenceError,
    (problem) => evidenceProblem(operand, problem, 'judge'),
  )
  for (const line of notes(evidence, judged, contract.sha256))
    process.stderr.write(`${printedText(line)}\n`)
  const { report } = judged
  process.stdout.write(
    values['json'] === undefined
      ? printedText(`${consoleText(report)}\n`)
      : printedJson(jsonText(report)),
  )
  return report.exit.code
}

/** The baseline of the option, applied as the run would have applied it. */
function namedBaseline({ head }: Evidence, file: string | undefined): Baseline | undefined {
  if (file === undefined) return undefined
  return inForce(readBaseline(file), Date.parse(head.startedAt), head.planned)
}

/** Reasons why the judgement may differ from the one of the run. */
function notes({ head }: Evidence, { newer, unknown }: Rejudged, sha256: string): string[] {
  return [
    ...(head.contract.sha256 === sha256
      ? []
      : ['judged with another OpenAPI document than in the run; FORMFLOW_SPEC sets the document']),
    ...(newer.length > 0 ? [`requirements newer than the evidence: ${newer.join(', ')}`] : []),
    ...(unknown.length > 0
      ? [`cases unknown to this suite, not judged: ${unknown.join(', ')}`]
      : []),
  ]
}
