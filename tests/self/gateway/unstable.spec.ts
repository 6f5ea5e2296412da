/** A server that answers the right credentials now so, now so; and a run that loses its target after cases that looked well. */
import { expect, test } from '@playwright/test'
import { caseById, casesIn } from '../../../fixtures/cases/index.ts'
import { certification, type Certification } from '../../../fixtures/run/certify.ts'
import type { RawOutcome } from '../../../fixtures/http/transport.ts'
import type { Case, NotPerformed } from '../../../spec/model.ts'
import { gatewayWith, isControl, type Observed } from '../../support/gateway.ts'
import { answered } from '../../support/scripted-target.ts'

const refusal = answered(
  401,
  { json: { statusCode: 401, message: 'Unauthorized' } },
  { 'content-type': 'application/json', 'www-authenticate': 'Bearer' },
)
const crash = answered(500, '')

interface Result extends Certification {
  readonly stopped: NotPerformed | undefined
}

/** @param instead the number of the login with right credentials, from 1; `undefined` for any other request */
async function certified(
  planned: readonly Case[],
  instead: (login: number | undefined, all: number) => RawOutcome | undefined,
): Promise<Result> {
  let logins = 0
  const observed: Observed = await gatewayWith({
    planned: () => planned,
    maxRequests: 140,
    maxFailedLogins: 20,
    instead: (at, request) => {
      const isLogin = isControl(observed.world, request)
      if (isLogin) logins += 1
      return instead(isLogin ? logins : undefined, at)
    },
  })
  const result = await certification(observed.gateway, planned)
  return { ...result, stopped: observed.gateway.stopped() }
}

test('every third login refused is instability of the target, and no lockout', async () => {
  const { violated, stopped, verdict } = await certified(casesIn('certify'), (login = 1) =>
    login % 3 === 0 ? refusal : undefined,
  )
  expect(violated).toContain('stable-answers')
  expect(stopped).toBeUndefined()
  expect(verdict.exit).toMatchObject({ code: 1, owner: 'target' })
})

const plan = [
  'valid-credentials/control',
  'missing-credentials/client-id',
  'missing-credentials/client-secret',
  'valid-credentials/pretty-printed',
].map(caseById)

test('a server that fails on everything from some request on is at fault itself', async () => {
  const { stopped, verdict, violated } = await certified(plan, (_, at) =>
    at >= 2 ? crash : undefined,
  )
  expect(stopped).toMatchObject({
    owner: 'target',
    reason: expect.stringContaining('since then the server fails'),
  })
  expect(violated).toContain('no-server-error')
  expect(verdict.exit.code).toBe(1)
})

test('what a server refused since the control last worked counts for nothing once the client is locked', async () => {
  const { stopped, notPerformed, violated, performances } = await certified(plan, (_, at) =>
    at >= 3 ? refusal : undefined,
  )
  expect(stopped).toMatchObject({ owner: 'environment' })
  expect(violated).toEqual([])
  expect(
    notPerformed.map(({ caseId, reason }) => [
      caseId,
      reason.startsWith('not counted: after valid-credentials/pretty-printed'),
    ]),
  ).toContainEqual(['missing-credentials/client-id', true])
  expect(
    performances.find(({ caseId }) => caseId === 'missing-credentials/client-id')?.exchanges,
  ).toEqual([])
})

test('a login where a refusal was due counts although the client is locked afterwards', async () => {
  const open = answered(
    200,
    { json: { token: 'opaque-0123456789abcdef', token_type: 'Bearer', expires_in: 3600 } },
    { 'content-type': 'application/json', 'cache-control': 'no-store' },
  )
  const { violated, stopped } = await certified(plan, (_, at) =>
    at === 1 ? open : at > 1 ? refusal : undefined,
  )
  expect(stopped).toMatchObject({ owner: 'environment' })
  expect(violated).toContain('client-id-required')
})

test('a control that is refused once after an anomaly is instability, whatever the anomaly was', async () => {
  const { findings, stopped } = await certified(plan.slice(0, 2), (login, at) => {
    if (login === undefined) return crash
    return at === 2 ? refusal : undefined
  })
  expect(stopped).toBeUndefined()
  const unstable = findings.filter(
    ({ requirement, outcome }) => requirement === 'stable-answers' && outcome === 'violated',
  )
  expect(unstable.map((finding) => finding.case)).toEqual(['missing-credentials/client-id'])
  expect(unstable[0]?.violations).toMatchObject([
    { where: expect.stringContaining('control afterwards') },
  ])
})

test('a server that works is stopped by nothing, and nothing is taken back', async () => {
  const { violated, stopped, notPerformed } = await certified(plan, () => undefined)
  expect([violated, stopped, notPerformed]).toEqual([[], undefined, []])
})
