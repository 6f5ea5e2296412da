/** `run`: Playwright with the project `server`, and the exit code that its report names. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  ConfigurationError,
  environment,
  readSecrets,
  readSettings,
  type Settings,
} from '../../fixtures/env.ts'
import { badOption, fuzzingOf, variationOf } from './options.ts'

const root = join(import.meta.dirname, '..', '..')

/** What a run writes, and nothing else, is removed before it. */
const written = ['report.json', 'junit.xml', 'allure-results', 'allure-report', 'test-results']

/** Interrupted twice, or killed, before it could write a report. */
const SUITE = 4

export async function run(args: readonly string[]): Promise<number> {
  const { grep, chosen } = optionsOf(args)
  const env = { ...environment(), ...chosen }
  // Everything that can be wrong with the configuration is found here, in one line, before anything starts.
  const settings = readSettings(env)
  if (settings.baseUrl) readSecrets(env)
  await examineMore(settings, grep)
  prepare(settings.reportsDir)
  // Told before anything can go wrong, so that whatever goes wrong can be repeated.
  if (settings.fuzz)
    process.stderr.write(`fuzzing: --fuzz ${settings.fuzz.runs} --seed=${settings.fuzz.seed}\n`)
  await playwright(grep === undefined ? [] : ['--grep', grep], chosen)
  return exitCode(join(settings.reportsDir, 'report.json')) ?? SUITE
}

interface Options {
  /** A regular expression for the runner. */
  readonly grep: string | undefined
  /** Variables that options stand for; they win over the environment. */
  readonly chosen: Readonly<Record<string, string>>
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        grep: { type: 'string' },
        'no-html': { type: 'boolean', default: false },
        fuzz: { type: 'string' },
        seed: { type: 'string' },
        fault: { type: 'string' },
        freedom: { type: 'string' },
      },
    })
    const variation = variationOf(values)
    return {
      grep: values.grep === undefined ? undefined : exact(values.grep),
      chosen: {
        ...(values['no-html'] ? { FORMFLOW_HTML: '0' } : {}),
        ...(variation === undefined ? {} : { FORMFLOW_VARIATION: variation }),
        ...fuzzingOf(values),
      },
    }
  } catch (error) {
    throw error instanceof ConfigurationError ? error : badOption(error)
  }
}

/** `@id` means that id and no longer one; anything else is the runner's regular expression. */
const exact = (grep: string): string => (/^@[\w/-]*\w$/.test(grep) ? `${grep}(?![\\w/-])` : grep)

/** What costs a moment to find out, and only if it was asked for. */
async function examineMore(settings: Settings, grep: string | undefined): Promise<void> {
  if (settings.spec !== undefined) {
    const { validateContract } = await import('../../spec/contract/index.ts')
    await validateContract(settings.spec)
  }
  if (settings.variation !== undefined) {
    const { variationNamed } = await import('../../fixtures/server/named.ts')
    await variationNamed(settings.variation)
  }
  if (grep === undefined) return
  const { casesIn } = await import('../../fixtures/cases/index.ts')
  const { labels } = await import('../../fixtures/labels.ts')
  const { fuzzingCase } = await import('../../fixtures/fuzz/chapter.ts')
  const drawing = settings.fuzz ? [fuzzingCase(settings.fuzz)] : []
  const texts = [...casesIn(settings.profile), ...drawing].map((each) =>
    [each.chapter, each.title, ...labels(each).tag].join(' '),
  )
  const pattern = regularExpression(grep)
  if (!texts.some((text) => pattern.test(text)))
    throw new ConfigurationError(
      `--grep ${grep} matches no case of the profile ${settings.profile}; docs/requirements.md lists the ids`,
    )
}

function regularExpression(grep: string): RegExp {
  try {
    return new RegExp(grep, 'i')
  } catch (error) {
    throw new ConfigurationError(`--grep: ${(error as Error).message}`)
  }
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const name of written) rmSync(join(folder, name), { recursive: true, force: true })
  } catch (error) {
    throw new ConfigurationError(
      `FORMFLOW_REPORTS_DIR must be a folder that can be written (${(error as NodeJS.ErrnoException).code})`,
    )
  }
}

function playwright(args: readonly string[], chosen: Options['chosen']): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('@playwright/test/package.json')
  const runner = [join(manifest, '..', 'cli.js'), 'test', '--project=server']
  const child = spawn(
    process.execPath,
    [...runner, '--config', join(root, 'playwright.config.ts'), ...args],
    { stdio: 'inherit', env: { ...process.env, ...chosen } },
  )
  // The runner hears Ctrl-C itself; this process only waits, so that its exit code is the report's.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGINT'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve())
  })
}

function exitCode(file: string): number | undefined {
  try {
    const { exit } = JSON.parse(readFileSync(file, 'utf8')) as { exit: { code: number } }
    return exit.code
  } catch {
    return undefined
  }
}
