/** The command line: what cannot work is told in one line, before anything is sent, started or removed. */
import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { faults } from '../../fixtures/server/faults/index.ts'
import { command } from './command.ts'
import { inProcess } from './in-process.ts'
import { present, temporary } from './support.ts'

for (const args of [['--help'], ['-h'], ['run', '--help'], ['serve', '--port', 'x', '-h']])
  test(`${args.join(' ')} tells the commands and ends 0`, async () => {
    const { code, stdout, stderr } = await inProcess(args)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Usage: .*\n[^]*\brun\b[^]*\bserve\b[^]*Exit codes: 0 .*, 4 /)
  })

for (const name of ['rnu', 'constructor', '__proto__', ''])
  test(`the unknown command "${name}" ends 2, with the usage`, async () => {
    const { code, stdout, stderr } = await inProcess([name])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(new RegExp(`^unknown command "${name}"\n\nUsage: `))
  })

const refusals: readonly (readonly [args: readonly string[], told: string])[] = [
  [['run', '--gerp', 'a'], "Unknown option '--gerp'"],
  [['run', 'extra'], "Unexpected argument 'extra'"],
  [['run', '--grep'], "Option '--grep <value>' argument missing"],
  [['run', '--no-html=1'], "Option '--no-html' does not take an argument"],
  [['run', '--grep', '@no-such-id'], '--grep @no-such-id'],
  [['run', '--grep', '('], '--grep: Invalid regular expression'],
  [['run', '--fault', 'expired-tokn-accepted'], 'near: '],
  [['run', '--fuzz', '0'], '--fuzz must be a whole number from 1 to 10000'],
  [['run', '--fuzz', '10001'], '--fuzz must be a whole number from 1 to 10000'],
  [['run', '--fuzz', '5', '--seed', '2147483648'], '--seed must be a whole number'],
  [['run', '--fuzz', '5', '--seed', 'x'], '--seed must be a whole number'],
  [['run', '--seed', '5'], '--seed is for --fuzz'],
  [['run', '--grep', '@fuzzing/bodies'], 'matches no case'],
  [['serve', '--prot', '1'], "Unknown option '--prot'"],
  [['serve', '--port', '1x'], '--port must be a whole number'],
  [['serve', '--port', '70000'], 'port 70000 cannot be used'],
  [['serve', '--lifetime', '-1'], '--lifetime'],
  [['serve', '--limit', 'many'], '--limit must be a whole number'],
  [['serve', '--prefix', 'gateway'], '--prefix must be a path that starts with /'],
  [['serve', '--fault', 'expired-tokn-accepted'], 'near: '],
  [['serve', '--freedom', 'zzz'], 'no fault or freedom is called "zzz"'],
]
for (const [args, told] of refusals)
  test(`${args.join(' ')} ends 2 with one line`, async () => {
    const { code, stdout, stderr } = await inProcess(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(told)
  })

test('the nearest id comes first', async () => {
  const { id } = present(faults.findLast((each) => /^([a-z]{4,}-?){3,}$/.test(each.id)))
  const { stderr } = await inProcess(['serve', '--fault', `${id}-misspelt`])
  expect(stderr).toContain(`near: ${id}`)
})

test('a base URL without credentials ends 2 and names them all', async () => {
  const { code, stderr } = await inProcess(['run'], { FORMFLOW_BASE_URL: 'http://127.0.0.1:1' })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^FORMFLOW_CLIENT_ID, FORMFLOW_CLIENT_SECRET, .* are not set.*\n$/)
})

for (const [what, content] of [
  ['that is no JSON', '{'],
  ['that is no OpenAPI', '{}'],
  ['that is another document', '{"openapi":"3.0.0","info":{"title":"a","version":"1"},"paths":{}}'],
] as const)
  test(`a document ${what} ends 2`, async () => {
    const { code, stderr } = await inProcess(['run'], {
      FORMFLOW_SPEC: temporary('openapi.json', content),
    })
    expect(code, stderr).toBe(2)
    expect(stderr).toMatch(/^.*openapi\.json.*\n$/)
  })

test('a file in the place of the reports folder ends 2 and is left alone', async () => {
  const file = temporary('reports', 'mine')
  const { code, stderr } = await inProcess(['run'], { FORMFLOW_REPORTS_DIR: file })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^FORMFLOW_REPORTS_DIR must be a folder that can be written \(E\w+\)\n$/)
  expect(existsSync(file)).toBe(true)
})

test('a token store that cannot be written ends 2', async () => {
  const { code, stderr } = await inProcess(['run'], {
    FORMFLOW_REPORTS_DIR: test.info().outputPath('reports'),
    FORMFLOW_TOKEN_STORE: temporary('a-file', '') + '/tokens',
  })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^FORMFLOW_TOKEN_STORE must be a file that can be written \(E\w+\)\n$/)
})

test('a process ends with the code of its command', async ({}, info) => {
  const { code, output } = await command(info, ['rnu'])
  expect(code).toBe(2)
  expect(output).toContain('unknown command "rnu"')
})
