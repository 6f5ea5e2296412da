/** `diff`: what changed from one run to another. */
import { knownCase } from '../../../fixtures/cases/index.ts'
import { readSettings } from '../../../fixtures/config/index.ts'
import { compare } from '../../../reports/diff/compare.ts'
import type { Run } from '../../../reports/diff/model.ts'
import { readRun, RunError } from '../../../reports/diff/read.ts'
import { diffHtml } from '../../../reports/diff/formats/html.ts'
import { diffMarkdown } from '../../../reports/diff/formats/markdown.ts'
import { diffText } from '../../../reports/diff/formats/text.ts'
import { rejudge } from '../../../reports/evidence/rejudge.ts'
import { validateContract } from '../../../spec/contract/index.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { told } from '../lib/output.ts'
import { usable } from '../lib/errors.ts'
import type { Given } from '../lib/types.ts'

/** @returns 1 for a regression */
export async function diff({ operands, values }: Given): Promise<number> {
  const contract = await validateContract(readSettings().spec)
  const read = (file = ''): Run =>
    readRun(file, (evidence) => {
      const { report, unknown } = rejudge(evidence, contract, requirements, knownCase)
      if (unknown.length > 0)
        process.stderr.write(`not judged, unknown to this suite: ${inert(unknown.join(', '))}\n`)
      return report
    })
  const difference = usable(() => compare(read(operands[0]), read(operands[1])), RunError)
  told(values, difference, {
    text: (palette) => diffText(difference, palette),
    markdown: () => diffMarkdown(difference),
    html: () => diffHtml(difference),
  })
  return difference.regressions.length > 0 ? 1 : 0
}
