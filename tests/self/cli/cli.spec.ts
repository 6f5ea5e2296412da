/** The command line: an error is one line, before anything is sent, started or removed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { commandTable } from '../../cli/table.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { command } from '../../support/cli-process.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { present, temporary } from '../../support/exchange.ts'

for (const args of [['--help'], ['-h'], ['rnu', '--help']])
  test(`${args.join(' ')} shows the commands and the exit codes, and gives exit 0`, async () => {
    const { code, stdout, stderr } = await inProcess(args)
    expect([code, stderr]).toEqual([0, ''])
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?: [<[][\w.]+[>\]])* {2,}\S/gm)].map(
      ([, name]) => name,
    )
    expect(commands).toEqual(commandTable.map(({ name }) => name))
    const codes = [...stdout.matchAll(/^ {2}(\d) {2}(.+?) {2}/gm)].map(([, number]) => number)
    expect(codes).toEqual(['0', '1', '2', '3', '4'])
  })

for (const { name, options, examples } of commandTable)
  test(`${name} --help shows every option once, aligned, with examples, in 80 columns`, async () => {
    const { code, stdout, stderr } = await inProcess([name, '--help'])
    expect([code, stderr]).toEqual([0, ''])
    const [, body = ''] = stdout.split('\n\n  --')
    const lines = `  --${body}\n${stdout.split('\n\n  --')[2] ?? ''}`
      .split('Examples:')[0]
      ?.split('\n')
    const described = lines?.filter((line) => line.startsWith('  --')) ?? []
    expect(described.map((line) => /--([\w-]+)/.exec(line)?.[1])).toEqual([
      ...options.map((option) => option.name),
      'help',
    ])
    const starts = lines
      ?.filter(Boolean)
      .map((line) => /^ *(?:--\S+(?: <\w+>)? +)?/.exec(line)?.[0].length)
    expect(new Set(starts).size, stdout).toBe(1)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stdout, 'Markdown is for the README').not.toContain('`')
    expect(examples.length).toBeGreaterThan(0)
    for (const [line] of examples) expect(stdout).toContain(`\n  formflow-conformance ${line}\n`)
  })

for (const [name, hint] of [
  ['rnu', '; did you mean run?'],
  ['sevre', '; did you mean serve?'],
  ['constructor', ''],
  ['__proto__', ''],
  ['', ''],
] as const)
  test(`the unknown command "${name}" gives exit 2 and a suggestion`, async () => {
    const { code, stdout, stderr } = await inProcess([name])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `unknown command "${name}"${hint} (commands: ${commandTable.map((known) => known.name).join(', ')})\n`,
    )
  })

const misplaced = 'A{gY1V_ohUHdXmt/#$0123456789abcdef'
const moves = 'a\u001b[31mb\u202e\nc'
const refused: readonly (readonly string[])[] = [
  ['THIS'],
  ['explain', 'THIS'],
  ['verify', 'THIS'],
  ['judge', 'THIS'],
  ['baseline', 'THIS'],
  ['diff', 'THIS', 'x'],
  ['drift', 'THIS', 'x'],
  ['verify', 'THIS.json', '--key', 'THIS'],
  ['keygen', 'no/folder/THIS'],
  ['run', '--fault', 'THIS'],
]

test('a secret in the place of a name is not shown, and a name moves no cursor and adds no line', async () => {
  for (const args of refused) {
    const hidden = await inProcess(args.map((arg) => arg.replace('THIS', misplaced)))
    expect([hidden.code, hidden.stdout]).toEqual([2, ''])
    expect(hidden.stderr, args.join(' ')).not.toMatch(/ohUHdXmt|0123456789/)
    const hostile = await inProcess(args.map((arg) => arg.replace('THIS', moves)))
    expect([hostile.code, hostile.stdout]).toEqual([2, ''])
    expect(hostile.stderr, args.join(' ')).toMatch(/^[^\p{C}]+\n$/u)
  }
})

for (const [name, args, env] of [
  ['FORMFLOW_BASELINE', ['--baseline', 'FILE'], {}],
  ['FORMFLOW_HISTORY', ['--history', 'FILE'], {}],
  [
    'FORMFLOW_CLIENT_SECRET_FILE',
    [],
    {
      FORMFLOW_BASE_URL: 'http://127.0.0.1:1',
      FORMFLOW_CLIENT_ID: 'a',
      FORMFLOW_ORGANIZATION_ID: 'o',
      FORMFLOW_CLIENT_SECRET_FILE: 'FILE',
    },
  ],
] as const)
  test(`${name} in the place of a report is refused and kept`, async ({}, info) => {
    const reports = info.outputPath('reports')
    mkdirSync(join(reports, 'allure-results'), { recursive: true })
    for (const file of [join(reports, 'report.json'), join(reports, 'allure-results', 'a.json')]) {
      writeFileSync(file, '{"known":[]}')
      const given = Object.entries({ ...env, FORMFLOW_REPORTS_DIR: reports })
      const { code, stdout, stderr } = await inProcess(
        ['run', ...args.map((arg) => arg.replace('FILE', file))],
        Object.fromEntries(given.map(([key, value]) => [key, value.replace('FILE', file)])),
      )
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toBe(
        `the file of ${name} is at the place of a report, and every run replaces its reports; move the file\n`,
      )
      expect(readFileSync(file, 'utf8')).toBe('{"known":[]}')
    }
  })

test('options without a command are options of run', async () => {
  const { code, stderr } = await inProcess(['--grep', '@no-such-id'])
  expect(code).toBe(2)
  expect(stderr).toContain('--grep @no-such-id matches no case')
})

const secret = 'pa55-of-somebody'
for (const args of [
  [`--client-secret=${secret}`],
  ['--client-secret', secret],
  [`--expired-token=${secret}`],
  ['--password', secret],
  ['--api-key', secret],
])
  test(`${args.join(' ')} is refused with the safe way, and not shown`, async () => {
    const { code, stdout, stderr } = await inProcess(['run', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(
      /^secrets are not accepted as arguments[^\n]* FORMFLOW_CLIENT_SECRET_FILE[^\n]*\n$/,
    )
    expect(stderr).not.toContain(secret)
  })

test('an unexpected argument that may be a secret is not shown', async () => {
  const { stderr } = await inProcess(['run', `${secret}#of-some-length`])
  expect(stderr).toBe('unexpected argument of 31 characters (see --help)\n')
})

test('misspelt variables are reported by name only, and stop nothing', async () => {
  const { code, stdout, stderr } = await inProcess(['plan', '--profile', 'smoke'], {
    FORMFLOW_BASEURL: secret,
    FORMFLOW_PROFILE: 'certify',
  })
  expect(code, stderr).toBe(0)
  expect(stderr).toBe(
    'FORMFLOW_BASEURL is no variable of this suite and has no effect; did you mean FORMFLOW_BASE_URL?\n',
  )
  expect(stdout).toContain('smoke')
})

const refusals: readonly (readonly [args: readonly string[], message: string])[] = [
  [['run', '--gerp', 'a'], 'run has no option --gerp; did you mean --grep?'],
  [['run', 'extra'], 'unexpected argument "extra"'],
  [['run', '--grep'], '--grep needs <pattern>'],
  [['run', '--no-html=1'], '--no-html takes no value'],
  [['run', '--grep', '@no-such-id'], '--grep @no-such-id'],
  [['run', '--profile', 'smoke', '--profile', 'certify'], '--profile is given twice; use it once'],
  [['run', '--grep', '('], '--grep: Invalid regular expression'],
  [['run', '--fault', 'expired-tokn-crashes'], 'did you mean expired-token-crashes'],
  [['run', '--fuzz', '0'], '--fuzz must be a whole number from 1 to 10000'],
  [['run', '--fuzz', '10001'], '--fuzz must be a whole number from 1 to 10000'],
  [['run', '--fuzz', '5', '--seed', '2147483648'], '--seed must be a whole number'],
  [['run', '--fuzz', '5', '--seed', 'x'], '--seed must be a whole number'],
  [['run', '--seed', '5'], '--seed needs --fuzz'],
  [['run', '-g', 'a'], 'run has no option -g'],
  [['run', '--max-request', '5'], 'did you mean --max-requests?'],
  [['run', '--max-requests', 'many'], '--max-requests must be a whole number'],
  [['run', '--max-time', '0'], '--max-time must be a whole number from 1'],
  [['run', '--profile', 'x'], '--profile must be one of smoke, gate, certify, exhaustive; found x'],
  [['run', '--base-url', ''], '--base-url needs <url>'],
  [['run', '--base-url', 'api.example'], '--base-url must be an http or https URL'],
  [
    ['run', '--base-url', 'http://127.0.0.1:1', '--fault', 'a'],
    '--fault is for the embedded server',
  ],
  [['run', '--seed', '-5', '--fuzz', '1'], '--seed=<n>'],
  [['run', '--fault', 'a', '--freedom', 'b'], 'use either --fault or --freedom, not both'],
  [['plan', '--no-such'], 'plan has no option --no-such'],
  [['plan', '--grep', '@no-such-id'], '--grep @no-such-id'],
  [['list'], 'list needs <kind>'],
  [['list', 'reqs'], 'list needs one of requirements, cases, faults, freedoms'],
  [['list', 'fault'], 'did you mean faults?'],
  [['list', 'faults', 'cases'], 'unexpected argument "cases"'],
  [['diff', 'one.json'], 'diff needs <old> and <new>'],
  [['diff', 'one.json', ''], 'diff needs <old> and <new>'],
  [['diff', 'a', 'b', 'c'], 'unexpected argument "c"'],
  [['drift', 'a', 'b', '--html', 'c'], 'drift has no option --html'],
  [['explain'], 'explain needs <id>'],
  [
    ['explain', 'no-such-thing-at-all-anywhere'],
    'has the id "no-such-thing-at-all-anywhere" (see list)',
  ],
  [['explain', 'expired-tokn-refused'], 'did you mean expired-token-refused, '],
  [['run', '--grep', '@fuzzing/bodies'], 'matches no case'],
  [['serve', '--prot', '1'], 'serve has no option --prot; did you mean --port?'],
  [['serve', '--port', '1x'], '--port must be a whole number'],
  [['serve', '--port', '70000'], 'port 70000 cannot be used'],
  [['serve', '--lifetime', '-1'], '--lifetime'],
  [['serve', '--limit', 'many'], '--limit must be a whole number'],
  [['serve', '--prefix', 'gateway'], '--prefix must be a path that starts with /'],
  [['serve', '--fault', 'expired-tokn-crashes'], 'did you mean expired-token-crashes'],
  [['serve', '--freedom', 'zzz'], 'no fault or freedom is called "zzz"'],
]
for (const [args, message] of refusals)
  test(`${args.join(' ')} gives exit 2 and one line`, async () => {
    const { code, stdout, stderr } = await inProcess(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(message)
  })

test('the most similar id comes first', async () => {
  const { id } = present(faults.findLast((variation) => /^([a-z]{4,}-?){3,}$/.test(variation.id)))
  const { stderr } = await inProcess(['serve', '--fault', `${id}-misspelt`])
  expect(stderr).toContain(`did you mean ${id}`)
})

test('a base URL without credentials gives exit 2 and names them all', async () => {
  const { code, stderr } = await inProcess(['run'], { FORMFLOW_BASE_URL: 'http://127.0.0.1:1' })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^FORMFLOW_CLIENT_ID, FORMFLOW_CLIENT_SECRET, .* are not set.*\n$/)
})

for (const [what, content] of [
  ['that is not JSON', '{'],
  ['that is not OpenAPI', '{}'],
  ['that is another document', '{"openapi":"3.0.0","info":{"title":"a","version":"1"},"paths":{}}'],
] as const)
  test(`a document ${what} gives exit 2`, async () => {
    const { code, stderr } = await inProcess(['run'], {
      FORMFLOW_SPEC: temporary('openapi.json', content),
    })
    expect(code, stderr).toBe(2)
    expect(stderr).toMatch(/^.*openapi\.json.*\n$/)
  })

test('a file in the place of the reports folder gives exit 2 and is kept', async () => {
  const file = temporary('reports', 'mine')
  const { code, stderr } = await inProcess(['run'], { FORMFLOW_REPORTS_DIR: file })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^FORMFLOW_REPORTS_DIR must be a writable folder \(E\w+\)\n$/)
  expect(existsSync(file)).toBe(true)
})

test('a token store that cannot be written gives exit 2', async () => {
  const { code, stderr } = await inProcess(['run'], {
    FORMFLOW_REPORTS_DIR: test.info().outputPath('reports'),
    FORMFLOW_TOKEN_STORE: temporary('a-file', '') + '/tokens',
  })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^FORMFLOW_TOKEN_STORE must be a writable file \(E\w+\)\n$/)
})

test('an unusable or invalid history gives exit 2 before anything is sent', async () => {
  const errorFor = async (file: string, args: readonly string[] = []): Promise<string> => {
    const FORMFLOW_REPORTS_DIR = test.info().outputPath('reports')
    const env = { FORMFLOW_REPORTS_DIR, FORMFLOW_HISTORY: file }
    const { code, stderr } = await inProcess(['run', ...args], env)
    expect(code).toBe(2)
    return stderr
  }
  const unwritable = /must be a readable and writable file \(E\w+\)\n$/
  expect(await errorFor(`${temporary('a-file', '')}/history`)).toMatch(unwritable)
  expect(await errorFor(test.info().outputDir)).toMatch(unwritable)
  const broken = temporary('broken', '{"timestamp":1,"testResults":{}}\n{"time')
  const line =
    'must be the history of earlier runs, or a new file; line 2 is not a run of a history\n'
  expect(await errorFor(broken)).toBe(`FORMFLOW_HISTORY ${line}`)
  expect(await errorFor('', ['--history', broken])).toBe(`FORMFLOW_HISTORY ${line}`)
  expect(readFileSync(broken, 'utf8'), 'is left alone').toContain('{"time')
})

test('the exit code of the process is the one of the command', async ({}, info) => {
  const { code, output } = await command(info, ['rnu'])
  expect(code).toBe(2)
  expect(output).toContain('unknown command "rnu"')
})

test('an option that npm kept for itself is refused, with the line that works', async ({}, info) => {
  const kept = { npm_config_base_url: 'https://staging.example.com', npm_config_profile: 'smoke' }
  const { code, output } = await command(info, ['run'], { env: kept })
  expect(code).toBe(2)
  expect(output).toContain('npm kept --base-url, --profile; write two dashes before the options')
  expect(output.trim().split('\n')).toHaveLength(1)
})
