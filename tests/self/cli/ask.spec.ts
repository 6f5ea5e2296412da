/** `ask`: one case is sent again to the configured target, within the limits and without a secret on the screen. */
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { present } from '../../support/exchange.ts'
import { served } from '../../support/served.ts'

const fault = (id: string) => present(faults.find((variation) => variation.id === id))

test('a violation is shown with its exchange and exit code 1, and no secret is printed', async () => {
  const server = await served(fault('number-as-client-id-converted'))
  const { code, stdout, stderr } = await inProcess(
    ['ask', 'wrong-types/client-id-number'],
    server.env,
  )
  await server.close()
  expect(code, stderr).toBe(1)
  expect(stdout).toContain('wrong-types/client-id-number  Wrong types: ')
  expect(stdout).toContain('client-id-is-a-string (MUST)\n')
  expect(stdout).toContain('"clientSecret":"‹clientSecret›"')
  expect(stdout).not.toContain(server.credentials.clientSecret)
  expect(stderr).toMatch(/^\d requests with the control, 0 failed logins; exit 1\n$/)
})

test('refused credentials end it with exit code 2, and nothing after the control is sent', async () => {
  const server = await served()
  const env = { ...server.env, FORMFLOW_CLIENT_SECRET: 'another-secret-of-some-length' }
  const { code, stdout, stderr } = await inProcess(['ask', 'methods/get', '--json'], env)
  await server.close()
  expect(code, stderr).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({
    id: 'methods/get',
    outcome: 'inconclusive',
    exit: { code: 2, owner: 'configuration' },
    performance: { exchanges: [] },
  })
})

test('the limits of a run hold', async () => {
  const server = await served()
  const args = ['ask', 'invalid-credentials/told-apart', '--max-failed-logins', '1']
  const { stdout, stderr } = await inProcess(args, server.env)
  await server.close()
  expect(stdout).toContain('the budget of 1 failed logins is used up')
  expect(stderr).toMatch(/^1 requests? with the control, 0 failed logins; exit \d\n$/)
})

test('without a base URL the embedded server answers, with a fault if one is named', async () => {
  const id = 'number-as-client-id-converted'
  const { code } = await inProcess(['ask', '@wrong-types/client-id-number', '--fault', id])
  expect(code).toBe(1)
})

test('an unknown id is refused before anything is sent', async () => {
  const { code, stderr } = await inProcess(['ask', 'methods/gte'])
  expect(code).toBe(2)
  expect(stderr).toContain('no case has the id "methods/gte"; did you mean methods/get')
})

for (const [args, code] of [
  [['ask', 'methods/get'], 0],
  [['env'], 0],
] as const)
  test(`${args[0]} takes a target of formflow.config.json`, async ({}, info) => {
    const server = await served()
    const { clientId, clientSecret, organizationId } = server.credentials
    const config = info.outputPath('formflow.config.json')
    writeFileSync(info.outputPath('secret'), clientSecret)
    const staging = {
      baseUrl: server.baseUrl,
      clientId,
      clientSecret: { file: 'secret' },
      organizationId,
    }
    writeFileSync(config, JSON.stringify({ targets: { staging } }))
    const ended = await inProcess([...args, '--config', config, '--target', 'staging'], {
      FORMFLOW_BASE_URL: 'https://production.example.com',
    })
    const alone = await inProcess([...args, '--config', config])
    await server.close()
    expect(ended.code, ended.stderr).toBe(code)
    if (args[0] === 'env') expect(ended.stdout).toContain(`FORMFLOW_BASE_URL='${server.baseUrl}'`)
    expect([alone.code, alone.stderr]).toEqual([2, '--config needs --target (see --help)\n'])
  })
