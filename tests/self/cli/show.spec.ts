/** `show`: one case of the last run, from its evidence. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { certifyInMemory } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { inProcess, type CommandOutput } from '../../support/cli-in-process.ts'
import { evidenceOf } from '../../support/evidence.ts'
import { present } from '../../support/exchange.ts'

const ID = 'expired-tokens/expired'
const fault = present(faults.find(({ id }) => id === 'expiry-not-checked'))
const evidence = certifyInMemory(fault, {
  planned: casesIn('certify').filter(({ id }) => [ID, 'methods/get'].includes(id)),
}).then(evidenceOf)

/** Runs `show` beside the evidence of a run with the fault. */
async function shown(info: TestInfo, ...args: readonly string[]): Promise<CommandOutput> {
  const folder = info.outputPath('reports')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'evidence.ndjson'), await evidence)
  return inProcess(['show', ...args], { FORMFLOW_REPORTS_DIR: folder })
}

test('a case is shown with its findings, and each request with its response', async ({}, info) => {
  const { code, stdout, stderr } = await shown(info, ID)
  expect([code, stderr]).toEqual([0, ''])
  const parts = [
    `${ID}  Expired tokens: an expired token is refused\n  violated\n`,
    'status of expired token: expected 401; observed 200\n',
    '    repeat  curl -isS ',
    '--- no token\n',
    '--- expired token\n',
    'authorization: Bearer ‹token ',
    'HTTP/1.1 200 ',
  ]
  expect(parts.filter((part) => !stdout.includes(part))).toEqual([])
  expect((await shown(info, `@${ID}`)).stdout, 'with the tag of a report').toBe(stdout)
})

test('a requirement shows the cases that violate it', async ({}, info) => {
  const { code, stdout } = await shown(info, 'expired-token-refused')
  expect([code, stdout.startsWith(`${ID}  `)]).toEqual([0, true])
  const none = await shown(info, 'unsigned-token-refused')
  expect([none.code, none.stdout]).toEqual([2, ''])
  expect(none.stderr).toMatch(/^no case of the run of \S+ violates unsigned-token-refused\n$/)
})

test('JSON has the case as in report.json, and its exchanges as in the evidence', async ({}, info) => {
  const { stdout } = await shown(info, ID, '--json')
  expect(JSON.parse(stdout)).toMatchObject([
    {
      id: ID,
      outcome: 'violated',
      violations: [{ requirement: 'expired-token-refused', step: 'expired token' }],
      performance: { exchanges: [{ step: 'fresh token' }, {}, {}] },
    },
  ])
})

for (const [id, message] of [
  [
    'expired-tokens/expire',
    /has no case "expired-tokens\/expire"; did you mean expired-tokens\/expired\?/,
  ],
  [
    'valid-credentials/repeated',
    /has no case "valid-credentials\/repeated"; another profile or selection has it\n$/,
  ],
] as const)
  test(`${id} is no case of the run`, async ({}, info) => {
    const { code, stdout, stderr } = await shown(info, id)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

test('without a run, one line says which file is missing', async ({}, info) => {
  const folder = info.outputPath('nothing')
  const { code, stderr } = await inProcess(['show', ID], { FORMFLOW_REPORTS_DIR: folder })
  expect(code).toBe(2)
  expect(stderr).toMatch(/evidence\.ndjson: it .*; show takes the evidence\.ndjson of a run\n$/)
})
