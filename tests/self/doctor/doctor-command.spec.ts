/** The command `doctor`: options, exit codes, text and JSON. */
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Diagnosis } from '../../../fixtures/doctor/diagnosis.ts'
import { doctorText } from '../../../reports/formats/commands/doctor.ts'
import { coloured } from '../../../reports/formats/text/colours.ts'
import { command } from '../../support/cli-process.ts'
import { examined, servedTarget } from '../../support/doctor.ts'
import { inProcess } from '../../support/cli-in-process.ts'

test('without options the doctor examines the embedded server and prints text', async () => {
  const { code, stdout, stderr } = await inProcess(['doctor'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^\nDoctor {2}the embedded reference server \(http:/)
  expect(stdout).toMatch(/2 of at most 4 requests sent\n\nexit 0\n$/)
  expect(stdout).not.toContain('\u001b')
})

test('--json prints the same as an object, with the same exit code', async () => {
  const server = await servedTarget()
  const env = { ...server.env, FORMFLOW_CLIENT_SECRET: 'another-secret-of-some-length' }
  const { code, stdout, stderr } = await inProcess(['doctor', '--json'], env)
  await server.close()
  const diagnosis = JSON.parse(stdout) as Diagnosis
  expect([code, stderr]).toEqual([2, ''])
  expect(Object.keys(diagnosis)).toEqual(['schemaVersion', 'target', 'steps', 'requests', 'exit'])
  const ids = diagnosis.steps.map(({ id }) => id).join(' ')
  expect(ids).toBe('variables address dns tcp tls http path login protected clock limits')
  expect(diagnosis.exit).toEqual({ code: 2, owner: 'configuration' })
})

test('--base-url replaces the variable', async () => {
  const server = await servedTarget()
  const args = ['doctor', '--base-url', server.baseUrl]
  const { code, stdout } = await inProcess(args, { ...server.env, FORMFLOW_BASE_URL: 'x' })
  await server.close()
  expect(code, stdout).toBe(0)
  expect(stdout).toContain(`Doctor  ${server.baseUrl}`)
})

test('--target examines a target of the file, and says that its values come from there', async ({}, info) => {
  const server = await servedTarget()
  const config = info.outputPath('formflow.config.json')
  const { clientId, organizationId } = server.credentials
  const target = {
    baseUrl: server.baseUrl,
    clientId,
    clientSecret: { env: 'STAGING_SECRET' },
    organizationId,
  }
  const { organizationId: _, ...incomplete } = target
  writeFileSync(config, JSON.stringify({ targets: { staging: target, incomplete } }))
  // What the environment says of another target counts for nothing.
  const env = {
    FORMFLOW_BASE_URL: 'https://production.example.com',
    FORMFLOW_ORGANIZATION_ID: 'of-production',
    STAGING_SECRET: server.credentials.clientSecret,
  }
  const of = (name: string) => inProcess(['doctor', '--config', config, '--target', name], env)
  const [whole, part, none] = [await of('staging'), await of('incomplete'), await of('stagging')]
  await server.close()
  expect(whole.code, whole.stdout).toBe(0)
  expect(whole.stdout).toContain(`Doctor  ${server.baseUrl}`)
  const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')
  expect(flat(whole.stdout)).toContain(`FORMFLOW_CLIENT_SECRET from targets.staging of ${config}, `)
  expect(whole.stdout).not.toContain(server.credentials.clientSecret)
  expect([part.code, flat(part.stdout)]).toEqual([
    2,
    expect.stringContaining(
      `FORMFLOW_ORGANIZATION_ID is not set by targets.incomplete of ${config} fix: add it there`,
    ),
  ])
  expect([none.code, none.stdout]).toEqual([2, ''])
  expect(none.stderr).toMatch(/has no target of that name; did you mean staging\?\n$/)
})

for (const args of [['--jsno'], ['extra'], ['--base-url']])
  test(`doctor ${args.join(' ')} gives exit 2 and one line`, async () => {
    const { code, stdout, stderr } = await inProcess(['doctor', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^[^\n]+\(see --help\)\n$/)
  })

test('an invalid setting is a problem, and the rest is examined with defaults', async () => {
  const { code, stdout } = await inProcess(['doctor'], { FORMFLOW_TIMEOUT_MS: 'soon' })
  expect(code).toBe(2)
  expect(stdout).toMatch(/problem +variables +FORMFLOW_TIMEOUT_MS must be a whole number/)
  expect(stdout).toMatch(/ok +protected /)
})

test('a secret that is cut off in .env is found in a real process', async ({}, info) => {
  const server = await servedTarget()
  const { FORMFLOW_CLIENT_SECRET: _, ...rest } = server.env
  const lines = Object.entries(rest).map(([name, value]) => `${name}="${value}"`)
  await server.close()
  const dotenv = [...lines, 'FORMFLOW_CLIENT_SECRET=abcdefghijkl#mnopqrstuv'].join('\n')
  const { code, output } = await command(info, ['doctor'], { dotenv })
  expect(code, output).toBe(2)
  expect(output).toContain('FORMFLOW_CLIENT_SECRET from .env, 12 characters: letters')
  expect(output.replaceAll(/\n +/g, ' ')).toContain(
    'is cut off at a #: its line in .env has 23 characters, but 12 were read fix: put the value',
  )
  expect(output).not.toMatch(/abcdefgh|mnopqrst/)
})

test('colours change no text, and a fix is below its problem', async () => {
  const { diagnosis, text } = await examined({ FORMFLOW_BASE_URL: 'nonsense' })
  // oxlint-disable-next-line no-control-regex -- colours are control characters
  expect(doctorText(diagnosis, coloured).replaceAll(/\u001b\[\d+m/g, '')).toBe(text)
  expect(text).toMatch(/ {2}problem {2}address .*\n(?: {22}.*\n)? {22}fix: write the whole URL/)
  expect(text).toMatch(/not reached, needs address/)
  expect(text).toMatch(/not ready; 0 of at most 4 requests sent\n\nexit 2: configuration\n$/)
})
