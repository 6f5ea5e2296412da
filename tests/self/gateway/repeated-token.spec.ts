/** Tokens of a cache: a fast run waits until a promise of the same lifetime is wrong for certain, and no longer. */
import { expect, test } from '@playwright/test'
import { reportingPauses, stillClock } from '../../../fixtures/http/rate-limit.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import type { Behaviour } from '../../../fixtures/server/behaviour.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'

const CASE = 'expired-tokens/token-of-a-cache'

/** Milliseconds of each response. */
const RESPONSE = 20

async function run(alter: Variation['alter']) {
  const clock = stillClock()
  const pauses: string[] = []
  const { violated, performances } = await certifyInMemory(
    { ...faultless, alter },
    {
      // Fewer than the plan can use: it comes before what says less.
      maxRequests: 121,
      clock: reportingPauses(clock, ({ why }) => pauses.push(why)),
      transport: (server) => async (request) => {
        await clock.sleep(RESPONSE)
        return server(request)
      },
    },
  )
  const exchanges = performances.find(({ caseId }) => caseId === CASE)?.exchanges
  return { violated, sent: exchanges?.length, pauses }
}

const cached = (behaviour: Behaviour): Partial<Behaviour> => ({
  sign: async (claims, world) => {
    // The token of another client is another one, and so is the one that has expired.
    const hour = Math.floor(Number(claims['iat']) / 3600)
    const key = JSON.stringify([claims['sub'], hour])
    const known = world.memory.get(key)
    const token = typeof known === 'string' ? known : await behaviour.sign(claims, world)
    world.memory.set(key, token)
    return token
  },
})

test('a cached token with its whole lifetime is found', async () => {
  expect(await run(cached)).toEqual({
    violated: ['exp-agrees-with-expires-in'],
    sent: 1,
    pauses: ['a repeated token to get older'],
  })
})

test('nothing is sent and waited for where each second has a token of its own', async () => {
  expect(await run(() => ({}))).toEqual({ violated: [], sent: 0, pauses: [] })
})
