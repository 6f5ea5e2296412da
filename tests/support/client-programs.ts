/** Small programs that play a client under test, and what a case needs to start them. */
import { writeFileSync } from 'node:fs'
import type { TestInfo } from '@playwright/test'
import { clientCases } from '../../fixtures/client/cases/index.ts'
import { createAuthority } from '../../fixtures/client/program/certificates.ts'
import { performWithProgram, type Setup } from '../../fixtures/client/program/perform.ts'
import { generateKeys } from '../../fixtures/server/world.ts'
import type { Performance } from '../../spec/model.ts'
import { PROTECTED_PATH } from '../../spec/operations/index.ts'
import { present } from './exchange.ts'

const keys = generateKeys()
const authority = createAuthority('127.0.0.1')

/** A login and a call with fetch; `more` runs after them and sees `env` and `token`. */
export const program = (more = ''): string[] => [
  process.execPath,
  '--input-type=module',
  '--eval',
  `const env = process.env
const body = JSON.stringify({ clientId: env.FORMFLOW_CLIENT_ID, clientSecret: env.FORMFLOW_CLIENT_SECRET,
  organizationId: env.FORMFLOW_ORGANIZATION_ID })
const login = await fetch(env.FORMFLOW_BASE_URL + '/api/token', {
  method: 'POST', headers: { 'content-type': 'application/json' }, body })
const { token } = await login.json()
await fetch(env.FORMFLOW_BASE_URL + env.FORMFLOW_PROTECTED_PATH, { headers: { authorization: 'Bearer ' + token } })
${more}`,
]

/** What is started, without a request. */
export const script = (code: string): string[] => [process.execPath, '--eval', code]

export const caseNamed = (id: string) => present(clientCases.find((one) => one.id === id))

export const CONTROL_CASE = caseNamed('client-control/one-call')

export async function performed(
  info: Pick<TestInfo, 'outputPath'>,
  command: readonly string[],
  more: Partial<Setup> = {},
  testCase = CONTROL_CASE,
): Promise<Performance> {
  const caFile = info.outputPath('authority.pem')
  writeFileSync(caFile, authority.ca)
  return performWithProgram(testCase, {
    command,
    keys: await keys,
    authority,
    caFile,
    protectedPath: PROTECTED_PATH,
    limitMs: 60_000,
    notSearched: [],
    published: [],
    ...more,
  })
}
