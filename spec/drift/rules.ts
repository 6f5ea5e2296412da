/** What a change of an operation outside of its schemas does to a client. */
import { describeChange, type Change, type Judgement } from './change.ts'
import { NO_CREDENTIALS } from './security-tree.ts'

type Judge = (change: Change, name: string) => Judgement

const harmless = (what: string): Judgement => ({ breaks: false, what })
const breaking = (what: string, why: string): Judgement => ({ breaks: true, what, why })

const LACKS = 'A request that was correct lacks it now.'
const REFUSED = 'A client that authenticates as before may be refused.'

/** A part of a request: breaking when it is added and required. */
const input =
  (noun: string): Judge =>
  ({ kind, path, newAt }, name) => {
    const what = `${noun}${name && ` ${name}`} ${kind}`
    const required = kind === 'added' && newAt([...path, 'required']) === 'true'
    return required ? breaking(`${what}, required`, LACKS) : harmless(what)
  }

const inputRequired =
  (noun: string): Judge =>
  ({ new: now }, name) => {
    const what = `${noun}${name && ` ${name}`}`
    return now === 'true'
      ? breaking(`${what} required now`, LACKS)
      : harmless(`${what} no longer required`)
  }

/** Breaking when it is removed. */
const needed =
  (noun: string, why: string): Judge =>
  ({ kind }, name) => {
    const what = `${noun}${name && ` ${name}`} ${kind}`
    return kind === 'removed' ? breaking(what, why) : harmless(what)
  }

const status: Judge = (change, name) => {
  const success = /^(2..|default)$/i.test(name)
  const why = 'A client that expects it takes any other response for a failure.'
  return success ? needed('status', why)(change, name) : harmless(`status ${name} ${change.kind}`)
}

const headerRequired: Judge = ({ new: now }, name) =>
  now === 'true'
    ? harmless(`header ${name} always present now`)
    : breaking(
        `header ${name} no longer always present`,
        'A client that reads it may find nothing.',
      )

const alternative: Judge = (change, name) => {
  const what = name === NO_CREDENTIALS ? 'call without credentials' : `credentials ${name}`
  return needed(what, 'A client that authenticates this way is refused.')(change, '')
}

const scheme: Judge = (change, name) =>
  breaking(`scheme ${name} ${describeChange(change)}`, REFUSED)

const schemeMember: Judge = (change, member) => {
  const what = `${member} of the scheme ${describeChange(change)}`
  return /^(description|bearerFormat|x-.*)$/.test(member) ? harmless(what) : breaking(what, REFUSED)
}

/** Path within an operation, in which `*` is any name -> rule. */
const rules: readonly (readonly [path: string, judge: Judge])[] = [
  ['', needed('operation', 'Nothing is left to call.')],
  ['parameters/*', input('parameter')],
  ['parameters/*/required', inputRequired('parameter')],
  ['body', input('request body')],
  ['body/required', inputRequired('request body')],
  ['body/content/*', needed('media type', 'A request in it may be refused.')],
  ['responses/*', status],
  [
    'responses/*/content/*',
    needed('media type', 'A client that reads it cannot read the response.'),
  ],
  ['responses/*/headers/*', needed('header', 'A client that reads it finds nothing.')],
  ['responses/*/headers/*/required', headerRequired],
  ['security/*', alternative],
  ['security/*/*', scheme],
  ['security/*/*/*', schemeMember],
]

/** The judgement of the rule for a path; `undefined` without a rule. */
export function judgeByRule(change: Change, path: readonly string[]): Judgement | undefined {
  const [pattern, judge] =
    rules.find(([candidate]) => {
      const parts = candidate === '' ? [] : candidate.split('/')
      return (
        parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at])
      )
    }) ?? []
  // The name that the last `*` stands for.
  const position = pattern?.split('/').lastIndexOf('*') ?? -1
  return judge?.(change, path[position] ?? '')
}
