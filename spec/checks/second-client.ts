/** Two clients of one API, and what of the one works for the other. */
import type { Exchange, Json, SecretFacts, TokenKind, Violation } from '../model.ts'
import { isObject, jsonObject, statusIn } from '../http.ts'
import {
  isGrant,
  serverTime,
  showsToken,
  tokenOf,
  whereProven,
  type Check,
  type Sight,
} from './lib/check.ts'
import { grantedAgain } from './stability.ts'

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
  remark: sameData,
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

const isLogin = ({ step }: Sight): boolean =>
  step.client === 'second' && statusIn(200, step.expect.status)

/** No case proves `stable-answers` by it, for not every target has a second client. */
const loginAgain: Check = {
  ...grantedAgain,
  when: (sight) =>
    isLogin(sight) && sight.before.some((earlier) => isLogin(earlier) && isSuccess(earlier)),
}

function refusedLogin(sight: Sight): string | undefined {
  const login = [...sight.before, sight].find(isLogin)
  if (!login || isSuccess(login)) return undefined
  const { response, failure } = login.exchange
  const because = login.step.expect.open?.because
  return `${login.step.name} was answered ${response?.status ?? failure?.kind}${because ? `: ${because}` : ''}`
}

const isSuccess = ({ exchange: { response } }: Sight): boolean =>
  response !== undefined && statusIn(response.status, ['2xx'])

/** Both clients may share all their data. */
function sameData(sight: Sight): string | undefined {
  const { step, exchange } = sight
  const { dataNumber, bytes = 0 } = exchange.response?.body ?? {}
  if (step.present !== 'of-second-client' || dataNumber === undefined) return undefined
  return dataNumber === dataOf('fresh', sight)
    ? `both clients get the same ${bytes} bytes from the protected operation; check that they share their data`
    : undefined
}

/** Not judged where both clients get the same data: that may be what everybody may see. */
const byTokenAlone: Check = whereProven({
  verifies: 'data-by-token-alone',
  when: (sight) => {
    const [first, second] = [dataOf('fresh', sight), dataOf('of-second-client', sight)]
    return first !== undefined && second !== undefined && first !== second && isSuccess(sight)
  },
  *violations(sight): Generator<Violation> {
    const { response } = sight.exchange
    if (response && response.body.dataNumber === dataOf('fresh', sight))
      yield {
        where: `response to ${sight.step.name}`,
        expected: 'the data of the second client, or a refusal',
        actual: 'the data of the first client',
      }
  },
})

/** What the case saw the protected operation answer to this token. */
const dataOf = (kind: TokenKind, { before }: Sight): number | undefined =>
  before.find(({ step: { present } }) => present === kind)?.exchange.response?.body.dataNumber

export const secondClient: readonly Check[] = [keptApart, loginAgain, byTokenAlone]
