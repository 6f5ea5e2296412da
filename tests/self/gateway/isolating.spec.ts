/** Steps that are sent only to some targets: they isolate what was open, or need what a target may lack. */
import { expect, test } from '@playwright/test'
import { casesIn } from '../../../fixtures/cases/index.ts'
import type { Performance } from '../../../spec/model.ts'
import { gatewayWith, type Instead } from '../../support/gateway.ts'
import { answered } from '../../support/scripted-target.ts'

const HEADERS = 'authorization-bypass/request-headers'
const KEYS = 'forged-tokens/public-key-as-key'
const METHODS = 'methods/get'

const stepsOf = ({ exchanges }: Performance): string[] => exchanges.map(({ step }) => step)

const whole = 'no token, but what else may open it'

const data = { data: [], page: 1, pageCount: 0, dataCount: 0 }

/** The guard lets requests with this header pass. */
const openBy =
  (name: string): Instead =>
  (_, { headers }) =>
    headers.some(([each]) => each === name) ? answered(200, { json: data }, json) : undefined

const json = { 'content-type': 'application/json' }

test('a target that refuses everything at once is sent nothing else', async () => {
  const { gateway } = await gatewayWith()
  expect(stepsOf(await gateway.perform(HEADERS))).toEqual(['fresh token', whole])
})

test('what was opened is isolated, one thing after another', async () => {
  const { gateway } = await gatewayWith({ instead: openBy('x-real-ip') })
  const steps = stepsOf(await gateway.perform(HEADERS))
  expect(steps.slice(2, 6)).toEqual([
    'no token',
    'token in the query',
    'the same without a token in the query',
    'address in headers',
  ])
  expect(steps).toHaveLength(13)
})

test('what was opened is isolated although the rest of the plan goes without', async () => {
  const planned = casesIn('certify')
  const { gateway } = await gatewayWith({
    instead: openBy('x-real-ip'),
    planned: () => planned,
    maxRequests: 20,
  })
  expect(stepsOf(await gateway.perform(HEADERS))).toHaveLength(13)
})

test('another refusal than the expected one is isolated only if the plan leaves requests', async () => {
  const planned = casesIn('certify')
  const forbidden: Instead = (_, { method }) => (method === 'GET' ? answered(403) : undefined)
  const isolated = async (maxRequests: number): Promise<number> => {
    const { gateway } = await gatewayWith({
      instead: forbidden,
      planned: () => planned,
      maxRequests,
    })
    return stepsOf(await gateway.perform(METHODS)).length
  }
  expect([await isolated(20), await isolated(999)]).toEqual([1, 3])
})

test('the key set is requested for tokens with a public key, and used where there is one', async () => {
  const { gateway } = await gatewayWith()
  expect(stepsOf(await gateway.perform(KEYS))).toEqual([
    'fresh token',
    'key set',
    'public key as secret',
  ])
})

test('without a key set no token is forged with it', async () => {
  const { gateway } = await gatewayWith({
    instead: (_, { target }) => (target.endsWith('jwks.json') ? answered(404) : undefined),
  })
  expect(stepsOf(await gateway.perform(KEYS))).toEqual(['fresh token', 'key set'])
})

test('a key set that is configured is not requested', async () => {
  const { gateway, world } = await gatewayWith()
  const jwks = JSON.stringify(world.keys.jwks)
  const configured = await gatewayWith({ target: { jwks } })
  expect(stepsOf(await configured.gateway.perform(KEYS))).toEqual([
    'fresh token',
    'public key as secret',
  ])
  expect(gateway.stopped()).toBeUndefined()
})

test('another token of the login is presented, and a login without one is no failure', async () => {
  const NOT_ISSUED = 'protected-operation/not-issued'
  const plain = await gatewayWith()
  expect(stepsOf(await plain.gateway.perform(NOT_ISSUED))).not.toContain(
    'another token of the login',
  )
  const { gateway, sent } = await gatewayWith({
    instead: (at) =>
      at === 0
        ? answered(200, { json: { token: 'a'.repeat(40), refresh_token: 'r'.repeat(40) } }, json)
        : undefined,
  })
  await gateway.perform(NOT_ISSUED)
  const presented = sent.flatMap(({ headers }) => headers.map(([, value]) => value))
  expect(presented).toContain(`Bearer ${'r'.repeat(40)}`)
})

test('the cookies of a login are sent back, and those of the second client are not', async () => {
  const { gateway, sent, world } = await gatewayWith({
    instead: (_, { body }) =>
      body?.includes(world.second.clientId)
        ? answered(200, { json: { token: 'b'.repeat(40) } }, { 'set-cookie': 'of=second' })
        : undefined,
  })
  await gateway.perform('second-client/kept-apart')
  await gateway.perform(HEADERS)
  const cookies = sent.flatMap(({ headers }) => headers.filter(([name]) => name === 'cookie'))
  expect(cookies).toEqual([])
})

test('without a second client its case is not performed, and the reason names the variables', async () => {
  const { gateway, sent } = await gatewayWith()
  expect(await gateway.perform('second-client/kept-apart')).not.toHaveProperty('notPerformed')
  expect(sent.length).toBeGreaterThan(4)
  const lonely = await gatewayWith({ withoutSecondClient: true })
  expect(await lonely.gateway.perform('second-client/kept-apart')).toMatchObject({
    exchanges: [],
    notPerformed: {
      owner: 'configuration',
      reason: expect.stringContaining(
        'set FORMFLOW_SECOND_CLIENT_ID, FORMFLOW_SECOND_CLIENT_SECRET',
      ),
    },
  })
  expect(lonely.sent).toEqual([])
})
