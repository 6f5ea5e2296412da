/** `explain`: all that is known about an id. */
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import { explanation } from '../../../reports/formats/commands/explanation.ts'
import { catalogue } from '../lib/catalogue.ts'
import type { Given } from '../lib/types.ts'

export async function explain({ operand = '' }: Given): Promise<number> {
  // As a tag it is copied from a report.
  const id = operand.replace(/^@/, '')
  const told = explanation(id, catalogue)
  if (told === undefined) {
    const ids = Object.values(catalogue).flatMap((all: readonly { readonly id: string }[]) =>
      all.map((each) => each.id),
    )
    const near = nearest(id, ids)
    throw new ConfigurationError(
      `no requirement, case, fault or freedom is called "${id}"${didYouMean(near)} (list tells them)`,
    )
  }
  process.stdout.write(`${told}\n`)
  return 0
}
