/** A case -> a shell line that repeats its request. The line has variables in the place of secrets. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import { commandLine } from '../../spec/lib/suite.ts'
import type { Case, Performance, Step, Violation } from '../../spec/model.ts'
import { operationOf } from '../../spec/operations/index.ts'
import type { Report } from './report.ts'
import { shells, type Shell, type ShellName } from './shells.ts'

type Variables = Readonly<Record<string, string>>

const FIRST: Variables = {
  clientId: 'FORMFLOW_CLIENT_ID',
  clientSecret: 'FORMFLOW_CLIENT_SECRET',
  organizationId: 'FORMFLOW_ORGANIZATION_ID',
}

const SECOND: Variables = {
  clientId: 'FORMFLOW_SECOND_CLIENT_ID',
  clientSecret: 'FORMFLOW_SECOND_CLIENT_SECRET',
  organizationId: 'FORMFLOW_SECOND_ORGANIZATION_ID',
}

/** What every request of a run had, for what stands in front of the API. */
export type Front = Pick<
  NonNullable<Report['connection']>,
  'headers' | 'userAgent' | 'resolve' | 'clientCertificate'
>

/** With these, fuzzing generates the same bodies again. */
type FuzzSeed = Pick<FuzzReport, 'runs' | 'seed'>

/**
 * @param violation which steps it is about; without a step the first one is repeated
 * @param prefix path of the base URL, which the line has in a variable
 * @param fuzz of a run that generated bodies
 * @param front what every request of the run had
 * @returns a curl line for each of the steps, or one command of the suite where curl cannot send one of them
 */
export function reproduction(
  testCase: Case,
  performance: Performance,
  { step, against }: Pick<Violation, 'step' | 'against'>,
  prefix: string,
  fuzz?: FuzzSeed,
  front?: Front,
): string {
  const { steps, side } = testCase
  // The client sends its requests, and nobody else can.
  if (side === 'client') return suiteLine(testCase, fuzz)
  const wanted = steps.filter(({ name }) => name === step || name === against)
  const lines = (wanted.length > 0 ? wanted : steps.slice(0, 1)).map((repeated) => {
    const sent = performance.exchanges.find((exchange) => exchange.step === repeated.name)
    return sent && curlLine(repeated, sent.request.target.slice(prefix.length), 'posix', front)
  })
  const whole = lines.filter((line) => line !== undefined)
  return whole.length === lines.length && whole.length > 0
    ? whole.join('\n')
    : suiteLine(testCase, fuzz)
}

/**
 * @param path path and query below the base URL
 * @returns a shell line that sends the step; `undefined` for what curl or a shell cannot express
 */
export function curlLine(
  step: Step,
  path: string,
  shellName: ShellName = 'posix',
  front: Front = {},
): string | undefined {
  // Whether curl can read the files of a certificate depends on their form.
  if (front.clientCertificate !== undefined || needsSuite(step) || /‹(?!token \d+›)/.test(path))
    return undefined
  const shell = shells[shellName]
  if (operationOf(step).auth !== 'none') {
    const words = protectedArguments(step, shell)
    return words && curl(words, path, shell, front)
  }
  const data = step.body === undefined ? [] : shellWords(step.body, step, shell)
  const words = tokenArguments(step, shell, front)
  if (!words || !data) return undefined
  const text = data.length > 0 ? shell.joined(data) : undefined
  if (text === undefined) return curl(words, path, shell, front)
  const { withInput } = shell
  return withInput && text.includes('_SECRET')
    ? withInput(text, curl([...words, '--data-binary @-'], path, shell, front))
    : curl([...words, `--data-binary ${text}`], path, shell, front)
}

function curl(words: readonly string[], path: string, shell: Shell, front: Front): string {
  return ['curl -isS', ...frontArguments(front, shell), ...words, shell.url(path)].join(' ')
}

/** By the variables of the run, which curl understands as they are. */
const frontArguments = ({ headers, userAgent, resolve }: Front, shell: Shell): string[] => [
  ...(headers ? [`-H ${shell.prefixed('@', 'FORMFLOW_HEADERS_FILE')}`] : []),
  ...(userAgent === undefined ? [] : [`-A ${shell.variable('FORMFLOW_USER_AGENT')}`]),
  ...(resolve === undefined ? [] : [`--resolve ${shell.variable('FORMFLOW_RESOLVE')}`]),
]

