/** Checks of the claims of a granted token. */
import type { Json, Violation } from '../../model.ts'
import { tokenOf, type Check, type Sight } from './check.ts'

export type Claims = { readonly [name: string]: Json }

const claimsOf = (sight: Sight): Claims | undefined => tokenOf(sight)?.jwt?.claims

/** A check that reads the claims of a token that could be decoded. */
export const ofClaims = (
  verifies: string,
  when: (claims: Claims, sight: Sight) => boolean,
  violations: (claims: Claims, sight: Sight) => Iterable<Violation>,
): Check => ({
  verifies,
  when: (sight) => {
    const claims = claimsOf(sight)
    return claims !== undefined && when(claims, sight)
  },
  violations: (sight) => violations(claimsOf(sight) ?? {}, sight),
})
