/** What a change of an operation does, outside of schemas. */
import { wordsOf, type Change, type Judged } from './change.ts'
import { NOBODY } from './security-tree.ts'

interface Rule {
  /** Below `operations/<name>`; `*` is any one name. */
  readonly path: string
  readonly judge: (change: Change, name: string) => Judged
}

const fine = (what: string): Judged => ({ breaks: false, what })
const breaking = (what: string, why: string): Judged => ({ breaks: true, what, why })

/** The flag beside a node that came: whether it must be there. */
const isRequired = ({ path, newAt }: Change): boolean => newAt([...path, 'required']) === 'true'

const GONE = 'There is nothing left to call.'
const LACKS = 'A request that was right lacks it now.'

export const rules: readonly Rule[] = [
  {
    path: '',
    judge: ({ kind }) =>
      kind === 'removed' ? breaking('operation removed', GONE) : fine('operation added'),
  },
  {
    path: 'parameters/*',
    judge: (change, name) => {
      const what = `parameter ${name} ${change.kind}`
      return change.kind === 'added' && isRequired(change)
        ? breaking(`${what}, required`, LACKS)
        : fine(what)
    },
  },
  {
    path: 'parameters/*/required',
    judge: ({ new: now }, name) =>
      now === 'true'
        ? breaking(`parameter ${name} required now`, LACKS)
        : fine(`parameter ${name} no longer required`),
  },
  {
    path: 'body',
    judge: (change) => {
      const what = `request body ${change.kind}`
      return change.kind === 'added' && isRequired(change)
        ? breaking(`${what}, required`, LACKS)
        : fine(what)
    },
  },
  {
    path: 'body/required',
    judge: ({ new: now }) =>
      now === 'true'
        ? breaking('request body required now', LACKS)
        : fine('request body no longer required'),
  },
  {
    path: 'body/content/*',
    judge: ({ kind }, type) =>
      kind === 'removed'
        ? breaking(`media type ${type} removed`, 'A request in it may be refused.')
        : fine(`media type ${type} added`),
  },
  {
    path: 'responses/*',
    judge: ({ kind }, status) => {
      const what = `status ${status} ${kind}`
      const success = /^(2..|default)$/i.test(status)
      return kind === 'removed' && success
        ? breaking(what, 'A client that waits for it takes every other answer for a failure.')
        : fine(what)
    },
  },
  {
    path: 'responses/*/content/*',
    judge: ({ kind }, type) =>
      kind === 'removed'
        ? breaking(`media type ${type} removed`, 'A client that reads it cannot read the answer.')
        : fine(`media type ${type} added`),
  },
  {
    path: 'responses/*/headers/*',
    judge: ({ kind }, name) =>
      kind === 'removed'
        ? breaking(`header ${name} removed`, 'A client that reads it finds nothing.')
        : fine(`header ${name} added`),
  },
  {
    path: 'responses/*/headers/*/required',
    judge: ({ new: now }, name) =>
      now === 'true'
        ? fine(`header ${name} always there now`)
        : breaking(
            `header ${name} no longer always there`,
            'A client that reads it may find nothing.',
          ),
  },
  {
    path: 'security/*',
    judge: ({ kind }, way) => {
      const what =
        way === NOBODY ? `call without credentials ${kind}` : `credentials ${way} ${kind}`
      return kind === 'removed'
        ? breaking(what, 'A client that calls so is turned away.')
        : fine(what)
    },
  },
  {
    path: 'security/*/*',
    judge: (change, name) =>
      breaking(
        `scheme ${name} ${wordsOf(change)}`,
        'A client that authenticates as before may be turned away.',
      ),
  },
  {
    path: 'security/*/*/*',
    judge: (change, member) => {
      const what = `${member} of the scheme ${wordsOf(change)}`
      return /^(description|bearerFormat|x-.*)$/.test(member)
        ? fine(what)
        : breaking(what, 'A client that authenticates as before may be turned away.')
    },
  },
]

/** The rule for a place, and the name that it is about. */
export function ruleFor(path: readonly string[]): { rule: Rule; name: string } | undefined {
  const rule = rules.find((each) => {
    const parts = each.path === '' ? [] : each.path.split('/')
    return (
      parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at])
    )
  })
  if (!rule) return undefined
  // What it is about is the last name that is free to choose.
  const free = rule.path.split('/').lastIndexOf('*')
  return { rule, name: path[free] ?? '' }
}
