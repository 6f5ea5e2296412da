/** A case -> a shell line that repeats its request. The line has variables in the place of secrets. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Case, Performance, Step } from '../../spec/model.ts'
import { statusIn } from '../../spec/http.ts'
import { operationOf } from '../../spec/operations/index.ts'

const VARIABLES: Readonly<Record<string, string>> = {
  clientId: 'FORMFLOW_CLIENT_ID',
  clientSecret: 'FORMFLOW_CLIENT_SECRET',
  organizationId: 'FORMFLOW_ORGANIZATION_ID',
}

/** With these, fuzzing generates the same bodies again. */
type FuzzSeed = Pick<FuzzReport, 'runs' | 'seed'>

/**
 * @param violated ids of the requirements that the case violates
 * @param prefix path of the base URL, which the line has in a variable
 * @param fuzz of a run that generated bodies
 * @returns a curl line for the step that violated one of them
 */
export function reproduction(
  testCase: Case,
  performance: Performance,
  violated: readonly string[],
  prefix: string,
  fuzz?: FuzzSeed,
): string {
  const steps = testCase.steps.filter(({ proves }) => proves.some((id) => violated.includes(id)))
  const step =
    steps.find((candidate) => isUnexpected(candidate, performance)) ?? steps[0] ?? testCase.steps[0]
  const target = performance.exchanges.find((exchange) => exchange.step === step?.name)?.request
    .target
  const curl =
    step && target !== undefined ? curlLine(step, target.slice(prefix.length)) : undefined
  return curl ?? suiteLine(testCase, fuzz)
}

/**
 * @param path path and query below the base URL
 * @returns a shell line that sends the step; `undefined` for what curl or a shell cannot express
 */
export function curlLine(step: Step, path: string): string | undefined {
  const words = operationOf(step).auth === 'none' ? tokenArguments(step) : protectedArguments(step)
  return words && ['curl -isS', ...words, `"\${FORMFLOW_BASE_URL%/}${inQuotes(path)}"`].join(' ')
}

function isUnexpected({ name, expect }: Step, { exchanges }: Performance): boolean {
  const response = exchanges.find(({ step }) => step === name)?.response
  return !response || !statusIn(response.status, expect.status)
}

/** The suite can send what curl cannot. */
const suiteLine = ({ id }: Case, fuzz: FuzzSeed | undefined): string =>
  fuzz && id.startsWith('fuzzing/')
    ? `npm run conformance -- --fuzz ${fuzz.runs} --seed=${fuzz.seed} --grep @fuzzing/bodies`
    : `npm run conformance -- --grep @${id}`

function tokenArguments({ method, headers, body, encoding }: Step): string[] | undefined {
  const data = body === undefined ? [] : quotedBody(body)
  if (encoding !== undefined || !data) return undefined
  const typed = headers.some(([name]) => name === 'content-type')
  return [
    // With `-X HEAD` curl would wait for a body that never comes.
    method === 'HEAD' ? '-I' : `-X ${method}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined || typed ? [] : ["-H 'content-type:'"]),
    ...(data.length > 0 ? [`--data-binary ${data.join('')}`] : []),
  ]
}

function protectedArguments({ present, headers }: Step): string[] | undefined {
  const presented: Readonly<Record<string, string>> = {
    fresh: 'Bearer $TOKEN',
    expired: 'Bearer $FORMFLOW_EXPIRED_TOKEN',
    garbage: 'Bearer conformance-garbage',
    'wrong-scheme': 'Basic $TOKEN',
  }
  const authorization = presented[present ?? '']
  if (authorization === undefined && present !== 'none') return undefined
  return [
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(authorization === undefined ? [] : [`-H "authorization: ${authorization}"`]),
  ]
}

/** The template as adjacent shell words; `undefined` when it has a placeholder that a shell cannot express. */
function quotedBody(template: string): string[] | undefined {
  const words: string[] = []
  for (const part of template.split(/(\{\{[^}]+\}\})/).filter((text) => text !== '')) {
    const placeholder = /^\{\{(.+)\}\}$/.exec(part)?.[1]
    const word = placeholder === undefined ? quoted(part) : shellWord(placeholder)
    if (word === undefined) return undefined
    words.push(word)
  }
  return words.length > 0 ? words : ["''"]
}

function shellWord(placeholder: string): string | undefined {
  const [verb = '', name = ''] = placeholder.split(' ')
  if (verb === 'bytes' && name === '7b') return "'{'"
  const variable = VARIABLES[verb]
  if (variable) return `"$${variable}"`
  const imitated = VARIABLES[name]
  // The suite changes the last letter or digit within its kind; here any other ending is enough.
  return verb === 'lookalike' && imitated ? `"\${${imitated}%?}~"` : undefined
}

/** Text between double quotes. */
const inQuotes = (text: string): string => text.replaceAll(/["$`\\]/g, '\\$&')

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
