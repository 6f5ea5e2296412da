/** What a command line selects: the target that someone means, and the cases. */
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { inProcess } from '../../support/cli-in-process.ts'

const secret = 'gZ3-kq8.Lw0-pT7x'

const mistakes: readonly (readonly [
  what: string,
  env: Readonly<Record<string, string>>,
  message: string,
])[] = [
  ['an empty base URL', { FORMFLOW_BASE_URL: '' }, 'FORMFLOW_BASE_URL is set but empty, as '],
  [
    'an empty base URL with empty credentials, as CI without the secrets has them',
    { FORMFLOW_BASE_URL: '', FORMFLOW_CLIENT_ID: '', FORMFLOW_CLIENT_SECRET: '', CI: 'true' },
    'FORMFLOW_BASE_URL is set but empty, as ',
  ],
  [
    'credentials without a base URL',
    { FORMFLOW_CLIENT_ID: 'a', FORMFLOW_CLIENT_SECRET: secret },
    'FORMFLOW_CLIENT_ID, FORMFLOW_CLIENT_SECRET are set, but FORMFLOW_BASE_URL is not; set it ',
  ],
  [
    'a file with the secret, without a base URL',
    { FORMFLOW_CLIENT_SECRET_FILE: '/nowhere' },
    'FORMFLOW_CLIENT_SECRET_FILE is set, but FORMFLOW_BASE_URL is not; set it ',
  ],
  [
    'a misspelt variable in CI',
    { FORMFLOW_URL: secret, CI: '1' },
    'FORMFLOW_URL is no variable of this suite and has no effect; did you mean ',
  ],
]
for (const [what, env, message] of mistakes)
  test(`${what} does not start a run against the embedded server`, async () => {
    for (const name of ['run', 'plan']) {
      const { code, stdout, stderr } = await inProcess([name], env)
      expect(code, stdout).toBe(2)
      expect(stderr).toContain(message)
      expect(stderr.split('\n')).toHaveLength(2)
      expect(stderr).not.toContain(secret)
    }
  })

test('a fault is for the embedded server, whatever target is half configured', async () => {
  const env = { FORMFLOW_BASE_URL: '', FORMFLOW_CLIENT_ID: 'a', CI: 'false', FORMFLOW_URL: 'b' }
  const { code, stderr } = await inProcess(['plan', '--fault', 'expired-token-crashes'], env)
  expect(code, stderr).toBe(0)
})

test('with --grep twice both patterns count, and each must match something', async () => {
  const plan = async (...patterns: readonly string[]): Promise<number> => {
    const args = patterns.flatMap((pattern) => ['--grep', pattern])
    const { stdout } = await inProcess(['plan', '--json', ...args])
    return (JSON.parse(stdout) as { cases: number }).cases
  }
  const first = await plan('@valid-credentials/control')
  const second = await plan('@wrong-types/client-id-null')
  expect([first, second]).toEqual([1, 1])
  expect(await plan('@valid-credentials/control', '@wrong-types/client-id-null')).toBe(2)
  const args = ['--grep', '@valid-credentials/control', '--grep', '@no-such-id']
  const { code, stderr } = await inProcess(['plan', ...args])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^--grep @no-such-id matches no case/)])
})

test('--env-file names one of several targets, and must be there', async ({}, info) => {
  const file = info.outputPath('.env.staging')
  writeFileSync(file, 'FORMFLOW_BASE_URL="https://staging.example.com"\nFORMFLOW_PROFILE=smoke\n')
  const planned = async (args: readonly string[], env: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await inProcess(['plan', '--json', ...args], env)
    return code === 0 ? (JSON.parse(stdout) as { baseUrl: string; profile: string }) : stderr
  }
  const staging = { baseUrl: 'https://staging.example.com', profile: 'smoke' }
  expect(await planned(['--env-file', file])).toMatchObject(staging)
  expect(await planned([], { FORMFLOW_ENV_FILE: file })).toMatchObject(staging)
  expect(await planned(['--env-file', file, '--profile', 'certify'])).toMatchObject({
    ...staging,
    profile: 'certify',
  })
  const missing = await planned(['--env-file', info.outputPath('none')])
  expect(missing).toMatch(/^the file of FORMFLOW_ENV_FILE cannot be read \(ENOENT\)\n$/)
  const doctor = await inProcess(['doctor', '--json', '--env-file', info.outputPath('none')])
  expect([doctor.code, doctor.stdout]).toEqual([2, expect.stringContaining('FORMFLOW_ENV_FILE')])
})
