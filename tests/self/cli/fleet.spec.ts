/** `fleet`: many targets at once, each alone; whatever ends, what was measured is in the overview. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import type { TargetsFile } from '../../../fixtures/targets/read.ts'
import { overviewHtml } from '../../../reports/overview/html.ts'
import { overviewMarkdown } from '../../../reports/overview/markdown.ts'
import { overviewOf, type Ended, type Overview } from '../../../reports/overview/overview.ts'
import { runFleet } from '../../cli/lib/fleet.ts'
import { endedIn } from '../../cli/lib/overview-files.ts'
import { command } from '../../support/cli-process.ts'
import { golden, goldenReports } from '../../support/golden.ts'

/**
 * A program in place of a run: notes when it starts and ends, and does what its name says. `bad`: writes a report with
 * violations; `crash`: none; `config`: ends with 2; `slow`: waits for a signal, and then writes its report.
 */
const PROGRAM = `
import { appendFileSync, copyFileSync } from 'node:fs'
const value = (name) => process.argv[process.argv.indexOf(name) + 1]
const [name, folder] = [value('--target'), value('--reports-dir')]
const log = (what) => appendFileSync(folder + '/../log', what + ' ' + name + '\\n')
const report = (file, code) => { copyFileSync(GOLDEN + file, folder + '/report.json'); log('end'); process.exitCode = code }
log('start ' + Object.keys(process.env).filter((key) => key.startsWith('SECRET_')))
if (name.startsWith('crash')) { log('end'); process.kill(process.pid, 'SIGKILL') }
else if (name.startsWith('config')) { console.error('FORMFLOW_X is wrong'); log('end'); process.exitCode = 2 }
else if (name.startsWith('slow')) {
  process.on('SIGINT', () => { report('undetermined.json', 3); process.exit() })
  setInterval(() => {}, 1000)
  log('ready')
} else if (name.startsWith('bad')) report('non-conformant.json', 1)
else report('conformant.json', 0)
`

interface Fleet {
  readonly ended: readonly Ended[]
  readonly overview: Overview
  readonly log: readonly string[]
  readonly folder: string
  /** Targets at the same time. */
  readonly most: number
}

async function fleetOf(
  info: TestInfo,
  names: readonly string[],
  {
    hosts = {},
    parallel = 4,
    stopAt,
  }: { hosts?: Record<string, string>; parallel?: number; stopAt?: string } = {},
): Promise<Fleet> {
  const folder = info.outputPath('fleet')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'log'), '')
  const program = info.outputPath('program.mjs')
  const reports = join(import.meta.dirname, '..', '..', '..', 'reports', 'golden', '/')
  writeFileSync(program, PROGRAM.replace('GOLDEN', JSON.stringify(reports)))
  const targets = names.map((name) => ({
    name,
    values: {
      ...(hosts[name] === undefined ? {} : { baseUrl: hosts[name] }),
      clientSecret: { env: `SECRET_${name}` },
    },
  }))
  const file: TargetsFile = { file: 'formflow.config.json', targets }
  const stop = new AbortController()
  let [active, most] = [0, 0]
  const ended = await runFleet(
    {
      file,
      targets,
      folder,
      parallel,
      options: [],
      program,
      onStart: () => {
        active += 1
        most = Math.max(most, active)
      },
      onEnd: (soFar) => {
        active -= 1
        if (soFar.some(({ name, report }) => name === stopAt && report)) stop.abort()
      },
    },
    stop.signal,
  )
  const log = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n')
  return { ended, overview: overviewOf(ended), log, folder, most }
}

/** The largest number of processes at the same time, of those whose name matches. */
function atOnce(log: readonly string[], name: RegExp): number {
  let [now, most] = [0, 0]
  for (const line of log.filter((text) => name.test(text.split(' ').at(-1) ?? ''))) {
    now += line.startsWith('start') ? 1 : -1
    most = Math.max(most, now)
  }
  return most
}

test('20 targets with different ends: each verdict is right, whatever the others do', async ({}, info) => {
  const kinds = ['good', 'bad', 'crash', 'config']
  const names = Array.from({ length: 20 }, (_, at) => `${kinds[at % 4]}-${at}`)
  const { overview, ended, folder, most } = await fleetOf(info, names)
  expect(overview.targets.map(({ name }) => name)).toEqual(names)
  for (const { name, exit, run } of overview.targets) {
    const [kind = ''] = name.split('-')
    expect(exit, name).toBe({ good: 0, bad: 1, crash: 4, config: 2 }[kind])
    expect(run?.verdict, name).toBe({ good: 'conformant', bad: 'non-conformant' }[kind])
  }
  expect(overview.targets[3]?.problem).toBe('FORMFLOW_X is wrong')
  expect(overview.exit).toEqual({
    code: 4,
    reason: 'the suite failed for: crash-2, crash-6, crash-10, crash-14, crash-18',
  })
  expect(most).toBe(4)
  // The overview of one run is that of its folders, but for what no report says.
  const merged = overviewOf(endedIn([folder], folder))
  const withReport = overviewOf(
    ended.filter(({ report }) => report).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  )
  expect(merged).toEqual(withReport)
})

test('a process gets the secret of its target only', async ({}, info) => {
  for (const name of ['a', 'b']) process.env[`SECRET_${name}`] = 'x'
  try {
    const { log } = await fleetOf(info, ['a', 'b'], { parallel: 1 })
    expect(log).toEqual(['start SECRET_a a', 'end a', 'start SECRET_b b', 'end b'])
  } finally {
    for (const name of ['a', 'b']) delete process.env[`SECRET_${name}`]
  }
})

