import type { Case } from './model.ts'

/** The requirements that a case proves, without duplicates. */
export const provenBy = (testCase: Case): string[] => [
  ...new Set(testCase.steps.flatMap((step) => step.proves)),
]
