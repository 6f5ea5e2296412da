/** Two clients of one API, and what of the one works for the other. */
import type { Exchange, Json, SecretFacts, Violation } from '../model.ts'
import { isObject, jsonObject, mediaType, statusIn } from '../http.ts'
import {
  isGrant,
  serverTime,
  showsToken,
  tokenOf,
  whereProven,
  type Check,
  type Sight,
} from './lib/check.ts'

const KEPT_APART = 'clients-kept-apart'

const keptApart: Check = whereProven({
  verifies: KEPT_APART,
  when: ({ exchange }) => exchange.response !== undefined,
  *violations(sight): Generator<Violation> {
    const { step, exchange } = sight
    const { response } = exchange
    if (!response || !isGrant(response, sight) || !showsToken(response.body)) return
    if (!statusIn(200, step.expect.status))
      yield {
        where: `status of ${step.name}`,
        expected: '401',
        actual: `${response.status}, with a token`,
      }
    else yield* mistaken(sight)
  },
  open: (sight) => refusedLogin(sight),
  remark: sameSize,
})

/** A client was granted what belongs to the other. */
function* mistaken(sight: Sight): Generator<Violation> {
  const token = tokenOf(sight)
  const first = sight.before
    .filter(({ step }) => step.present === 'fresh')
    .flatMap(({ exchange }) => exchange.secrets)
    .find(({ kind }) => kind === 'token')
  const isSecond = sight.step.client === 'second'
  if (isSecond && token && token.mark === first?.mark && isOlder(token, sight))
    yield {
      where: 'body /token',
      expected: 'a token of the second client',
      actual: 'that of the first client',
    }
  const foreign = organizationsOfOthers(sight)
  for (const [name, value] of Object.entries(token?.jwt?.claims ?? {}))
    if (valuesIn(value).some((part) => foreign.includes(part)))
      yield {
        where: `token claim ${name}`,
        expected: 'nothing of the other client',
        actual: 'the organization of the other client',
      }
}

/** Two clients of whom the token says nothing may be granted the same one, but only within the same second. */
function isOlder({ jwt }: SecretFacts, sight: Sight): boolean {
  const issued = jwt?.claims?.['iat']
  const now = serverTime(sight)
  return typeof issued === 'number' && now !== undefined && now - issued > 1
}

/** Organizations in the earlier requests of the case that are not in this one. */
function organizationsOfOthers({ exchange, before }: Sight): Json[] {
  const expected = organizationIn(exchange)
  return before
    .map((sight) => organizationIn(sight.exchange))
    .filter((id): id is Json => id !== undefined && id !== expected)
}

const organizationIn = ({ request: { body } }: Exchange): Json | undefined =>
  body && jsonObject(body)?.['organizationId']

/** Every value in a claim, however deep. */
const valuesIn = (value: Json): Json[] =>
  Array.isArray(value) || isObject(value) ? Object.values(value).flatMap(valuesIn) : [value]

function refusedLogin(sight: Sight): string | undefined {
  const login = [...sight.before, sight].find(
    ({ step }) => step.client === 'second' && statusIn(200, step.expect.status),
  )
  if (!login || isSuccess(login)) return undefined
  const { response, failure } = login.exchange
  const because = login.step.expect.open?.because
  return `${login.step.name} was answered ${response?.status ?? failure?.kind}${because ? `: ${because}` : ''}`
}

const isSuccess = ({ exchange: { response } }: Sight): boolean =>
  response !== undefined && statusIn(response.status, ['2xx'])

/** The data is not recorded, so whether it is the same data nobody can see here. */
function sameSize({ step, exchange: { response }, before }: Sight): string | undefined {
  const first = before.findLast(({ step: { present } }) => present === 'fresh')?.exchange.response
  if (step.present !== 'of-second-client' || !response || !first) return undefined
  const alike =
    statusIn(response.status, ['2xx']) &&
    response.status === first.status &&
    mediaType(response.headers) === mediaType(first.headers) &&
    response.body.bytes === first.body.bytes &&
    first.body.bytes > 0
  return alike
    ? `both clients get ${first.body.bytes} bytes from the protected operation; if they do not share their data, compare the two responses`
    : undefined
}

export const secondClient: readonly Check[] = [keptApart]
