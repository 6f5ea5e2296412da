/** `run`: Playwright with the project `server`, and the exit code that its report names. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { environment, readSecrets, readSettings } from '../../fixtures/env.ts'
import { validateContract } from '../../spec/contract/index.ts'
import { badOption } from './index.ts'

const root = join(import.meta.dirname, '..', '..')

/** What a run writes, and nothing else, is removed before it. */
const written = ['report.json', 'junit.xml', 'allure-results', 'allure-report']

export async function run(args: readonly string[]): Promise<number> {
  const options = optionsOf(args)
  const env = { ...environment(), ...(options.html ? {} : { FORMFLOW_HTML: '0' }) }
  // Everything that can be wrong with the configuration is found here, in one line, before anything starts.
  const settings = readSettings(env)
  if (settings.baseUrl) readSecrets(env)
  await validateContract(settings.spec)
  mkdirSync(settings.reportsDir, { recursive: true })
  for (const name of written)
    rmSync(join(settings.reportsDir, name), { recursive: true, force: true })
  const ended = await playwright(options)
  return (
    exitCode(join(settings.reportsDir, 'report.json')) ??
    (ended === 0 ? 4 : ended >= 128 ? ended : 4)
  )
}

interface Options {
  readonly grep: string | undefined
  readonly html: boolean
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { grep: { type: 'string' }, 'no-html': { type: 'boolean', default: false } },
    })
    return { grep: values.grep, html: !values['no-html'] }
  } catch (error) {
    throw badOption(error)
  }
}

function playwright({ grep, html }: Options): Promise<number> {
  const cli = join(
    createRequire(import.meta.url).resolve('@playwright/test/package.json'),
    '..',
    'cli.js',
  )
  const args = [cli, 'test', '--config', join(root, 'playwright.config.ts'), '--project=server']
  const child = spawn(
    process.execPath,
    [...args, ...(grep === undefined ? [] : ['--grep', grep])],
    {
      stdio: 'inherit',
      env: { ...process.env, ...(html ? {} : { FORMFLOW_HTML: '0' }) },
    },
  )
  // The runner hears Ctrl-C itself; this process only waits, so that its exit code is the report's.
  const stay = (): void => undefined
  process.on('SIGINT', stay)
  const forward = (): void => void child.kill('SIGINT')
  process.on('SIGTERM', forward)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal ? 130 : 4)))
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
