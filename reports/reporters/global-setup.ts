/** Playwright's global setup. It starts nothing: the run starts when the runner loads the file of the certification. */
import type { FullConfig } from '@playwright/test'
import {
  ConfigurationError,
  environment,
  handedOver,
  handOver,
  readRunInput,
  runtimeNotices,
  type RunInput,
} from '../../fixtures/config/index.ts'
import { checkTarget } from '../../fixtures/config/embedded-by-mistake.ts'
import { whenChosen } from '../../fixtures/run/chosen.ts'
import { currentRun, isRunning, startRun } from '../../fixtures/run/run.ts'
import { printedText } from '../formats/text/printed.ts'
import { loadAllure } from './allure.ts'
import { checkInputs, prepareFiles } from './prepare.ts'

export default function setUp(config: FullConfig): () => Promise<void> {
  whenChosen(async () => {
    try {
      refuseShards(config)
      const [input] = await Promise.all([handedOver() ?? inputOfRunner(), loadAllure()])
      await startRun(input)
    } catch (error) {
      throw withoutStack(error)
    }
  })
  return async () => {
    if (isRunning()) await currentRun().close()
  }
}

/** What the command `run` checks, for those who start the runner themselves. @throws ConfigurationError */
async function inputOfRunner(): Promise<RunInput> {
  const env = environment()
  const notice = (line: string): boolean => process.stderr.write(`${printedText(line)}\n`)
  checkTarget(env, notice)
  const input = readRunInput(env)
  runtimeNotices(input.runtime).forEach(notice)
  await checkInputs(input.settings)
  prepareFiles(input.settings, env)
  return handOver(input)
}

/** A part of the cases would get a verdict as if it were the whole. @throws ConfigurationError */
function refuseShards({ shard }: FullConfig): void {
  if (shard)
    throw new ConfigurationError(
      'a certification takes no --shard: one run sends all cases, and judges them together',
    )
}

/** The place in our code helps nobody who has to change the configuration. */
function withoutStack(error: unknown): unknown {
  if (error instanceof Error && /^(Configuration|Contract)Error$/.test(error.name))
    error.stack = `${error.name}: ${error.message}`
  return error
}
