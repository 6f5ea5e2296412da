/** Checks of files and ids that the options name, before a run starts. */
import type { Settings } from '../../../fixtures/config/index.ts'

/** `@id` means exactly that id; anything else is a regular expression of the runner. */
export const exact = (grep: string): string =>
  /^@[\w/-]*\w$/.test(grep) ? `${grep}(?![\\w/-])` : grep

/** @throws ConfigurationError or ContractError for a document, a baseline, a fault or a freedom that cannot be used */
export async function checkInputs({ spec, baseline, variation }: Settings): Promise<void> {
  if (spec !== undefined) {
    const { validateContract } = await import('../../../spec/contract/index.ts')
    await validateContract(spec)
  }
  if (baseline !== undefined) {
    const { readBaseline } = await import('../../../fixtures/baseline/read.ts')
    readBaseline(baseline)
  }
  if (variation !== undefined) {
    const { variationNamed } = await import('../../../fixtures/run/variation.ts')
    await variationNamed(variation)
  }
}
