import type { Case } from './model.ts'

/** The requirements that a case proves, without duplicates. What only a spare step proves it need not. */
export const provenBy = (testCase: Case): string[] => [
  ...new Set(testCase.steps.flatMap((step) => (step.spare ? [] : step.proves))),
]
