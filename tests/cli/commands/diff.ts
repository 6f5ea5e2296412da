/** `diff`: compares two runs. */
import { knownCase } from '../../../fixtures/cases/index.ts'
import { readSettings } from '../../../fixtures/config/index.ts'
import { compare } from '../../../reports/diff/compare.ts'
import type { ComparedRun } from '../../../reports/diff/model.ts'
import { readRun, RunError } from '../../../reports/diff/read.ts'
import { diffPage } from '../../../reports/diff/formats/diff-page.ts'
import { comparisonHtml } from '../../../reports/diff/formats/html.ts'
import { comparisonMarkdown } from '../../../reports/diff/formats/markdown.ts'
import { comparisonText } from '../../../reports/diff/formats/text.ts'
import { printedText } from '../../../reports/formats/text/printed.ts'
import { rejudge } from '../../../reports/evidence/rejudge.ts'
import { validateContract } from '../../../spec/contract/index.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { print } from '../lib/output.ts'
import { asConfigurationError } from '../lib/errors.ts'
import type { Arguments } from '../lib/types.ts'

/** @returns 1 for a regression */
export async function diff({ operands, values }: Arguments): Promise<number> {
  const contract = await validateContract(readSettings().spec)
  const read = (file = ''): ComparedRun =>
    readRun(file, (evidence) => {
      const { report, unknown } = rejudge(evidence, contract, requirements, knownCase)
      if (unknown.length > 0)
        process.stderr.write(
          printedText(`cases unknown to this suite, not judged: ${inert(unknown.join(', '))}\n`),
        )
      return report
    })
  const difference = asConfigurationError(
    () => compare(read(operands[0]), read(operands[1])),
    RunError,
  )
  const page = diffPage(difference)
  print(values, difference, {
    text: (palette) => comparisonText(page, palette),
    markdown: () => comparisonMarkdown(page),
    html: () => comparisonHtml(page),
  })
  return difference.regressions.length > 0 ? 1 : 0
}
