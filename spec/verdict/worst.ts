/** Of several exit codes the one that counts. */

/** A failure of the suite may hide anything; a violation is hidden by nothing else; then configuration and environment. */
const WORST_FIRST: readonly number[] = [4, 1, 2, 3, 0]

/** @param codes at least one */
export const worstExit = (codes: readonly number[]): number =>
  WORST_FIRST.find((code) => codes.includes(code)) ?? 4
