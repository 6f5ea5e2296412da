/** Ordinary mishaps around a run, as data: the tests play them, and docs/robustness.md shows what came of them. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { createProgress } from '../../reports/reporters/progress.ts'
import { command, type CommandOptions, type Ended } from '../support/cli-process.ts'
import { hostile } from '../support/raw-server.ts'
import { targetOfNobody } from '../support/runner.ts'

/** Where the files of a run go. */
export type Place = Parameters<typeof command>[0]

export interface MishapOutcome {
  readonly code: number | null
  /** The line that matters, without paths; or the verdict. */
  readonly message: string
}

export interface Mishap {
  /** Kebab-case. */
  readonly id: string
  readonly title: string
  /** How a test simulates it. */
  readonly simulated: string
  readonly code: 0 | 1 | 2 | 3
  readonly message: RegExp
  readonly observe: (place: Place) => Promise<MishapOutcome>
}

/** A run of one request. */
export const ONE = ['--grep', '@valid-credentials/control']

/** The verdict; or, where a run has none, the first line that names what matters. */
function outcomeOf({
  code,
  output,
  report,
}: Pick<Ended, 'code' | 'output' | 'report'>): MishapOutcome {
  const line = output.split('\n').find((text) => /^(another run|the working directory)/.test(text))
  return { code, message: line === undefined ? report().verdict : withoutPaths(line) }
}

const withoutPaths = (line: string): string => line.replaceAll(/\/\S*\/(?=\.lock)/g, '')

/** A run of one case with the command; and what must not be there afterwards. */
const commanded =
  (options: CommandOptions, strays: readonly string[] = []) =>
  async (place: Place): Promise<MishapOutcome> => {
    const env = { FORMFLOW_HTML: '1', ...options.env }
    const ended = await command(place, ['run', ...ONE], { ...options, env })
    const { code, message } = outcomeOf(ended)
    if (code !== 0) return { code, message }
    const files = ended.files()
    const left = [
      ...[...files.keys()].filter((name) => name.startsWith('.tmp')),
      ...strays.filter((path) => existsSync(path)),
    ]
    const lacking = ['allure-report/index.html', 'junit.xml'].filter((name) => !files.has(name))
    const wrong = [...left, ...lacking]
    return {
      code,
      message: wrong.length > 0 ? `${message}, but not with ${wrong.join()}` : message,
    }
  }

/** Another host has the lock, which gave its last sign of life so many seconds ago. */
const withLock =
  (secondsAgo: number) =>
  (place: Place): Promise<MishapOutcome> => {
    const reports = place.outputPath('run', 'reports')
    mkdirSync(reports, { recursive: true })
    const file = join(reports, '.lock')
    writeFileSync(file, lockOfAnother)
    const then = Date.now() / 1000 - secondsAgo
    utimesSync(file, then, then)
    return commanded({})(place)
  }

const lockOfAnother = JSON.stringify({
  pid: 1,
  place: 'another-container pid:[1]',
  since: '2026-01-15T12:00:00.000Z',
  id: 'a',
})

/** A run that waits for a response that never comes, while something happens to its folders. */
const disturbed =
  (disturb: (cwd: string) => void) =>
  async (place: Place): Promise<MishapOutcome> => {
    let arrived = (): void => undefined
    const until = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const server = await hostile(() => arrived())
    const env = {
      ...targetOfNobody,
      FORMFLOW_BASE_URL: server.origin.origin,
      FORMFLOW_TIMEOUT_MS: '60000',
    }
    try {
      const cwd = place.outputPath('run')
      const ended = await command(place, ['run', ...ONE], { env, until, end: () => disturb(cwd) })
      const outcome = outcomeOf(ended)
      const left = processesIn(cwd)
      return left === 0 ? outcome : { ...outcome, message: `${outcome.message}; processes stay` }
    } finally {
      server.close()
    }
  }

/** How many processes work in a folder, or worked there until it was removed; 0 where the system does not show it. */
const processesIn = (folder: string): number =>
  !existsSync('/proc/self/cwd')
    ? 0
    : readdirSync('/proc').filter((name) => {
        try {
          return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`).startsWith(folder)
        } catch {
          return false
        }
      }).length

export const machineMishaps: readonly Mishap[] = [
  {
    id: 'signs-in-folder',
    title: 'signs with a meaning in patterns in the name of a folder',
    simulated: 'a run in the folder `x[y] (z)`',
    code: 0,
    message: /^conformant$/,
    observe: commanded({ folder: 'x[y] (z)' }),
  },
  {
    id: 'no-temporary-folder',
    title: 'no folder for temporary files',
    simulated: '`TMPDIR` is a file',
    code: 0,
    message: /^conformant$/,
    observe: commanded({ env: { TMPDIR: import.meta.filename } }),
  },
  {
    id: 'empty-home',
    title: 'no home folder',
    simulated: '`HOME` is empty',
    code: 0,
    message: /^conformant$/,
    observe: commanded({ env: { HOME: '' } }),
  },
  {
    id: 'foreign-junit-variable',
    title: 'a variable of another job for a JUnit file',
    simulated: '`PLAYWRIGHT_JUNIT_OUTPUT_FILE` and `_NAME` name a file, which is not written',
    code: 0,
    message: /^conformant$/,
    observe: (place) => {
      const foreign = place.outputPath('foreign.xml')
      const env = { PLAYWRIGHT_JUNIT_OUTPUT_FILE: foreign, PLAYWRIGHT_JUNIT_OUTPUT_NAME: foreign }
      return commanded({ env }, [foreign])(place)
    },
  },
  {
    id: 'no-columns',
    title: 'a terminal that says it has no columns',
    simulated: 'the line of progress, for a terminal of 0 columns',
    code: 0,
    message: /^case 1\/94$/,
    observe: () => {
      const written: string[] = []
      const progress = createProgress({
        screen: { isTTY: true, columns: 0, write: (text) => written.push(text) },
        total: 94,
        progress: () => undefined,
        now: () => 0,
        ticker: () => () => undefined,
      })
      progress.step()
      const message = (written.at(-1) ?? '').replace('\r\u001b[K', '')
      return Promise.resolve({ code: 0, message })
    },
  },
  {
    id: 'folder-in-use',
    title: 'a reports folder that a run in another container uses',
    simulated: 'a lock of another host, 50 s old',
    code: 2,
    message:
      /^another run \(process 1 on another-container, since .*\) writes into the reports folder/,
    observe: withLock(50),
  },
  {
    id: 'lock-left-behind',
    title: 'a run in another container that was killed',
    simulated: 'a lock of another host, 70 s old',
    code: 0,
    message: /^conformant$/,
    observe: withLock(70),
  },
  {
    id: 'folder-taken-over',
    title: 'a run that slept for a minute, and whose folder another one has taken over',
    simulated: 'another lock during a run',
    code: 3,
    message: /^another run has taken over the reports folder; this run ends$/,
    observe: disturbed((cwd) => writeFileSync(join(cwd, 'reports', '.lock'), lockOfAnother)),
  },
  {
    id: 'working-directory-removed',
    title: 'a job that was ended, and its folder removed',
    simulated: 'the working directory is removed during a run',
    code: 3,
    message: /^the working directory was removed; this run ends$/,
    observe: disturbed((cwd) => rmSync(cwd, { recursive: true, force: true })),
  },
]
