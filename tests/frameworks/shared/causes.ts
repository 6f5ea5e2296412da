/** Defaults that several frameworks share. */
import type { Cause } from './model.ts'

export const notFoundForMethods: Cause = {
  id: 'not-found-for-methods',
  title: 'Other methods are answered 404',
  because:
    'Routes are pairs of method and path, and what matches no pair is unknown: the same 404 as for a path that is not there. RFC 9110 has 405 and `Allow` for it.',
}

export const noChallenge: Cause = {
  id: 'no-challenge',
  title: 'A 401 carries no challenge',
  because:
    'The framework sends the status that it is told, and no `WWW-Authenticate` with it, which RFC 9110 11.6.1 asks of every 401.',
}

export const noCacheControl: Cause = {
  id: 'no-cache-control',
  title: 'Nothing is said about caches',
  because: 'No framework sends `Cache-Control` by itself, so the answer with the token has none.',
}

export const poweredBy: Cause = {
  id: 'powered-by',
  title: 'Every answer names Express',
  because: '`X-Powered-By: Express` is on by default.',
}

export const lastWins: Cause = {
  id: 'last-wins',
  title: 'Of two members with one name the last counts',
  because:
    '`JSON.parse` keeps the last one and tells nobody, and every framework parses with it. RFC 8259 allows that; it is a remark.',
  mend: '// left as it is: it takes another parser, and no MUST asks for it',
}
