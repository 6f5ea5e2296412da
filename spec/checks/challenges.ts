/** The WWW-Authenticate challenge of a 401. */
import { headerValues } from '../http.ts'
import type { SealedResponse } from '../model.ts'
import { ofResponse, type Check } from './lib/check.ts'

const TOKEN = "[!#$%&'*+\\-.^_`|~\\w]+"
const QUOTED = String.raw`"(?:[^"\\]|\\[^])*"`
const PARAMETER = `${TOKEN}[ \\t]*=[ \\t]*(?:${TOKEN}|${QUOTED})`
const CREDENTIALS = '[\\w\\-.~+/]+=*'
const COMMA = '[ \\t]*,[ \\t,]*'

/** RFC 9110 11.6.1: a challenge begins with its scheme and a blank, and commas divide both challenges and parameters. */
const CHALLENGE = `${TOKEN}(?: [ \\t,]*(?:${PARAMETER}(?:${COMMA}${PARAMETER})*|${CREDENTIALS}))?`
const LIST = new RegExp(`^[ \\t,]*${CHALLENGE}(?:${COMMA}${CHALLENGE})*[ \\t,]*$`)

/** What was sealed may have been a word. */
const challengesOf = ({ headers }: SealedResponse): string[] =>
  headerValues(headers, 'www-authenticate')
    .map((value) => value.replaceAll(/‹[^‹›]*›/g, 'x'))
    .filter((value) => value !== '')

const challenge = ofResponse(
  'challenge-on-401',
  ({ status }) => status === 401,
  function* (response) {
    if (challengesOf(response).length === 0)
      yield { where: 'header www-authenticate', expected: 'a challenge', actual: 'absent' }
  },
)

const wellFormed = ofResponse(
  'challenge-well-formed',
  (response) => response.status === 401 && challengesOf(response).length > 0,
  function* (response) {
    if (!challengesOf(response).every((value) => LIST.test(value)))
      yield {
        where: 'header www-authenticate',
        expected: 'a scheme, and parameters that are words or in quotes',
        actual: 'neither a list of challenges nor one of them',
      }
  },
)

export const challenges: readonly Check[] = [challenge, wellFormed]