/** A line would send the same bytes in another way, and show nothing: it knows no cookies and no other caller. */
const needsSuite = ({ together, cookies, transfer, http, head }: Step): boolean =>
  [together, cookies, transfer, http, head].some((way) => way !== undefined)

/** The suite can send what curl cannot. */
const suiteLine = ({ id, side }: Case, fuzz: FuzzSeed | undefined): string =>
  commandLine(
    side === 'client'
      ? `client --grep @${id} -- <command>`
      : fuzz && id.startsWith('fuzzing/')
        ? `--fuzz ${fuzz.runs} --seed=${fuzz.seed} --grep @fuzzing/bodies`
        : `ask ${id}`,
  )

function tokenArguments(
  step: Step,
  shell: Shell,
  { userAgent: ofRun }: Front,
): string[] | undefined {
  const { method, headers, body, encoding, userAgent } = step
  const headerWords = headerArguments(step, shell)
  if (encoding !== undefined || !headerWords) return undefined
  const typed = headers.some(([name]) => name === 'content-type')
  return [
    methodArgument(method),
    ...(userAgent === undefined || ofRun !== undefined ? [] : [`-A ${shell.quoted(userAgent)}`]),
    ...headerWords,
    ...(body === undefined || typed ? [] : ["-H 'content-type:'"]),
  ]
}

/** With `-X HEAD` curl would wait for a body that never comes. */
const methodArgument = (method: string): string => (method === 'HEAD' ? '-I' : `-X ${method}`)

/** How a step presents a token -> the Authorization header, as a text and the variable after it. */
const PRESENTED: Readonly<Record<string, readonly [text: string, variable: string]>> = {
  fresh: ['Bearer ', 'TOKEN'],
  same: ['Bearer ', 'TOKEN'],
  first: ['Bearer ', 'TOKEN'],
  'lower-case-scheme': ['bearer ', 'TOKEN'],
  'without-scheme': ['', 'TOKEN'],
  'two-credentials': ['Bearer conformance-garbage, Bearer ', 'TOKEN'],
  expired: ['Bearer ', 'FORMFLOW_EXPIRED_TOKEN'],
  'wrong-scheme': ['Digest ', 'TOKEN'],
}

function protectedArguments(step: Step, shell: Shell): string[] | undefined {
  const { present = 'none', method } = step
  const presented = PRESENTED[present]
  const headers = headerArguments(step, shell)
  if (!headers || (!presented && present !== 'none' && present !== 'garbage')) return undefined
  return [
    ...(method === 'GET' ? [] : [methodArgument(method)]),
    ...headers,
    ...(present === 'garbage' ? ['-H "authorization: Bearer undefined"'] : []),
    ...(presented ? [`-H ${shell.prefixed(`authorization: ${presented[0]}`, presented[1])}`] : []),
  ]
}

/** `undefined` when a header has a value that a shell cannot express. */
function headerArguments(step: Step, shell: Shell): string[] | undefined {
  const words = step.headers.flatMap(([name, value]) => {
    const parts = shellWords(`${name}: ${value}`, step, shell)
    return parts ? [`-H ${shell.joined(parts)}`] : []
  })
  return words.length === step.headers.length ? words : undefined
}

/** The template as parts of one word; `undefined` when it has a placeholder that a shell cannot express. */
function shellWords(template: string, step: Step, shell: Shell): string[] | undefined {
  const words: string[] = []
  for (const part of template.split(/(\{\{[^}]+\}\})/).filter((text) => text !== '')) {
    const placeholder = /^\{\{([^]+)\}\}$/.exec(part)?.[1]
    const word =
      placeholder === undefined ? shell.quoted(part) : shellWord(placeholder, step, shell)
    if (word === undefined) return undefined
    words.push(word)
  }
  return words.length > 0 ? words : ["''"]
}

function shellWord(placeholder: string, { client }: Step, shell: Shell): string | undefined {
  const [verb = '', name = ''] = placeholder.split(' ')
  if (verb === 'bytes' && name === '7b') return "'{'"
  const [sender, other] = client === 'second' ? [SECOND, FIRST] : [FIRST, SECOND]
  const variable = verb === 'other' ? other[name] : sender[verb]
  if (variable) return shell.variable(variable)
  const changed = sender[name]
  if (!changed) return undefined
  // The suite changes a letter or digit within its kind; here any other character is enough.
  if (verb === 'lookalike') return shell.otherEnd(changed)
  if (verb === 'otherinside') return shell.otherInside(changed)
  return verb === 'butlast' ? shell.butLast(changed) : undefined
}
