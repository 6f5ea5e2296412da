/** Runs the doctor in the process of the test, and checks that its result has no secret and that it sent few requests. */
import { expect } from '@playwright/test'
import { parse } from 'dotenv'
import type { Credentials } from '../../fixtures/cases/template.ts'
import { faultless } from '../../fixtures/run/in-memory.ts'
import { examine } from '../../fixtures/doctor/doctor.ts'
import type { Diagnosis, DoctorStep, StepId } from '../../fixtures/doctor/diagnosis.ts'
import { networkProbes } from '../../fixtures/doctor/probes.ts'
import type { Sources } from '../../fixtures/config/index.ts'
import type { Variation } from '../../fixtures/server/variation.ts'
import { generateCredentials, generateKeys } from '../../fixtures/server/world.ts'
import { httpTransport, type RawOutcome, type RawRequest } from '../../fixtures/http/transport.ts'
import { doctorText } from '../../reports/formats/commands/doctor.ts'
import { served, type Served } from './served.ts'

type Env = Readonly<Record<string, string>>

/** Generated once: this takes longer than an examination. */
export const keys = generateKeys()

/** A reference server as the target of the doctor. */
export const servedTarget = async (
  variation: Variation = faultless,
  prefix = '',
): Promise<Served> =>
  served({ ...variation, world: { keys: await keys, ...variation.world } }, prefix)

/** Variables as if they were read from the environment and from the text of an `.env`. */
export const readFrom = (real: Env, dotenv: string | Buffer = ''): Sources => ({
  real,
  file: parse(dotenv.toString('utf8')),
  raw: Buffer.from(dotenv),
})

/** Of the documented form, with letters at both ends: quotes there would be suspicious. */
export function randomCredentials(): Credentials {
  const credentials = generateCredentials()
  return { ...credentials, clientSecret: `a${credentials.clientSecret}z` }
}

/** A complete environment for this base URL, with random credentials. */
export function envFor(baseUrl: string | URL): Env {
  const { clientId, clientSecret, organizationId } = randomCredentials()
  return {
    FORMFLOW_BASE_URL: String(baseUrl),
    FORMFLOW_CLIENT_ID: clientId,
    FORMFLOW_CLIENT_SECRET: clientSecret,
    FORMFLOW_ORGANIZATION_ID: organizationId,
  }
}

export interface Scenario {
  readonly dotenv?: string
  readonly baseUrl?: string
  readonly lookup?: (host: string) => Promise<readonly string[]>
  readonly ca?: string
  readonly now?: () => number
  /** The response to the request with this number, from 0; `undefined`: the request is sent. */
  readonly instead?: (at: number, request: RawRequest) => RawOutcome | undefined
}

export interface Examined {
  readonly diagnosis: Diagnosis
  readonly text: string
  readonly sent: readonly RawRequest[]
  readonly step: (id: StepId) => DoctorStep
  /** All notes of a step with their fixes, as text. */
  readonly textOf: (id: StepId) => string
}

export async function examined(env: Env, scenario: Scenario = {}): Promise<Examined> {
  const { dotenv = '', baseUrl, lookup, ca, now = Date.now, instead } = scenario
  const sent: RawRequest[] = []
  const tokens: string[] = []
  const diagnosis = await examine({
    sources: readFrom(env, dotenv),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    probes: (_, access) =>
      networkProbes({
        ...access,
        timeoutMs: 5000,
        ...(lookup === undefined ? {} : { lookup }),
        ...(ca === undefined ? {} : { ca }),
      }),
    transport: (origin, _, access) => async (request) => {
      sent.push(request)
      const outcome =
        instead?.(sent.length - 1, request) ?? (await httpTransport(origin, 5000, access)(request))
      const body = outcome.response?.body.toString() ?? ''
      tokens.push(/"token":"([^"]+)"/.exec(body)?.[1] ?? '')
      return outcome
    },
    now,
  })
  const text = doctorText(diagnosis)
  const all = `${text}\n${JSON.stringify(diagnosis)}`
  const variables = Object.entries({ ...parse(dotenv), ...env })
  const secrets = variables.filter(([name]) => /_(ID|SECRET|TOKEN)$/.test(name))
  for (const secret of [...secrets.map(([, value]) => value), ...tokens])
    expect(partsIn(all, secret), 'parts of a secret in the output').toEqual([])
  expect(sent.length).toBe(diagnosis.requests.sent)
  expect(sent.length).toBeLessThanOrEqual(4)
  const step = (id: StepId): DoctorStep => {
    const found = diagnosis.steps.find((doctorStep) => doctorStep.id === id)
    if (!found) throw new Error(`no step ${id}`)
    return found
  }
  const textOf = (id: StepId): string =>
    step(id)
      .notes.map(({ text: line, mend = '' }) => `${line}\n${mend}`)
      .join('\n')
  return { diagnosis, text, sent, step, textOf }
}

/** Ids of the steps with this outcome. */
export const stepsWith = ({ diagnosis }: Examined, outcome: string): string[] =>
  diagnosis.steps.filter((doctorStep) => doctorStep.outcome === outcome).map(({ id }) => id)

/** Parts of a secret, eight characters long, that are in the text. */
const partsIn = (text: string, secret: string): string[] =>
  Array.from({ length: Math.max(0, secret.length - 7) }, (_, at) =>
    secret.slice(at, at + 8),
  ).filter((part) => text.toLowerCase().includes(part.toLowerCase()))
