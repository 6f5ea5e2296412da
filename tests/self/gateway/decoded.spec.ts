/** Right credentials that a server decodes, and wrong ones with the same characters in them. */
import { expect, test } from '@playwright/test'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'
import { compareWith } from '../../../fixtures/server/vary-requests.ts'
import { present } from '../../support/exchange.ts'

const plain = { clientId: 'client-a', clientSecret: 'c2VjcmV0', organizationId: 'organization-a' }
const withPlus = { ...plain, clientSecret: 'c2Vj+cmV0' }

const refusing = (credentials: typeof plain): Variation => ({
  ...faultless,
  alter: compareWith({ clientSecret: () => false }),
  world: { credentials },
})

test('a secret with a plus that is accepted percent-encoded alone is the fault of the server', async () => {
  const decoding = present(faults.find(({ id }) => id === 'right-secret-form-decoded'))
  const { verdict, notPerformed, requests, failedLogins } = await certifyInMemory(decoding)
  expect(verdict.exit).toMatchObject({ code: 1, owner: 'target' })
  expect(notPerformed[0]?.reason).toMatch(/accepted percent-encoded: the server decodes values/)
  expect({ requests, failedLogins }).toEqual({ requests: 2, failedLogins: 1 })
})

for (const [what, credentials, times] of [
  ['with a plus', withPlus, 2],
  ['without', plain, 1],
] as const)
  test(`a secret ${what} that is wrong is asked ${times === 1 ? 'once' : 'twice'}`, async () => {
    const { verdict, requests, failedLogins } = await certifyInMemory(refusing(credentials))
    expect(verdict.exit).toMatchObject({ code: 2, owner: 'configuration' })
    expect({ requests, failedLogins }).toEqual({ requests: times, failedLogins: times })
  })

test('nothing is tried on what looks like production', async () => {
  const { requests } = await certifyInMemory(refusing({ ...withPlus, clientSecret: "a'b+cdef" }), {
    target: (target) => ({
      ...target,
      baseUrl: new URL('https://api.formflow.example'),
      embedded: false,
    }),
    allowIntrusive: false,
  })
  expect(requests).toBe(1)
})

test('a secret with a quote and a plus is asked twice: three times in a row might lock it', async () => {
  const { failedLogins } = await certifyInMemory(
    refusing({ ...withPlus, clientSecret: "c2Vj'+cmV0" }),
  )
  expect(failedLogins).toBe(2)
})

test('nothing is tried where no failed login is left', async () => {
  const { requests } = await certifyInMemory(refusing(withPlus), { maxFailedLogins: 1 })
  expect(requests).toBe(1)
})
