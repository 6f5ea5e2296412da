/** A case -> a shell line that repeats its request. The line has variables in the place of secrets. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Case, Performance, Step } from '../../spec/model.ts'
import { statusIn } from '../../spec/http.ts'
import { isIsolated } from '../../spec/lib/isolation.ts'
import { operationOf } from '../../spec/operations/index.ts'

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
    steps.find((candidate) => isSuspect(testCase, candidate, performance)) ??
    steps[0] ??
    testCase.steps[0]
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
  // The cookies are those of an earlier response, and curl would send the same bytes in another way.
  if (step.cookies || step.transfer || step.http) return undefined
  const words = operationOf(step).auth === 'none' ? tokenArguments(step) : protectedArguments(step)
  const url = `"\${FORMFLOW_BASE_URL%/}${inQuotes(path).replaceAll(/‹token \d+›/g, '$TOKEN')}"`
  return words && !url.includes('‹') ? ['curl -isS', ...words, url].join(' ') : undefined
}

/** The response is not as expected, or it opens the protected operation without a token. */
function isSuspect(testCase: Case, step: Step, { exchanges }: Performance): boolean {
  const exchange = exchanges.find((sent) => sent.step === step.name)
  if (!exchange) return step.isolates === undefined
  const { response } = exchange
  if (isIsolated(testCase, step, response)) return false
  const isOpen = step.present === 'none' && statusIn(response?.status ?? 0, ['2xx', 304])
  return isOpen || !response || !statusIn(response.status, step.expect.status)
}

/** The suite can send what curl cannot. */
const suiteLine = ({ id }: Case, fuzz: FuzzSeed | undefined): string =>
  fuzz && id.startsWith('fuzzing/')
    ? `npm run conformance -- --fuzz ${fuzz.runs} --seed=${fuzz.seed} --grep @fuzzing/bodies`
    : `npm run conformance -- --grep @${id}`

function tokenArguments(step: Step): string[] | undefined {
  const { method, headers, body, encoding } = step
  const data = body === undefined ? [] : shellWords(body, step)
  const headerWords = headerArguments(step)
  if (encoding !== undefined || !data || !headerWords) return undefined
  const typed = headers.some(([name]) => name === 'content-type')
  return [
    methodArgument(method),
    ...headerWords,
    ...(body === undefined || typed ? [] : ["-H 'content-type:'"]),
    ...(data.length > 0 ? [`--data-binary ${data.join('')}`] : []),
  ]
}

/** With `-X HEAD` curl would wait for a body that never comes. */
const methodArgument = (method: string): string => (method === 'HEAD' ? '-I' : `-X ${method}`)

function protectedArguments(step: Step): string[] | undefined {
  const presented: Readonly<Record<string, string>> = {
    fresh: 'Bearer $TOKEN',
    same: 'Bearer $TOKEN',
    'lower-case-scheme': 'bearer $TOKEN',
    'without-scheme': '$TOKEN',
    'two-credentials': 'Bearer conformance-garbage, Bearer $TOKEN',
    expired: 'Bearer $FORMFLOW_EXPIRED_TOKEN',
    garbage: 'Bearer conformance-garbage',
    'wrong-scheme': 'Basic $TOKEN',
  }
  const { present, method } = step
  const authorization = presented[present ?? '']
  const headers = headerArguments(step)
  if (!headers || (authorization === undefined && present !== 'none')) return undefined
  return [
    ...(method === 'GET' ? [] : [methodArgument(method)]),
    ...headers,
    ...(authorization === undefined ? [] : [`-H "authorization: ${authorization}"`]),
  ]
}

/** `undefined` when a header has a value that a shell cannot express. */
function headerArguments(step: Step): string[] | undefined {
  const words = step.headers.map(([name, value]) => shellWords(`${name}: ${value}`, step))
  return words.includes(undefined) ? undefined : words.map((parts) => `-H ${parts?.join('')}`)
}

/** The template as adjacent shell words; `undefined` when it has a placeholder that a shell cannot express. */
function shellWords(template: string, step: Step): string[] | undefined {
  const words: string[] = []
  for (const part of template.split(/(\{\{[^}]+\}\})/).filter((text) => text !== '')) {
    const placeholder = /^\{\{([^]+)\}\}$/.exec(part)?.[1]
    const word = placeholder === undefined ? quoted(part) : shellWord(placeholder, step)
    if (word === undefined) return undefined
    words.push(word)
  }
  return words.length > 0 ? words : ["''"]
}

function shellWord(placeholder: string, { client }: Step): string | undefined {
  const [verb = '', name = ''] = placeholder.split(' ')
  if (verb === 'bytes' && name === '7b') return "'{'"
  const [sender, other] = client === 'second' ? [SECOND, FIRST] : [FIRST, SECOND]
  const variable = verb === 'other' ? other[name] : sender[verb]
  if (variable) return `"$${variable}"`
  const imitated = sender[name]
  // The suite changes the last letter or digit within its kind; here any other ending is enough.
  return verb === 'lookalike' && imitated ? `"\${${imitated}%?}~"` : undefined
}

/** Text between double quotes. */
const inQuotes = (text: string): string => text.replaceAll(/["$`\\]/g, '\\$&')

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
