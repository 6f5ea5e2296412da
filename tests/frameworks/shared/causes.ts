/** Defaults that several frameworks have in common. */
import type { Cause } from './model.ts'

export const notFoundForMethods: Cause = {
  id: 'not-found-for-methods',
  title: 'Other methods are answered 404',
  because:
    'A route is a pair of method and path. A request that matches no pair gets 404, like an unknown path. RFC 9110 has 405 with `Allow` for it.',
}

export const noChallenge: Cause = {
  id: 'no-challenge',
  title: 'A 401 has no challenge',
  because:
    'The framework sends the status that the code sets, but no `WWW-Authenticate`, which RFC 9110 11.6.1 requires in every 401.',
}

export const noCacheControl: Cause = {
  id: 'no-cache-control',
  title: 'There is no Cache-Control',
  because:
    'No framework sends `Cache-Control` by default, so the response with the token has none.',
}

export const exactScheme: Cause = {
  id: 'exact-scheme',
  title: 'The scheme of Authorization is compared letter by letter',
  because:
    'The guard of the documentation accepts `Bearer`, and refuses `bearer`. RFC 9110 11.1 says that the scheme has no letter case.',
  fix: "type.toLowerCase() === 'bearer'",
}
