/** `fleet`: certifies the targets of formflow.config.json, prints their jobs for a CI system, or joins what these found. */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import {
  CONFIG_FILE,
  readTargets,
  targetNamed,
  type TargetConfig,
  type TargetsFile,
} from '../../../fixtures/targets/read.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { overviewOf, type Ended, type Overview } from '../../../reports/overview/overview.ts'
import { overviewText } from '../../../reports/overview/text.ts'
import { runFleet } from '../lib/fleet.ts'
import { endedIn, writeOverview } from '../lib/overview-files.ts'
import { badOption } from '../lib/parse.ts'
import { relayed } from '../lib/relayed.ts'
import type { Arguments } from '../lib/types.ts'

const FOLDER = 'reports/out/fleet'

export async function fleet({ command, values, operands }: Arguments): Promise<number> {
  if (values['matrix'] !== undefined && values['merge'] !== undefined)
    throw badOption('use either --matrix or --merge, not both')
  const folder = resolve(values['reports-dir'] ?? FOLDER)
  if (values['merge'] !== undefined) return merged(values, operands, folder)
  const file = readTargets(values['config'] ?? CONFIG_FILE)
  const targets =
    operands.length === 0
      ? file.targets
      : [...new Set(operands)].map((name) => targetNamed(file, name))
  if (values['matrix'] !== undefined) return matrix(targets)
  const stop = new AbortController()
  // The runs end with their reports, and so does the overview.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const started: string[] = []
  const ended = await runFleet(
    {
      file,
      targets,
      folder,
      parallel: parallelOf(values['parallel'], file),
      options: relayed(command, values),
      onStart: (name) => {
        started.push(name)
        process.stderr.write(printedText(`${started.length} of ${targets.length}: ${name}\n`))
      },
      // What was measured is there, whatever happens to this process.
      onEnd: (soFar) => writeOverview(folder, overviewOf(soFar)),
    },
    stop.signal,
  )
  return finished(folder, ended)
}

/** A run waits for the rate limit most of the time, but it starts two processes. */
const parallelOf = (option: string | undefined, { parallel }: TargetsFile): number => {
  if (option === undefined) return parallel ?? Math.max(2, Math.min(8, availableParallelism()))
  const count = Number(option)
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw badOption('--parallel must be a whole number from 1 to 64')
  return count
}

function finished(folder: string, ended: readonly Ended[]): number {
  const overview: Overview = overviewOf(ended)
  writeOverview(folder, overview)
  process.stdout.write(printedText(overviewText(overview)))
  process.stderr.write(printedText(`overview in ${folder}\n`))
  return overview.exit.code
}

/** For `strategy.matrix` of GitHub Actions, and as data for any other system. */
function matrix(targets: readonly TargetConfig[]): number {
  const include = targets.map(({ name }) => ({ target: name }))
  process.stdout.write(printedJson(`${JSON.stringify({ include })}\n`))
  return 0
}

/** With the file of targets, one that has no report is named, too. */
function merged(values: Arguments['values'], folders: readonly string[], to: string): number {
  if (folders.length === 0) throw badOption('--merge needs the folders of the runs')
  const found = endedIn(folders, to)
  const { config } = values
  const missing =
    config === undefined
      ? []
      : readTargets(config).targets.filter(
          ({ name }) => !found.some((ended) => ended.name === name),
        )
  return finished(to, [
    ...found,
    ...missing.map(({ name }) => ({ name, exit: 3, problem: 'there is no report of its run' })),
  ])
}
