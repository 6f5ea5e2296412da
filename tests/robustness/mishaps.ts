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
import { ran, targetOfNobody, type Ran } from '../support/runner.ts'

/** Where the files of a run go. */
type Place = Parameters<typeof command>[0]

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

const ONE = ['--grep', '@valid-credentials/control']

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
    const ended = await command(place, ['run', ...ONE], options)
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

/** The runner without the command `run`. */
const started =
  (args: readonly string[], env: Readonly<Record<string, string>>, look: (run: Ran) => string) =>
  (place: Place): Promise<MishapOutcome> => {
    const run = ran(place, args, env)
    return Promise.resolve({ code: run.code, message: look(run) })
  }

const inProject = ['--project=server', ...ONE]

const verdictOf = ({ report }: Ran): string => {
  const { verdict, traffic } = report()
  return `${verdict}, ${traffic.requests} request`
}

const lineWith =
  (text: string) =>
  ({ stderr }: Ran): string =>
    stderr.split('\n').find((line) => line.includes(text)) ?? stderr

/** All that a refused run prints. */
const printed = ({ stderr }: Ran): string => stderr.trim()

const noRun = ({ reports }: Ran): string =>
  existsSync(reports) ? 'a run was started' : 'no run is started'

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

export const runnerMishaps: readonly Mishap[] = [
  {
    id: 'blank-before-project',
    title: 'a blank before the project',
    simulated: '`--project server`',
    code: 0,
    message: /^conformant, 1 request$/,
    observe: started(['--project', 'server', ...ONE], {}, verdictOf),
  },
  {
    id: 'file-alone',
    title: 'the file of the tests, as an editor starts it',
    simulated: '`tests/server.spec.ts`',
    code: 0,
    message: /^conformant, 1 request$/,
    observe: started(['tests/server.spec.ts', ...ONE], {}, verdictOf),
  },
  ...['dot', 'list', 'github', 'json'].map((reporter): Mishap => ({
    id: `nothing-tested-by-${reporter}`,
    title: `nothing tested, with the reporter ${reporter}`,
    simulated: `\`--reporter=${reporter}\`, and a target that nobody serves`,
    code: 3,
    message: /Nothing was tested/,
    observe: started(
      [...inProject, `--reporter=${reporter}`],
      targetOfNobody,
      lineWith('Nothing was tested'),
    ),
  })),
  {
    id: 'tests-repeated',
    title: 'each test three times',
    simulated: '`--repeat-each=3 --workers=3`',
    code: 0,
    message: /^conformant, 1 request$/,
    observe: started([...inProject, '--repeat-each=3', '--workers=3'], {}, verdictOf),
  },
  {
    id: 'shard',
    title: 'a part of the tests',
    simulated: '`--shard=1/2`',
    code: 2,
    message: /^a certification takes no --shard: one run sends all cases/,
    observe: started([...inProject, '--shard=1/2'], {}, printed),
  },
  {
    id: 'runner-with-empty-base-url',
    title: 'a base URL that is set but empty',
    simulated: '`FORMFLOW_BASE_URL=`',
    code: 2,
    message: /^FORMFLOW_BASE_URL is set but empty/,
    observe: started(inProject, { FORMFLOW_BASE_URL: '' }, printed),
  },
  {
    id: 'list-of-tests',
    title: 'a list of the tests',
    simulated: '`--list`',
    code: 0,
    message: /^no run is started$/,
    observe: started([...inProject, '--list'], targetOfNobody, noRun),
  },
  {
    id: 'other-project',
    title: 'tests of another project',
    simulated: '`tests/self/spec/json-pointer.spec.ts`',
    code: 0,
    message: /^no run is started$/,
    observe: started(['tests/self/spec/json-pointer.spec.ts'], targetOfNobody, noRun),
  },
]
