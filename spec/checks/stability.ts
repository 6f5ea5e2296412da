/** Whether a request gets the same response again, and beside other requests. */
import type { Exchange, Json, StatusRange } from '../model.ts'
import { jsonObject, statusIn } from '../http.ts'
import { ofResponse, tokenOf, whereProven, type Check, type Sight } from './lib/check.ts'

/** The requirement that a repeated case is about. */
export const STABLE = 'stable-answers'

/** Credentials that got a token before get one again. */
export const grantedAgain = {
  verifies: STABLE,
  *violations({ step, exchange: { response, failure } }: Sight) {
    if (response && (response.status === 429 || statusIn(response.status, ['2xx']))) return
    yield {
      where: `status of ${step.name}`,
      expected: '2xx, as before',
      actual: String(response?.status ?? `no response (${failure?.kind})`),
    }
  },
}

/** The configured credentials, sent again after other requests: any success is right. */
const controlAgain: Check = whereProven({ ...grantedAgain, when: () => true })

/** Beside others a request gets the same kind of response as alone, right or wrong; the control alone got a token. */
const likeAlone = whereProven(
  ofResponse(
    'parallel-requests-kept-apart',
    () => true,
    function* ({ status }, sight) {
      const kind = kindAlone(sight)
      if (status === 429 || kind === undefined || statusIn(status, [kind])) return
      yield {
        where: `status of ${sight.step.name}, sent beside other requests`,
        expected: `${kind}, as when it is sent alone`,
        actual: String(status),
      }
    },
  ),
)

/** @returns `undefined` when such a request alone got no response, a 429, or a token for wrong credentials */
function kindAlone({ step, before }: Sight): StatusRange | undefined {
  const isWrong = !statusIn(200, step.expect.status)
  const alone = before.find(
    ({ step: { together, body, expect } }) =>
      !together && (isWrong ? !statusIn(200, expect.status) : body === step.body),
  )
  const status = alone ? alone.exchange.response?.status : step.expect.status[0]
  const saysNothing =
    status === undefined || status === 429 || (isWrong && statusIn(Number(status), ['2xx']))
  return saysNothing ? undefined : (`${String(status)[0]}xx` as StatusRange)
}

/** Claims that name who the token is for; a claim of another name may differ from token to token. */
const IDENTITY =
  /^(sub|azp|appid|cid|tid|iss|aud|(client|org|organi[sz]ation|tenant|account|user)(_?id)?)$/i

/** Beside others a client gets the token that it requested: not one with the values of another caller. */
const ownToken = whereProven({
  verifies: 'parallel-requests-kept-apart',
  when: (sight) =>
    sight.step.together === true &&
    // Whoever gets a token for wrong credentials gets it alone too.
    statusIn(200, sight.step.expect.status) &&
    tokenOf(sight)?.jwt?.claims !== undefined,
  *violations(sight) {
    const claims = stringsIn(tokenOf(sight)?.jwt?.claims)
    const where = (name: string): string =>
      `token claim ${name} for ${sight.step.name}, sent beside other requests`
    const foreign = valuesOfOthers(sight)
    for (const [name, value] of claims)
      if (foreign.has(value))
        yield { where: where(name), expected: 'of this caller', actual: 'of another caller' }
    for (const other of sight.before.filter(({ step }) => statusIn(200, step.expect.status)))
      for (const [name, value] of stringsIn(tokenOf(other)?.jwt?.claims))
        if (IDENTITY.test(name) && claims.has(name) && claims.get(name) !== value)
          yield {
            where: where(name),
            expected: `the same as for ${other.step.name}`,
            actual: 'another value',
          }
  },
})

/** Values that steps of the case sent with other bodies, and this one did not. */
function valuesOfOthers({ case: { steps }, step, exchange, before }: Sight): ReadonlySet<string> {
  const sentHere = new Set(stringsIn(sentIn(exchange)).values())
  const bodies = new Map(steps.map(({ name, body }) => [name, body]))
  const others = before.filter((sight) => bodies.get(sight.step.name) !== step.body)
  const sent = others.flatMap((sight) => [...stringsIn(sentIn(sight.exchange)).values()])
  return new Set(sent.filter((value) => value.length > 3 && !sentHere.has(value)))
}

const sentIn = ({ request: { body } }: Exchange) => body && jsonObject(body)

const stringsIn = (members: { readonly [name: string]: Json } = {}): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(members).filter(
      (member): member is [string, string] => typeof member[1] === 'string',
    ),
  )

export const stability: readonly Check[] = [controlAgain, likeAlone, ownToken]
