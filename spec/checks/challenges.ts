/** The WWW-Authenticate challenge of a 401. */
import { headerValues } from '../http.ts'
import { ofResponse, type Check } from './lib/check.ts'

const TOKEN = "[!#$%&'*+\\-.^_`|~\\w]+"
const QUOTED = String.raw`"(?:[^"\\]|\\[^])*"`
const PARAMETER = `${TOKEN}[ \\t]*=[ \\t]*(?:${TOKEN}|${QUOTED})`
const CREDENTIALS = '[\\w\\-.~+/]+=*'
const ELEMENT = `(?:${PARAMETER}|${TOKEN}(?: +(?:${PARAMETER}|${CREDENTIALS}))?)`

/** RFC 9110 11.6.1: a challenge begins with its scheme, and commas divide both challenges and parameters. */
const BEGINNING = new RegExp(`^[ \\t]*${TOKEN}(?=[ \\t,]|$)`)
const LIST = new RegExp(`^[ \\t]*${ELEMENT}[ \\t]*(?:,[ \\t,]*${ELEMENT}[ \\t]*)*(?:,[ \\t,]*)?$`)

const challenge = ofResponse(
  'challenge-on-401',
  ({ status }) => status === 401,
  function* ({ headers }) {
    // What was sealed may have been a word.
    const values = headerValues(headers, 'www-authenticate').map((value) =>
      value.replaceAll(/‹[^‹›]*›/g, 'x'),
    )
    if (values.every((value) => value === ''))
      yield { where: 'header www-authenticate', expected: 'a challenge', actual: 'absent' }
    else if (!values.every((value) => BEGINNING.test(value) && LIST.test(value)))
      yield {
        where: 'header www-authenticate',
        expected: 'a scheme, and parameters that are words or in quotes',
        actual: 'neither a list of challenges nor one of them',
      }
  },
)

export const challenges: readonly Check[] = [challenge]
