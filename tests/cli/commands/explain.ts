/** `explain`: everything about an id. */
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import { explanation } from '../../../reports/formats/commands/explanation.ts'
import { printedText } from '../../../reports/formats/text/printed.ts'
import { catalogue } from '../lib/catalogue.ts'
import { shellOf } from '../lib/shell.ts'
import type { Arguments } from '../lib/types.ts'

export async function explain({ operand = '', values }: Arguments): Promise<number> {
  // Reports show ids as tags.
  const id = operand.replace(/^@/, '')
  const text = explanation(id, catalogue, shellOf(values))
  if (text === undefined) {
    const ids = Object.values(catalogue).flatMap((items: readonly { readonly id: string }[]) =>
      items.map((item) => item.id),
    )
    const near = nearest(id, ids)
    throw new ConfigurationError(
      `no requirement, case, fault or freedom has the id "${id}"${didYouMean(near)} (see list)`,
    )
  }
  process.stdout.write(printedText(`${text}\n`))
  return 0
}
