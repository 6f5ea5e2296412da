/** The runner started without the command `run`, as data: right, or one clear line and a code that is not 0. */
import { existsSync } from 'node:fs'
import { ran, targetOfNobody, type Ran } from '../support/runner.ts'
import { ONE, type Mishap, type MishapOutcome, type Place } from './mishaps.ts'

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
