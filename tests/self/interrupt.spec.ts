/** Ctrl-C in the middle of a run. */
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Ajv } from 'ajv'
import { readJsonFile } from '../../spec/data.ts'
import { command } from './command.ts'
import { served } from './server.ts'

const schema = join(import.meta.dirname, '..', '..', 'reports', 'report.schema.json')

test('an interrupted run leaves a valid report that nobody can take for a pass', async ({}, info) => {
  let requests = 0
  let hangs = (): void => undefined
  const hung = new Promise<void>((resolve) => {
    hangs = resolve
  })
  const server = await served({
    id: 'hangs',
    title: 'the fourth request is never answered',
    breaks: [],
    alter: () => ({
      answer: (answer) => {
        requests += 1
        if (requests < 4) return answer
        hangs()
        return 'hang'
      },
    }),
  })
  const ended = await command(info, ['run', '--no-html'], { env: server.env, until: hung })
  await server.close()
  const report = ended.report()
  const validate = new Ajv().compile(readJsonFile(schema) as object)
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
  expect(report).toMatchObject({
    verdict: 'undetermined',
    exit: { code: 3, owner: 'environment', reason: 'the run was interrupted' },
  })
  expect(ended.code, ended.output).toBe(3)
  expect(ended.output).toContain('UNDETERMINED')
  const reasons = report.cases.map(({ outcome, reason }) => reason ?? outcome)
  expect(reasons.slice(0, 3)).toEqual(['satisfied', 'satisfied', 'satisfied'])
  expect(new Set(reasons.slice(4))).toEqual(new Set(['not run']))
})
