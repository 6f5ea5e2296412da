/** Every way to write a secret that the self-tests know is recognised, by the sealing and by the scan of files. */
import { expect, test } from '@playwright/test'
import { sealedExchange } from '../../../fixtures/redaction/sealed-exchange.ts'
import { createVault, type Vault } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import type { RawResponse } from '../../../fixtures/http/transport.ts'
import type { Exchange } from '../../../spec/model.ts'
import { hasSecret } from '../../../reports/reporters/leak-scan.ts'
import { echoPlaces } from '../../support/echo-places.ts'
import { tokenStep } from '../../support/scripted-target.ts'
import { writings } from '../../support/writings.ts'

const { clientSecret } = generateCredentials()
const step = tokenStep({ proves: ['uniform-refusal'] })

const exchangeOf = (response: RawResponse, vault: Vault): Exchange =>
  sealedExchange(
    {
      step,
      scheme: 'https',
      request: { method: 'POST', target: '/api/token', headers: [] },
      outcome: { response },
      sentAt: 0,
      durationMs: 1,
    },
    vault,
  )

/** The vault as it would be if the sealing found nothing. */
const withoutSealing = (vault: Vault): Vault => ({
  ...vault,
  seal: (text) => ({ text, seals: [] }),
  sealBody: (text) => ({ text, seals: [] }),
  sealHeader: (_, text) => ({ text, seals: [] }),
})

test('there are many writings and many places', () => {
  expect(Object.keys(writings).length).toBeGreaterThanOrEqual(75)
  expect(Object.keys(echoPlaces).length).toBeGreaterThanOrEqual(12)
})

for (const [name, write] of Object.entries(writings))
  test(`the secret ${name} is sealed in every place, and without the sealing found in the evidence`, () => {
    const written = write(clientSecret)
    const vault = createVault(clientSecret, [])
    const leaks = (exchange: Exchange): boolean =>
      hasSecret('evidence.ndjson', JSON.stringify(exchange), vault.containsSecret)
    for (const [place, { responseWith, isLine, isDropped }] of Object.entries(echoPlaces)) {
      if (isLine && /[\r\n\0]/.test(written)) continue
      const response = responseWith(written)
      const sealed = exchangeOf(response, vault)
      const marks = [
        ...(sealed.response?.seals ?? []).map(({ mark }) => mark),
        ...sealed.secrets.flatMap(({ jwt }) => jwt?.carries ?? []),
      ]
      expect.soft(marks, `sealed in ${place}`).toContain('‹clientSecret›')
      expect.soft(leaks(sealed), `left in ${place}`).toBe(false)
      const unsealed = exchangeOf(response, withoutSealing(vault))
      expect.soft(leaks(unsealed), `found in ${place}`).toBe(!isDropped)
    }
  })
