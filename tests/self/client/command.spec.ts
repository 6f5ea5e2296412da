/** The command line of `client`. */
import { expect, test } from '@playwright/test'
import { inProcess } from '../../support/cli-in-process.ts'
import { program, script } from '../../support/client-programs.ts'

test('without a command nothing is started', async () => {
  const { code, stderr } = await inProcess(['client'])
  expect(code).toBe(2)
  expect(stderr).toContain(
    'client needs either -- and the command that starts the program, or --listen',
  )
})

test('the plan lists the cases and the task, and starts nothing', async () => {
  const { code, stdout } = await inProcess(['client', '--plan', '--profile', 'smoke'])
  expect(code).toBe(0)
  expect(stdout).toContain('2 cases of the profile smoke')
  expect(stdout).toContain('FORMFLOW_PARALLEL')
  expect(stdout).toContain('client-control/many-calls (4 calls)')
})

test('options behind -- belong to the program', async () => {
  const { code, stdout } = await inProcess([
    'client',
    '--doctor',
    '--',
    ...script('process.exit(3)'),
    'x',
    '--help',
  ])
  expect(code).toBe(2)
  expect(stdout).toContain('it ended with exit code 3')
  expect(stdout).toContain('it sent no request')
})

test('the doctor shows the requests of one start', async () => {
  const { code, stdout } = await inProcess(['client', '--doctor', '--', ...program()])
  expect(code).toBe(0)
  expect(stdout).toContain('POST /api/token: 200')
  expect(stdout).toContain('Next: run the same command without --doctor.')
})

test('a selection that matches no case is a problem of the configuration', async () => {
  const { code, stderr } = await inProcess(['client', '--grep', '@nothing', '--', 'true'])
  expect(code).toBe(2)
  expect(stderr).toContain('--grep @nothing matches no case')
})
