/** `run`: Playwright with the project `server`, and the exit code that its report names. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
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
import { LockedError, lockFolder } from '../../fixtures/lock.ts'
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
  prepare(settings)
  // Told before anything can go wrong, so that whatever goes wrong can be repeated.
  if (settings.fuzz)
    process.stderr.write(`fuzzing: --fuzz ${settings.fuzz.runs} --seed=${settings.fuzz.seed}\n`)
  playwright(
    grep === undefined ? [] : ['--grep', grep],
    chosen,
    join(settings.reportsDir, 'report.json'),
  )
  return SUITE
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
        fault: { type: 'string' },
        freedom: { type: 'string' },
        fuzz: { type: 'string' },
        seed: { type: 'string' },
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
  const { casesOfRun } = await import('../../fixtures/fuzz/chapter.ts')
  const { labels } = await import('../../fixtures/labels.ts')
  const texts = casesOfRun(settings).map((each) =>
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

function prepare({ reportsDir, tokenStore }: Settings): void {
  writable('FORMFLOW_REPORTS_DIR must be a folder that can be written', () => {
    mkdirSync(reportsDir, { recursive: true })
    process.on('exit', lockFolder(reportsDir))
    for (const name of written) rmSync(join(reportsDir, name), { recursive: true, force: true })
  })
  if (tokenStore !== undefined)
    writable('FORMFLOW_TOKEN_STORE must be a file that can be written', () =>
      closeSync(openSync(tokenStore, 'a', 0o600)),
    )
}

function writable(wanted: string, attempt: () => void): void {
  try {
    attempt()
  } catch (error) {
    if (error instanceof LockedError)
      throw new ConfigurationError(`${error.message}; wait for it, or set FORMFLOW_REPORTS_DIR`)
    throw new ConfigurationError(`${wanted} (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * Hands this process over to the runner, which ends it; a process of its own would only cost time, and a signal would
 * have to be passed on. The last word on the exit code is the report's.
 */
function playwright(args: readonly string[], chosen: Options['chosen'], report: string): void {
  const require = createRequire(import.meta.url)
  const cli = join(require.resolve('@playwright/test/package.json'), '..', 'cli.js')
  Object.assign(process.env, chosen)
  process.argv.splice(
    1,
    Infinity,
    cli,
    'test',
    '--project=server',
    '--config',
    join(root, 'playwright.config.ts'),
    ...args,
  )
  process.on('exit', () => {
    process.exitCode = exitCode(report) ?? SUITE
  })
  process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'))
  require(cli)
}

function exitCode(file: string): number | undefined {
  try {
    const { exit } = JSON.parse(readFileSync(file, 'utf8')) as { exit: { code: number } }
    return exit.code
  } catch {
    return undefined
  }
}
