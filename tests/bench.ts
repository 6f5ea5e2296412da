/**
 * The time of a certification, compared with a run of as many empty tests. Both run in turns, so a slow machine does not
 * matter. Then what large responses cost.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { casesIn } from '../fixtures/cases/index.ts'
import { commandLine, jiti, playwright, root } from './cli/lib/programs.ts'

const PAIRS = 5
const folder = mkdtempSync(join(tmpdir(), 'bench-'))

/** Wall time in seconds. */
function seconds(args: readonly string[], env: NodeJS.ProcessEnv = {}): number {
  const start = performance.now()
  const { status } = spawnSync(process.execPath, args, {
    cwd: args.includes(commandLine) ? folder : root,
    env: { ...process.env, ...env },
  })
  if (status !== 0) throw new Error(`${args.slice(1).join(' ')} ended with ${status}`)
  return (performance.now() - start) / 1000
}

const certified = (): number =>
  seconds([commandLine, 'run', '--no-html'], {
    FORMFLOW_REPORTS_DIR: join(folder, 'certified'),
  })

function emptyConfig(): string {
  const count = casesIn('certify').length
  mkdirSync(join(folder, 'empty'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(folder, 'empty', 'empty.spec.ts'),
    `import { test } from '@playwright/test'\nfor (let at = 0; at < ${count}; at += 1) test(\`empty \${at}\`, () => {})\n`,
  )
  const config = join(folder, 'playwright.config.ts')
  const reporter = [
    ['allure-playwright', { resultsDir: join(folder, 'allure-results'), detail: false }],
  ]
  writeFileSync(
    config,
    `export default ${JSON.stringify({ testDir: join(folder, 'empty'), workers: 1, reporter, outputDir: join(folder, 'out') })}`,
  )
  return config
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const line = (name: string, values: readonly number[], unit: string): string =>
  `${name.padEnd(34)} median ${median(values).toFixed(2)}${unit}  min ${Math.min(...values).toFixed(2)}  max ${Math.max(...values).toFixed(2)}\n`

try {
  const config = emptyConfig()
  const pairs = Array.from({ length: PAIRS + 1 }, () => {
    const full = certified()
    return { full, empty: seconds([playwright, 'test', '--config', config]) }
  }).slice(1)
  process.stdout.write(
    line(
      'npm run conformance, no HTML',
      pairs.map(({ full }) => full),
      ' s',
    ),
  )
  process.stdout.write(
    line(
      'as many empty tests',
      pairs.map(({ empty }) => empty),
      ' s',
    ),
  )
  process.stdout.write(
    line(
      'ratio, pair by pair (limit 1.5)',
      pairs.map(({ full, empty }) => full / empty),
      '',
    ),
  )
  spawnSync(process.execPath, [jiti(), join(root, 'tests/support/large-response.ts')], {
    stdio: 'inherit',
  })
  if (process.argv.includes('--tests'))
    process.stdout.write(
      line(
        'npm test (limit 180 s)',
        [seconds([playwright, 'test', '--project=self', '--reporter=dot'])],
        ' s',
      ),
    )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
