/** What the self-tests share: a healthy exchange to spoil, and words for what checks say of it. */
import { writeFileSync } from 'node:fs'
import { test } from '@playwright/test'
import type { Sight } from '../../spec/checks/lib/check.ts'
import { loadContract } from '../../spec/contract/index.ts'
import type {
  Case,
  Exchange,
  Json,
  JwtFacts,
  Seal,
  SealedBody,
  SealedResponse,
  SecretFacts,
  Step,
} from '../../spec/model.ts'
import { operationOf } from '../../spec/operations/index.ts'

export const contract = loadContract()

/** Thursday, 15 January 2026, 12:00:00 GMT, in epoch seconds. */
export const NOON_S = Date.UTC(2026, 0, 15, 12) / 1000

/** Writes a file that lives as long as the test. */
export function temporary(name: string, content: string | Buffer): string {
  const file = test.info().outputPath(name)
  // A private key that others can read would be refused.
  writeFileSync(file, content, { mode: 0o600 })
  return file
}

/** A value that the test knows to be there. */
export function present<Shape>(value: Shape | undefined): Shape {
  if (value === undefined) throw new Error('the test expected a value here')
  return value
}

export const sealedBody = (text: string): SealedBody => ({
  text,
  bytes: Buffer.byteLength(text),
  utf8: true,
})

export const goodGrant: Readonly<Record<string, Json>> = {
  token: '‹token 1›',
  token_type: 'Bearer',
  expires_in: 3600,
}

export const goodJwt: JwtFacts = {
  problems: [],
  header: { alg: 'RS256', typ: 'JWT' },
  claims: { sub: 'conformance', iat: NOON_S, exp: NOON_S + 3600 },
  signatureBytes: 256,
  carries: [],
}

export const tokenFacts = (jwt: Partial<JwtFacts> = {}): SecretFacts => ({
  mark: '‹token 1›',
  kind: 'token',
  length: 400,
  granted: true,
  jwt: { ...goodJwt, ...jwt },
})

/** The whole secret, plain, in the body. */
export const secretSeal = (changes: Partial<Seal> = {}): Seal => ({
  mark: '‹clientSecret›',
  kind: 'secret',
  where: 'body',
  length: 63,
  of: 63,
  form: 'plain',
  usable: true,
  ...changes,
})

/** The whole token, plain, in the body. */
export const tokenSeal = (changes: Partial<Seal> = {}): Seal =>
  secretSeal({ mark: '‹token 1›', kind: 'token', length: 400, of: 400, ...changes })

/** Changes of the healthy exchange; whatever is not named stays as the contract wants it. */
export interface Scene {
  readonly step?: Partial<Step>
  readonly target?: string
  readonly scheme?: Exchange['scheme']
  readonly status?: number
  /** Added to the healthy headers, or put in their place; an empty value removes one. */
  readonly headers?: Readonly<Record<string, string>>
  /** Text, or a value to be written as JSON. */
  readonly body?: string | { readonly json: Json } | SealedBody
  readonly seals?: SealedResponse['seals']
  readonly discloses?: NonNullable<SealedResponse['discloses']>
  readonly secrets?: readonly SecretFacts[]
  readonly failure?: Exchange['failure']
  readonly before?: readonly Sight[]
  /** The JSON of the request. */
  readonly sent?: Json
  /** Other steps of the case. */
  readonly otherSteps?: readonly Partial<Step>[]
  /** What came behind the response. */
  readonly extra?: NonNullable<Exchange['extra']>
  /** Answers of the rate limit that were waited out before the one that counts. */
  readonly limited?: readonly Scene[]
}

/** The control and its good answer, with the changes of the scene. */
export function sight(scene: Scene = {}): Sight {
  const step: Step = {
    name: 'request',
    operation: 'token',
    method: 'POST',
    headers: [['content-type', 'application/json']],
    expect: { status: [200] },
    proves: [],
    declared: true,
    ...scene.step,
  }
  return {
    case: caseOf('valid-credentials/control', [
      step,
      ...(scene.otherSteps ?? []).map((other) => ({ ...step, ...other })),
    ]),
    step,
    exchange: exchangeOf(step, scene),
    before: scene.before ?? [],
    contract,
  }
}

export const caseOf = (id: string, steps: readonly Step[]): Case => ({
  id,
  chapter: 'Self-tests',
  title: 'a case of the self-tests',
  steps,
  profile: 'certify',
  cost: { requests: steps.length, failedLogins: 0 },
})

function exchangeOf(step: Step, scene: Scene): Exchange {
  const exchange: Exchange = {
    scheme: scene.scheme ?? 'https',
    step: step.name,
    operation: step.operation,
    request: {
      method: step.method,
      target: scene.target ?? operationOf(step).path,
      headers: step.headers,
      ...(scene.sent === undefined ? {} : { body: sealedBody(JSON.stringify(scene.sent)) }),
    },
    secrets: scene.secrets ?? [tokenFacts()],
    sentAt: NOON_S * 1000,
    durationMs: 5,
    ...(scene.extra ? { extra: scene.extra } : {}),
    ...(scene.limited ? { limited: scene.limited.map(responseOf) } : {}),
  }
  if (scene.failure) return { ...exchange, failure: scene.failure }
  return { ...exchange, response: responseOf(scene) }
}

function responseOf({ status = 200, headers, body, seals = [], discloses }: Scene): SealedResponse {
  const all = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    date: new Date(NOON_S * 1000).toUTCString(),
    ...headers,
  }
  return {
    status,
    reason: '',
    httpVersion: '1.1',
    headers: Object.entries(all).filter(([, value]): boolean => value !== ''),
    body: bodyOf(body ?? { json: goodGrant }),
    seals,
    ...(discloses ? { discloses } : {}),
  }
}

function bodyOf(body: NonNullable<Scene['body']>): SealedBody {
  if (typeof body === 'string') return sealedBody(body)
  return 'json' in body ? sealedBody(JSON.stringify(body.json)) : body
}
