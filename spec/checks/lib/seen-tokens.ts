/** Tokens in an exchange: which were presented, and which the target granted. */
import type { Seal, SealedResponse } from '../../model.ts'
import type { Sight } from './check.ts'

export const isToken = ({ kind, usable }: Seal): boolean => kind === 'token' && usable

/** `token 1` for `‹token 1›`, and for what was made from it: `‹token 1, unsigned›`. */
export const nameIn = (mark: string): string => /^‹([^,:›]*)/.exec(mark)?.[1] ?? mark

/** Names of the tokens that the request presented. */
export const presentedIn = ({ exchange: { request } }: Sight): ReadonlySet<string> =>
  new Set(
    request.headers.flatMap(([, value]) =>
      [...value.matchAll(/‹[^›]*›/g)].map(([mark]) => nameIn(mark)),
    ),
  )

/** Places of tokens that the target granted; what only looks like a token, as a session may, is none. */
export function grantedPlaces(
  { seals }: SealedResponse,
  { exchange: { secrets } }: Sight,
): string[] {
  const granted = new Set(secrets.filter((facts) => facts.granted).map(({ mark }) => nameIn(mark)))
  return seals
    .filter((seal) => isToken(seal) && granted.has(nameIn(seal.mark)))
    .map(({ where }) => where)
}
