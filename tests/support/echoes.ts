/** What becomes of a secret that a response repeats, with the sealing and without it. */
import { sealedExchange } from '../../fixtures/redaction/sealed-exchange.ts'
import { createVault, type Vault } from '../../fixtures/redaction/vault.ts'
import type { RawOutcome } from '../../fixtures/http/transport.ts'
import { hasSecret } from '../../reports/reporters/leak-scan.ts'
import type { Exchange } from '../../spec/model.ts'
import { tokenStep } from './scripted-target.ts'

export interface Echo {
  /** The response counts as one that repeats the secret. */
  readonly reported: boolean
  /** The scan of files finds the secret in what is kept of the response. */
  readonly left: boolean
  /** It does so when nothing was sealed. */
  readonly found: boolean
}

export const step = tokenStep({ proves: ['uniform-refusal'] })

export const exchangeWith = (outcome: RawOutcome, vault: Vault): Exchange =>
  sealedExchange(
    {
      step,
      scheme: 'https',
      request: { method: 'POST', target: '/api/token', headers: [] },
      outcome,
      sentAt: 0,
      durationMs: 1,
    },
    vault,
  )

/** A response in JSON. */
export const outcomeOf = (status: number, body: string | Buffer): RawOutcome => ({
  response: {
    status,
    reason: '',
    httpVersion: '1.1',
    headers: [['content-type', 'application/json']],
    trailers: [],
    body: Buffer.from(body),
  },
})

/** The vault as it would be if the sealing found nothing. */
const withoutSealing = (vault: Vault): Vault => ({
  ...vault,
  seal: (text) => ({ text, seals: [] }),
  sealBody: (text) => ({ text, seals: [] }),
  sealHeader: (_, text) => ({ text, seals: [] }),
})

/** @returns a function of responses that repeat this secret */
export function echoesOf(secret: string): (outcome: RawOutcome) => Echo {
  const vault = createVault(secret, [])
  const inFile = (exchange: Exchange): boolean =>
    hasSecret('evidence.ndjson', JSON.stringify(exchange), vault.containsSecret)
  return (outcome) => {
    const sealed = exchangeWith(outcome, vault)
    const marks = [
      ...(sealed.response?.seals ?? []).map(({ mark }) => mark),
      ...sealed.secrets.flatMap(({ jwt }) => jwt?.carries ?? []),
    ]
    return {
      reported: marks.includes('‹clientSecret›'),
      left: inFile(sealed),
      found: inFile(exchangeWith(outcome, withoutSealing(vault))),
    }
  }
}
