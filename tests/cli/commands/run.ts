/** `run`: starts Playwright with the project `server`, and ends with the exit code of its report. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { handOver, readRunInput, runtimeNotices } from '../../../fixtures/config/index.ts'
import { printedText } from '../../../reports/formats/text/printed.ts'
import { checkInputs, prepareFiles } from '../../../reports/reporters/prepare.ts'
import { PRIVATE_FOLDER } from '../../../reports/reporters/private-reports.ts'
import { worstExit } from '../../../spec/verdict/worst.ts'
import { selectionOf } from '../lib/failed.ts'
import { expressionOf } from '../lib/grep.ts'
import { configured } from '../lib/settings.ts'
import { ensureTempFolder } from '../../../fixtures/config/files/temp-folder.ts'
import { configuration, playwright as runner } from '../lib/programs.ts'
import type { Arguments } from '../lib/types.ts'
import { atExit } from '../../../fixtures/config/files/at-exit.ts'

/** Exit code of a run that was killed before it wrote a report. */
const SUITE = 4

export async function run(given: Arguments): Promise<number> {
  // All problems of the configuration are found here, before anything starts.
  const { settings, env } = configured(given)
  const input = readRunInput(env, settings)
  for (const line of runtimeNotices(input.runtime)) process.stderr.write(`${printedText(line)}\n`)
  const grep = selectionOf(given.values, settings)
  await checkInputs(settings)
  if (grep !== undefined) (await import('../lib/select.ts')).selectCases(settings, grep)
  prepareFiles(settings, env)
  ensureTempFolder(settings.reportsDir)
  // Printed first, so that a run that fails can be repeated.
  if (settings.fuzz)
    process.stderr.write(
      printedText(`fuzzing: --fuzz ${settings.fuzz.runs} --seed=${settings.fuzz.seed}\n`),
    )
  handOver(input)
  playwright(
    grep === undefined ? [] : ['--grep', expressionOf(grep)],
    join(settings.reportsDir, 'report.json'),
  )
  return SUITE
}

/**
 * Runs Playwright in this process, which it then ends. A child process would cost time, and signals would have to be
 * forwarded to it. The exit code comes from the report.
 */
function playwright(args: readonly string[], report: string): void {
  process.argv.splice(
    1,
    Infinity,
    runner,
    'test',
    '--project=server',
    '--config',
    configuration,
    ...args,
  )
  atExit(() => {
    process.exitCode = exitCode(report) ?? SUITE
    const ofPrivate = exitCode(join(dirname(report), PRIVATE_FOLDER, 'report.json'))
    if (ofPrivate !== undefined) process.exitCode = worstExit([process.exitCode, ofPrivate])
  })
  process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'))
  createRequire(import.meta.url)(runner)
}

function exitCode(file: string): number | undefined {
  try {
    const { exit } = JSON.parse(readFileSync(file, 'utf8')) as { exit: { code: number } }
    return exit.code
  } catch {
    return undefined
  }
}