test('targets on one host are tested one after another, and all are tested', async ({}, info) => {
  const names = Array.from({ length: 6 }, (_, at) => `same-${at}`)
  const hosts = Object.fromEntries(names.map((name, at) => [name, `https://one.example/${at}`]))
  const { log, ended } = await fleetOf(info, [...names, 'other-1', 'other-2'], { hosts })
  expect(atOnce(log, /^same/)).toBe(1)
  expect(ended.every(({ exit }) => exit === 0)).toBe(true)
})

test('a fleet that is stopped keeps what was measured, and lets runs write their reports', async ({}, info) => {
  const { overview } = await fleetOf(info, ['slow-1', 'good-1', 'good-2', 'bad-1'], {
    parallel: 2,
    stopAt: 'good-2',
  })
  expect(overview.targets.map(({ exit }) => exit)).toEqual([3, 0, 0, 3])
  expect(overview.targets[0]?.run?.verdict).toBe('undetermined')
  expect(overview.targets[3]?.problem).toBe('the fleet was stopped before its end')
})

test('the exit code is the worst: suite, target, configuration, environment, nothing', () => {
  const exitOf = (...codes: readonly number[]): number =>
    overviewOf(codes.map((exit, at) => ({ name: `t${at}`, exit }))).exit.code
  expect([[0, 3], [3, 2], [2, 1], [1, 4], [0, 0], []].map((codes) => exitOf(...codes))).toEqual([
    3, 2, 1, 4, 0, 4,
  ])
})

const many: readonly Ended[] = Array.from({ length: 200 }, (_, at) => {
  const names = [...goldenReports.keys()]
  const name = names[at % names.length] ?? ''
  return { name: `target-${at}`, folder: `target-${at}`, report: golden(name) }
})

test('the overview has a row for each of 200 targets, links, and one column for each violated requirement', () => {
  const overview = overviewOf(many)
  const page = overviewHtml(overview)
  expect(page.match(/<th scope="row"><a href="target-\d+\/report\.html">/g)).toHaveLength(200)
  const violated = new Set(overview.targets.flatMap(({ run }) => run?.groups.violated ?? []))
  expect(page.match(/<div class="column">/g)).toHaveLength(Math.min(24, violated.size))
  expect(page).toMatch(/class="mark violated"[^>]* href="target-\d+\/report\.html#f-[\w-]+">✗/)
  expect(page).not.toMatch(/<script|style="/)
  expect(Buffer.byteLength(page)).toBeLessThan(1_500_000)
  const markdown = overviewMarkdown(overview)
  expect(markdown).toContain('| [target-0](target-0/report.html) |')
  expect(markdown.length).toBeLessThan(256 * 1024)
})

test('two folders of the same name, and a folder without a report, are refused', ({}, info) => {
  for (const path of ['a/t', 'b/t', 'empty']) mkdirSync(info.outputPath(path), { recursive: true })
  for (const path of ['a/t', 'b/t'])
    writeFileSync(info.outputPath(path, 'report.json'), JSON.stringify(golden('conformant')))
  const at = (name: string): string => info.outputPath(name)
  expect(() => endedIn([at('a'), at('b')], at('a'))).toThrow(/two folders are named t/)
  expect(() => endedIn([at('empty')], at('a'))).toThrow(/has no report\.json in it/)
  expect(endedIn([at('a/t')], at('b'))[0]?.folder).toBe('../a/t')
})

test('fleet certifies real targets, prints their jobs, and joins their folders again', async ({}, info) => {
  const config = {
    parallel: 2,
    targets: {
      good: { profile: 'smoke' },
      bad: { profile: 'smoke', variation: 'token-type-absent' },
      none: { baseUrl: 'https://a.example', clientSecret: { env: 'NOT_SET_ANYWHERE' } },
    },
  }
  const folder = info.outputPath('run')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'formflow.config.json'), JSON.stringify(config))
  const whole = await command(info, ['fleet', '--no-html', '--reports-dir', 'fleet'])
  expect(whole.code, whole.output).toBe(1)
  const overview = JSON.parse(
    readFileSync(join(folder, 'fleet', 'overview.json'), 'utf8'),
  ) as Overview
  expect(overview.targets.map(({ name, exit }) => [name, exit])).toEqual([
    ['good', 0],
    ['bad', 1],
    ['none', 2],
  ])
  expect(overview.targets[1]?.run?.groups.violated).toContain('success-schema')
  expect(overview.targets[2]?.problem).toContain('NOT_SET_ANYWHERE')
  const matrix = await command(info, ['fleet', '--matrix', 'good', 'bad'])
  expect(JSON.parse(matrix.output)).toEqual({ include: [{ target: 'good' }, { target: 'bad' }] })
  const merged = await command(info, [
    'fleet',
    '--merge',
    'fleet',
    '--config',
    'formflow.config.json',
    '--reports-dir',
    'fleet',
  ])
  expect(merged.code).toBe(1)
  const again = JSON.parse(readFileSync(join(folder, 'fleet', 'overview.json'), 'utf8')) as Overview
  const byName = ({ targets }: Overview): unknown =>
    Object.fromEntries(targets.filter(({ run }) => run).map((target) => [target.name, target]))
  expect(byName(again)).toEqual(byName(overview))
  expect(again.targets.find(({ name }) => name === 'none')?.problem).toBe(
    'there is no report of its run',
  )
})
