/** A case -> a shell line that asks the same again. It names variables where secrets stand, so it runs where they are set. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Case, Performance, Step } from '../../spec/model.ts'
import { statusIn } from '../../spec/http.ts'
import { operationOf } from '../../spec/operations/index.ts'

const variables: Readonly<Record<string, string>> = {
  clientId: 'FORMFLOW_CLIENT_ID',
  clientSecret: 'FORMFLOW_CLIENT_SECRET',
  organizationId: 'FORMFLOW_ORGANIZATION_ID',
}

/**
 * @param prefix the path that the base URL holds already
 * @param fuzz how the bodies of this run were drawn, if some were
 * @returns a curl line for the step that broke one of these requirements
 */
export function reproduction(
  testCase: Case,
  performance: Performance,
  broken: readonly string[],
  prefix: string,
  fuzz?: Draw,
): string {
  const steps = testCase.steps.filter(({ proves }) => proves.some((id) => broken.includes(id)))
  const step = steps.find((one) => unexpected(one, performance)) ?? steps[0] ?? testCase.steps[0]
  const target = performance.exchanges.find((exchange) => exchange.step === step?.name)?.request
    .target
  if (!step || target === undefined) return again(testCase, fuzz)
  return asCurl(step, target.slice(prefix.length)) ?? again(testCase, fuzz)
}

/**
 * @param path path and query below the base URL
 * @returns a shell line that sends the step; `undefined` for what curl or a shell cannot say
 */
export function asCurl(step: Step, path: string): string | undefined {
  const words = operationOf(step).auth === 'none' ? tokenWords(step) : protectedWords(step)
  return words && ['curl -isS', ...words, `"\${FORMFLOW_BASE_URL%/}${inQuotes(path)}"`].join(' ')
}

function unexpected({ name, expect }: Step, { exchanges }: Performance): boolean {
  const response = exchanges.find(({ step }) => step === name)?.response
  return !response || !statusIn(response.status, expect.status)
}

/** How the same bodies are drawn again. */
type Draw = Pick<FuzzReport, 'runs' | 'seed'>

/** What curl cannot say, the suite can. */
const again = ({ id }: Case, fuzz: Draw | undefined): string =>
  fuzz && id.startsWith('fuzzing/')
    ? `npm run conformance -- --fuzz ${fuzz.runs} --seed=${fuzz.seed} --grep @fuzzing/bodies`
    : `npm run conformance -- --grep @${id}`

function tokenWords({ method, headers, body, encoding }: Step): string[] | undefined {
  const data = body === undefined ? [] : quotedBody(body)
  if (encoding !== undefined || !data) return undefined
  const typed = headers.some(([name]) => name === 'content-type')
  return [
    // curl would wait for a body that never comes if it were only told the name of the method.
    method === 'HEAD' ? '-I' : `-X ${method}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined || typed ? [] : ["-H 'content-type:'"]),
    ...(data.length > 0 ? [`--data-binary ${data.join('')}`] : []),
  ]
}

function protectedWords({ present, headers }: Step): string[] | undefined {
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

/** The template as shell words that stand side by side; `undefined` when it holds what a shell cannot write. */
function quotedBody(template: string): string[] | undefined {
  const words: string[] = []
  for (const part of template.split(/(\{\{[^}]+\}\})/).filter((each) => each !== '')) {
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
  const own = variables[verb]
  if (own) return `"$${own}"`
  const other = variables[name]
  // The suite changes the last letter or digit within its kind; for a reader any other ending will do.
  return verb === 'lookalike' && other ? `"\${${other}%?}~"` : undefined
}

/** Text as it stands between double quotes. */
const inQuotes = (text: string): string => text.replaceAll(/["$`\\]/g, '\\$&')

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
