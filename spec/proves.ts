import type { Case } from './model.ts'

/** The requirements that a case exists to prove, each once. */
export const provenBy = (each: Case): string[] => [
  ...new Set(each.steps.flatMap((step) => step.proves)),
]
