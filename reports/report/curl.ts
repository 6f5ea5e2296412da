/** A case -> a shell line that repeats its request. The line has variables in the place of secrets. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Case, Performance, Step, Violation } from '../../spec/model.ts'
import { operationOf } from '../../spec/operations/index.ts'
import { shells, type Shell, type ShellName } from './shells.ts'

const VARIABLES: Readonly<Record<string, string>> = {
  clientId: 'FORMFLOW_CLIENT_ID',
  clientSecret: 'FORMFLOW_CLIENT_SECRET',
  organizationId: 'FORMFLOW_ORGANIZATION_ID',
}

/** With these, fuzzing generates the same bodies again. */
type FuzzSeed = Pick<FuzzReport, 'runs' | 'seed'>

/**
 * @param violation which steps it is about; without a step the first one is repeated
 * @param prefix path of the base URL, which the line has in a variable
 * @param fuzz of a run that generated bodies
 * @returns a curl line for each of the steps, or one command of the suite where curl cannot send one of them
 */
export function reproduction(
  testCase: Case,
  performance: Performance,
  { step, against }: Pick<Violation, 'step' | 'against'>,
  prefix: string,
  fuzz?: FuzzSeed,
): string {
  const { steps } = testCase
  const wanted = steps.filter(({ name }) => name === step || name === against)
  const lines = (wanted.length > 0 ? wanted : steps.slice(0, 1)).map((repeated) => {
    const sent = performance.exchanges.find((exchange) => exchange.step === repeated.name)
    return sent && curlLine(repeated, sent.request.target.slice(prefix.length))
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
): string | undefined {
  const shell = shells[shellName]
  const words =
    operationOf(step).auth === 'none'
      ? tokenArguments(step, shell)
      : protectedArguments(step, shell)
  // One line cannot send several requests at the same time.
  return step.together || !words ? undefined : ['curl -isS', ...words, shell.url(path)].join(' ')
}

/** The suite can send what curl cannot. */
const suiteLine = ({ id }: Case, fuzz: FuzzSeed | undefined): string =>
  fuzz && id.startsWith('fuzzing/')
    ? `npm run conformance -- --fuzz ${fuzz.runs} --seed=${fuzz.seed} --grep @fuzzing/bodies`
    : `npm run conformance -- ask ${id}`

function tokenArguments(
  { method, headers, body, encoding }: Step,
  shell: Shell,
): string[] | undefined {
  const data = body === undefined ? [] : quotedBody(body, shell)
  if (encoding !== undefined || !data) return undefined
  const typed = headers.some(([name]) => name === 'content-type')
  return [
    // With `-X HEAD` curl would wait for a body that never comes.
    method === 'HEAD' ? '-I' : `-X ${method}`,
    ...headers.map(([name, value]) => `-H ${shell.quoted(`${name}: ${value}`)}`),
    ...(body === undefined || typed ? [] : ["-H 'content-type:'"]),
    ...(data.length > 0 ? [`--data-binary ${shell.joined(data)}`] : []),
  ]
}

/** How a step presents a token -> the Authorization header, as a text and the variable after it. */
const PRESENTED: Readonly<Record<string, readonly [text: string, variable: string]>> = {
  fresh: ['Bearer ', 'TOKEN'],
  expired: ['Bearer ', 'FORMFLOW_EXPIRED_TOKEN'],
  'wrong-scheme': ['Basic ', 'TOKEN'],
}

function protectedArguments(
  { present = 'none', headers }: Step,
  shell: Shell,
): string[] | undefined {
  const presented = PRESENTED[present]
  if (!presented && present !== 'none' && present !== 'garbage') return undefined
  return [
    ...headers.map(([name, value]) => `-H ${shell.quoted(`${name}: ${value}`)}`),
    ...(present === 'garbage' ? ['-H "authorization: Bearer conformance-garbage"'] : []),
    ...(presented ? [`-H ${shell.prefixed(`authorization: ${presented[0]}`, presented[1])}`] : []),
  ]
}

/** The template as parts of one word; `undefined` when it has a placeholder that a shell cannot express. */
function quotedBody(template: string, shell: Shell): string[] | undefined {
  const words: string[] = []
  for (const part of template.split(/(\{\{[^}]+\}\})/).filter((text) => text !== '')) {
    const placeholder = /^\{\{(.+)\}\}$/.exec(part)?.[1]
    const word = placeholder === undefined ? shell.quoted(part) : shellWord(placeholder, shell)
    if (word === undefined) return undefined
    words.push(word)
  }
  return words.length > 0 ? words : ["''"]
}

function shellWord(placeholder: string, shell: Shell): string | undefined {
  const [verb = '', name = ''] = placeholder.split(' ')
  if (verb === 'bytes' && name === '7b') return "'{'"
  const variable = VARIABLES[verb]
  if (variable) return shell.variable(variable)
  const changed = VARIABLES[name]
  if (!changed) return undefined
  // The suite changes a letter or digit within its kind; here any other character is enough.
  if (verb === 'lookalike') return shell.otherEnd(changed)
  if (verb === 'otherinside') return shell.otherInside(changed)
  return verb === 'butlast' ? shell.butLast(changed) : undefined
}
