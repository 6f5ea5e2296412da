/** `env`: what it prints sets the variables of curl lines in a real shell, whatever the values contain. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { expect, test } from '@playwright/test'
import { shells } from '../../../reports/report/shells.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { temporary } from '../../support/exchange.ts'

const values = {
  FORMFLOW_BASE_URL: 'https://api.example/gateway',
  FORMFLOW_CLIENT_ID: 'a client $HOME `id` $(id)',
  FORMFLOW_CLIENT_SECRET: [
    'it\'s a "secret"',
    '`id`',
    '$(id)',
    '!!',
    '\\n',
    '%s',
    '‘’',
    'é\u{1f511}',
  ].join(' '),
  FORMFLOW_ORGANIZATION_ID: '; exit 1 #',
  FORMFLOW_EXPIRED_TOKEN: 'eyJhbGciOiJub25lIn0.e30.',
}

test('a POSIX shell gets exactly the values', async () => {
  const { code, stdout } = await inProcess(['env'], values)
  expect(code).toBe(0)
  const names = Object.keys(values)
  const script = `${stdout}\nfor name in ${names.join(' ')}; do eval "printf '%s\\0' \\"\\$$name\\""; done`
  const ran = spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  expect(ran.stderr).toBe('')
  expect(ran.stdout.split('\0').slice(0, -1)).toEqual(Object.values(values))
})

test('what curl lines name of a gate is among them, and nothing else', async () => {
  const file = temporary('headers.txt', 'X-Api-Key: a-key-of-the-gate\n')
  const { stdout } = await inProcess(['env'], {
    ...values,
    FORMFLOW_HEADERS_FILE: relative('', file),
    FORMFLOW_USER_AGENT: 'acme-ci/7',
    FORMFLOW_RESOLVE: 'API.example:443:[::1]',
    FORMFLOW_WAIT_S: '9',
  })
  expect(stdout.split('\n').slice(-4, -1)).toEqual([
    `export FORMFLOW_HEADERS_FILE='${file}'`,
    "export FORMFLOW_USER_AGENT='acme-ci/7'",
    "export FORMFLOW_RESOLVE='api.example:443:[::1]'",
  ])
  expect(stdout).not.toContain('a-key-of-the-gate')
})

test('PowerShell gets each value as one literal, in which every kind of quotation mark is doubled', async () => {
  const { stdout } = await inProcess(['env', '--shell', 'powershell'], values)
  const lines = stdout.trimEnd().split('\n')
  const read = lines.map((line) => /^\$env:(\w+) = '(.*)'$/.exec(line)?.slice(1) ?? [])
  // The rule of PowerShell: two quotation marks in a row, of any kind, are the first of them.
  const literal = (text: string): string =>
    text.replaceAll(/(['\u2018-\u201b])['\u2018-\u201b]/g, '$1')
  expect(Object.fromEntries(read.map(([name, text = '']) => [name, literal(text)]))).toEqual(values)
  const ended = read.map(([, text = '']) => text.replaceAll(/['\u2018-\u201b]{2}/g, ''))
  expect(ended.join('')).not.toMatch(/['\u2018-\u201b]/)
})

test('a line break in a value stays in the value', () => {
  expect(shells.posix.assigned('A', 'a\nb')).toBe("export A='a\nb'")
})

test('a terminal would keep the secret on the screen, so nothing is printed there', async () => {
  const before = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY')
  Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true })
  try {
    const { code, stdout, stderr } = await inProcess(['env'], values)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('eval "$(npm run --silent conformance -- env)"')
  } finally {
    if (before) Object.defineProperty(process.stdout, 'isTTY', before)
    else Reflect.deleteProperty(process.stdout, 'isTTY')
  }
})

test('--env-file names the target, as for the run whose lines are sent again', async ({}, info) => {
  const file = info.outputPath('.env.staging')
  writeFileSync(
    file,
    Object.entries({ ...values, FORMFLOW_CLIENT_SECRET: 'gZ3-kq8.Lw0-pT7x' })
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  )
  const { code, stdout, stderr } = await inProcess(['env', '--env-file', file])
  expect(code, stderr).toBe(0)
  expect(stdout).toContain("export FORMFLOW_BASE_URL='https://api.example/gateway'\n")
  expect(stdout).toContain("export FORMFLOW_CLIENT_SECRET='gZ3-kq8.Lw0-pT7x'\n")
})

test('without a target, or for another shell, it is refused', async () => {
  expect((await inProcess(['env'])).stderr).toContain('env needs a target')
  const { code, stderr } = await inProcess(['env', '--shell', 'fish'], values)
  expect([code, stderr]).toEqual([2, '--shell must be posix or powershell (see --help)\n'])
})
