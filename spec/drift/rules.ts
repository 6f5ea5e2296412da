/** What a change of an operation outside of its schemas does to a client. */
import { describeChange, type Change, type Judgement } from './change.ts'
import { NO_CREDENTIALS } from './security-tree.ts'

interface Rule {
  /** Path within an operation; `*` is any name. */
  readonly path: string
  readonly judge: (change: Change, name: string) => Judgement
}

const harmless = (what: string): Judgement => ({ breaks: false, what })
const breaking = (what: string, why: string): Judgement => ({ breaks: true, what, why })

/** The `required` flag of what was added. */
const isRequired = ({ path, newAt }: Change): boolean => newAt([...path, 'required']) === 'true'

const GONE = 'Nothing is left to call.'
const LACKS = 'A request that was correct lacks it now.'

export const rules: readonly Rule[] = [
  {
    path: '',
    judge: ({ kind }) =>
      kind === 'removed' ? breaking('operation removed', GONE) : harmless('operation added'),
  },
  {
    path: 'parameters/*',
    judge: (change, name) => {
      const what = `parameter ${name} ${change.kind}`
      return change.kind === 'added' && isRequired(change)
        ? breaking(`${what}, required`, LACKS)
        : harmless(what)
    },
  },
  {
    path: 'parameters/*/required',
    judge: ({ new: now }, name) =>
      now === 'true'
        ? breaking(`parameter ${name} required now`, LACKS)
        : harmless(`parameter ${name} no longer required`),
  },
  {
    path: 'body',
    judge: (change) => {
      const what = `request body ${change.kind}`
      return change.kind === 'added' && isRequired(change)
        ? breaking(`${what}, required`, LACKS)
        : harmless(what)
    },
  },
  {
    path: 'body/required',
    judge: ({ new: now }) =>
      now === 'true'
        ? breaking('request body required now', LACKS)
        : harmless('request body no longer required'),
  },
  {
    path: 'body/content/*',
    judge: ({ kind }, type) =>
      kind === 'removed'
        ? breaking(`media type ${type} removed`, 'A request in it may be refused.')
        : harmless(`media type ${type} added`),
  },
  {
    path: 'responses/*',
    judge: ({ kind }, status) => {
      const what = `status ${status} ${kind}`
      const success = /^(2..|default)$/i.test(status)
      return kind === 'removed' && success
        ? breaking(what, 'A client that expects it takes any other response for a failure.')
        : harmless(what)
    },
  },
  {
    path: 'responses/*/content/*',
    judge: ({ kind }, type) =>
      kind === 'removed'
        ? breaking(`media type ${type} removed`, 'A client that reads it cannot read the response.')
        : harmless(`media type ${type} added`),
  },
  {
    path: 'responses/*/headers/*',
    judge: ({ kind }, name) =>
      kind === 'removed'
        ? breaking(`header ${name} removed`, 'A client that reads it finds nothing.')
        : harmless(`header ${name} added`),
  },
  {
    path: 'responses/*/headers/*/required',
    judge: ({ new: now }, name) =>
      now === 'true'
        ? harmless(`header ${name} always present now`)
        : breaking(
            `header ${name} no longer always present`,
            'A client that reads it may find nothing.',
          ),
  },
  {
    path: 'security/*',
    judge: ({ kind }, way) => {
      const what =
        way === NO_CREDENTIALS ? `call without credentials ${kind}` : `credentials ${way} ${kind}`
      return kind === 'removed'
        ? breaking(what, 'A client that authenticates this way is refused.')
        : harmless(what)
    },
  },
  {
    path: 'security/*/*',
    judge: (change, name) =>
      breaking(
        `scheme ${name} ${describeChange(change)}`,
        'A client that authenticates as before may be refused.',
      ),
  },
  {
    path: 'security/*/*/*',
    judge: (change, member) => {
      const what = `${member} of the scheme ${describeChange(change)}`
      return /^(description|bearerFormat|x-.*)$/.test(member)
        ? harmless(what)
        : breaking(what, 'A client that authenticates as before may be refused.')
    },
  },
]

/** The rule for a path, and the name that it is about. */
export function ruleFor(path: readonly string[]): { rule: Rule; name: string } | undefined {
  const rule = rules.find((candidate) => {
    const parts = candidate.path === '' ? [] : candidate.path.split('/')
    return (
      parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at])
    )
  })
  if (!rule) return undefined
  // The name that the last `*` stands for.
  const position = rule.path.split('/').lastIndexOf('*')
  return { rule, name: path[position] ?? '' }
}
