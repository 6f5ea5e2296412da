/** Days, in UTC. */

export const DAY_MS = 86_400_000

/** @param time epoch milliseconds, or ISO 8601 in UTC */
export const dayOf = (time: number | string): string =>
  (typeof time === 'string' ? time : new Date(time).toISOString()).slice(0, 10)
