/** What was observed of a violated requirement, by cause, each with the first case that showed it. */
import type { Cause } from '../report/causes.ts'

/** Causes that are shown; report.json has all of them. */
const MAX_CAUSES = 3

/** @param known true: the violations that the baseline excuses; false: the others */
export function observations(causes: readonly Cause[] = [], known: boolean): string[] {
  const wanted = causes.filter((cause) => cause.known === known)
  const more = wanted.length - MAX_CAUSES
  return [
    ...wanted
      .slice(0, MAX_CAUSES)
      .flatMap(({ difference, shown: { answer, token, reproduce }, cases: [first, ...others] }) => [
        difference,
        `case    ${first.id}${others.length > 0 ? ` and ${others.length} more` : ''}`,
        ...(answer === undefined ? [] : [`answer  ${answer}`]),
        ...(token === undefined ? [] : [`token   ${token}`]),
        ...(reproduce?.split('\n').map((line) => `repeat  ${line}`) ?? []),
      ]),
    ...(more > 0 ? [`and ${more} more differences`] : []),
  ]
}
