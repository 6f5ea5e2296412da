/** Requests in the name of a common client: drawn, the same in every run, and what they show. */
import { expect, test } from '@playwright/test'
import { caseById, casesIn } from '../../../fixtures/cases/index.ts'
import { asCommonClient, COMMON_CLIENT } from '../../../fixtures/cases/user-agents.ts'
import { rawRequest } from '../../../fixtures/gateway/request/request.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { compareWith } from '../../../fixtures/server/vary-requests.ts'
import { refuseWith } from '../../../fixtures/server/variation.ts'
import { curlLine } from '../../../reports/report/curl.ts'
import type { Case } from '../../../spec/model.ts'
import { present } from '../../support/exchange.ts'
import { targetWith } from '../../support/scripted-target.ts'

const isDrawn = ({ steps }: Case): boolean => steps.some(({ userAgent }) => userAgent !== undefined)

test('a part of what must be refused is sent in the name of a client whose login is a case', () => {
  const { steps } = caseById('valid-credentials/as-axios')
  expect(new Map(present(steps[0]).headers).get('user-agent')).toBe(COMMON_CLIENT)
  const refused = casesIn('certify').filter(({ id }) =>
    /^(missing|wrong-types|malformed|invalid)/.test(id),
  )
  const share = refused.filter(isDrawn).length / refused.length
  expect(share).toBeGreaterThan(0.25)
  expect(share).toBeLessThan(0.75)
})

test('every requirement about what must be refused is among them', () => {
  const proven = new Set(
    casesIn('certify')
      .filter(isDrawn)
      .flatMap(({ steps: all }) => all.flatMap(({ proves }) => proves)),
  )
  for (const id of [
    ...['client-id', 'client-secret', 'organization-id'].flatMap((field) => [
      `${field}-required`,
      `${field}-is-a-string`,
    ]),
    'body-required',
    'body-is-an-object',
    'json-extensions-refused',
    'utf8-only',
    'unknown-client-refused',
    'wrong-organization-refused',
    'wrong-secret-refused',
  ])
    expect.soft([...proven]).toContain(id)
})

const drawn = present(casesIn('certify').find(isDrawn))
const [step] = drawn.steps

test('responses that are compared with each other are to requests of one client', () => {
  const several = casesIn('exhaustive').filter(
    ({ steps, cost }) => steps.length - cost.failedLogins > 1,
  )
  expect(several.length).toBeGreaterThan(10)
  expect(several.filter(isDrawn).map(({ id }) => id)).toEqual([])
})

test('a case is drawn by its id, and a part of the others is not', () => {
  const { userAgent: _, ...plain } = present(step)
  const ids = Array.from({ length: 100 }, (_unused, at) => `a/case-${at}`)
  const drawnIds = (): string[] =>
    ids.filter((id) => isDrawn(asCommonClient({ ...drawn, id, steps: [plain] })))
  expect(drawnIds()).toEqual(drawnIds())
  expect(drawnIds().length).toBeGreaterThan(25)
  expect(drawnIds().length).toBeLessThan(75)
})

test('whoever sets a User-Agent sends every refused request with it, and so does curl', () => {
  const nameIn = (changes: Parameters<typeof targetWith>[0]): string[] =>
    rawRequest(targetWith(changes), present(step))
      .headers.filter(([name]) => name === 'user-agent')
      .map(([, value]) => value)
  expect(nameIn({})).toEqual([COMMON_CLIENT])
  expect(nameIn({ hasUserAgent: true })).toEqual([])
  const line = curlLine(present(step), '/api/token')
  expect(line).toContain(`-A '${COMMON_CLIENT}'`)
  const ofRun = curlLine(present(step), '/api/token', 'posix', { userAgent: 'acme-ci/7' })
  expect(ofRun).not.toContain(COMMON_CLIENT)
  expect(ofRun?.match(/ -A /g)).toHaveLength(1)
})

test('a server that is strict only towards this suite violates what it leaves out', async () => {
  const lenient = compareWith({ clientSecret: () => true, organizationId: () => true })
  const { violated } = await certifyInMemory({
    ...faultless,
    alter: (behaviour) => {
      let isOfSuite = true
      return {
        validate: (value, request) => {
          isOfSuite = request.headers['user-agent']?.startsWith('formflow') !== false
          return behaviour.validate(value, request)
        },
        authenticate: (given, world) =>
          ((isOfSuite ? undefined : lenient(behaviour).authenticate) ?? behaviour.authenticate)(
            given,
            world,
          ),
      }
    },
  })
  expect(violated).toContain('wrong-secret-refused')
  expect(violated).toContain('wrong-organization-refused')
})

test('a rule against the name of the client is held against its login, and not against refusals', async () => {
  const { violated } = await certifyInMemory({
    ...faultless,
    alter: (behaviour) => ({
      decode: (request) =>
        request.headers['user-agent'] === COMMON_CLIENT
          ? refuseWith(403)()
          : behaviour.decode(request),
    }),
  })
  expect(violated).toEqual(['declared-status', 'success-status'])
})
