/** `show`: requests, responses and findings of a case, from the evidence of the last run. */
import { join, relative } from 'node:path'
import { knownCase } from '../../../fixtures/cases/index.ts'
import { ConfigurationError, readSettings, sources } from '../../../fixtures/config/index.ts'
import { shownCase } from '../../../reports/formats/commands/shown-case.ts'
import { paletteFor } from '../../../reports/formats/text/colours.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { rejudge } from '../../../reports/evidence/rejudge.ts'
import type { Evidence } from '../../../reports/evidence/evidence.ts'
import type { ReportedCase } from '../../../reports/report/report.ts'
import { validateContract } from '../../../spec/contract/index.ts'
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { evidenceFile } from '../lib/evidence-file.ts'
import type { Arguments } from '../lib/types.ts'

/** Cases that are shown of a requirement that many violate. */
const MAX_CASES = 3

export async function show({ operand = '', values }: Arguments): Promise<number> {
  // Reports show ids as tags.
  const id = operand.replace(/^@/, '')
  const file = values['evidence'] ?? join(readSettings().reportsDir, 'evidence.ndjson')
  const evidence = evidenceFile(relative('', file) || file, 'show')
  const contract = await validateContract(readSettings().spec)
  const { report } = rejudge(evidence, contract, requirements, knownCase)
  const found = casesOf(id, report.cases, evidence)
  const shown = found.slice(0, MAX_CASES)
  const palette = paletteFor(process.stdout, sources().real)
  process.stdout.write(
    values['json'] === undefined
      ? printedText(
          shown
            .map((reportedCase) =>
              shownCase(reportedCase, evidence.performances.get(reportedCase.id), palette),
            )
            .join('\n'),
          palette,
        )
      : printedJson(
          jsonText(
            found.map((reportedCase) => ({
              ...reportedCase,
              performance: evidence.performances.get(reportedCase.id),
            })),
          ),
        ),
  )
  const more = found.slice(shown.length).map((reportedCase) => reportedCase.id)
  if (more.length > 0 && values['json'] === undefined)
    process.stderr.write(printedText(`${more.length} more: ${more.join(', ')}\n`))
  return 0
}

/** The case with the id, or the cases that violate the requirement with it. */
function casesOf(
  id: string,
  cases: readonly ReportedCase[],
  { head }: Evidence,
): readonly ReportedCase[] {
  const same = cases.filter((reportedCase) => reportedCase.id === id)
  if (same.length > 0) return same
  const violating = cases.filter(({ violations }) =>
    violations.some(({ requirement }) => requirement === id),
  )
  if (violating.length > 0) return violating
  if (requirements.some((requirement) => requirement.id === id))
    throw new ConfigurationError(`no case of the run of ${head.startedAt} violates ${id}`)
  const near = nearest(
    id,
    cases.map((reportedCase) => reportedCase.id),
  )
  const others = knownCase(id) ? '; another profile or selection has it' : didYouMean(near)
  throw new ConfigurationError(`the run of ${head.startedAt} has no case "${id}"${others}`)
}
