/** All commands with their options and examples: the parser, --help and the README are made of this. */
import { variables } from '../../fixtures/config/variables.ts'
import { certificateCommands } from './certificate-commands.ts'
import { clientCommand } from './client-options.ts'
import { fleetOptions } from './lib/fleet-options.ts'
import { targetOptions } from './lib/targets.ts'
import type { Command, Option } from './lib/types.ts'

const settings: readonly Option[] = variables.flatMap(({ name, option, about, unset }) =>
  option
    ? [
        {
          name: option.name,
          about,
          variable: {
            name,
            ...(option.sets === undefined ? {} : { sets: option.sets }),
            ...(unset === undefined ? {} : { unset }),
          },
          ...(option.value === undefined ? {} : { value: option.value }),
        },
      ]
    : [],
)

const variation: readonly Option[] = [
  { name: 'fault', value: '<id>', about: 'give the embedded server this fault' },
  { name: 'freedom', value: '<id>', about: 'give the embedded server this freedom' },
]

/** Options about reports and verdicts of whole runs, of which `ask` is none. */
const OF_RUNS: readonly string[] = [
  'reports-dir',
  'html',
  'no-html',
  'history',
  'baseline',
  'profile',
  'require-all',
  'fail-fast',
]

const grep: Option = {
  name: 'grep',
  value: '<pattern>',
  about: 'only cases whose title or tag matches, such as `@expired-token-refused`; may be repeated',
  repeatable: true,
}

/** Options of `run` that `fleet` hands on to every target. */
const OF_EVERY_TARGET: readonly string[] = ['profile', 'strict', 'require-all', 'no-html']

const runOptions: readonly Option[] = [
  ...settings,
  ...targetOptions,
  grep,
  { name: 'failed', about: 'only the cases that failed in the last run' },
  {
    name: 'fuzz',
    value: '<n>',
    about: 'also send n random bodies that the contract does not allow, 1 to 10000',
  },
  {
    name: 'seed',
    value: '<n>',
    about: 'send the same random bodies as the run that printed this seed',
  },
  ...variation,
]

/** An option without a variable: no environment may change the judgement of an earlier run. */
const baseline: Option = {
  name: 'baseline',
  value: '<file>',
  about: 'known failures to use instead of those of the run',
}

const shell: Option = {
  name: 'shell',
  value: '<name>',
  about: '`posix` (default) or `powershell`: the shell that lines are written for',
}

const json: Option = { name: 'json', about: 'print JSON, for scripts' }
const markdown: Option = { name: 'markdown', about: 'print Markdown, for a summary or a comment' }

export const commandTable: readonly Command[] = [
  {
    name: 'run',
    about: 'test the base URL, or the embedded server if none is set; the default command',
    options: [
      ...runOptions,
      {
        name: 'verbose',
        about:
          'also print the requests and responses of cases that failed; of all cases, if there are at most 5',
      },
      { name: 'json', about: 'print report.json instead of the text' },
    ],
    examples: [
      ['run', 'test the target of .env, or the embedded server'],
      ['--profile smoke --base-url https://staging.example.com', '12 requests to staging'],
      ['--env-file .env.staging', 'one of several targets'],
      ['run --grep @expired-token-refused', 'only the cases of one requirement'],
      ['run --fault expiry-not-checked', 'see what a failure looks like'],
    ],
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'fleet',
    about: 'test the named targets of formflow.config.json, and write one overview',
    operand: '[names...]',
    options: [...fleetOptions, ...settings.filter(({ name }) => OF_EVERY_TARGET.includes(name))],
    examples: [
      ['fleet staging production', 'two targets'],
      ['fleet --matrix', 'the jobs of a CI system'],
      ['fleet --merge artifacts', 'the overview of what these jobs found'],
    ],
    load: async () => (await import('./commands/fleet.ts')).fleet,
  },
  {
    name: 'plan',
    about: 'show what a run with these options would send, cost and not test; sends nothing',
    options: [...runOptions, json],
    examples: [['plan --profile exhaustive', 'the cost of all cases']],
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    name: 'doctor',
    about: 'check configuration, network and login before a run, with at most 4 requests',
    options: [
      ...settings.filter(({ name }) =>
        ['base-url', 'env-file', 'header-file', 'resolve'].includes(name),
      ),
      ...targetOptions,
      json,
    ],
    examples: [
      ['doctor --base-url https://staging.example.com', 'check another target'],
      ['doctor --target staging', 'check a target of formflow.config.json'],
    ],
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'show',
    about:
      'show requests, responses and findings of a case of the last run, or of all cases that violate a requirement; sends nothing',
    operand: '<id>',
    options: [
      {
        name: 'evidence',
        value: '<file>',
        about: 'evidence of another run (default: evidence.ndjson of the last one)',
      },
      json,
    ],
    examples: [['show wrong-types/client-id-null', 'what was sent and received in the last run']],
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'ask',
    about:
      'send one case now, after the control, and show its requests and responses; writes no report',
    operand: '<case>',
    options: [
      ...settings.filter(({ name }) => !OF_RUNS.includes(name)),
      ...targetOptions,
      ...variation,
      json,
    ],
    examples: [['ask wrong-types/client-id-null', 'with the target of .env']],
    load: async () => (await import('./commands/ask.ts')).ask,
  },
  {
    name: 'env',
    about:
      'print commands that set the variables of curl lines, with the secret, for a shell to read',
    options: [...settings.filter(({ name }) => name === 'env-file'), ...targetOptions, shell],
    examples: [['env --shell powershell | Out-String | Invoke-Expression', 'for PowerShell']],
    load: async () => (await import('./commands/env.ts')).env,
  },
  clientCommand(settings, grep, json),
  {
    name: 'judge',
    about: 'judge the evidence of a run again with the current requirements; sends nothing',
    operand: '<evidence.ndjson>',
    options: [baseline, json],
    examples: [['judge reports/out/evidence.ndjson', 'the last run, judged again']],
    load: async () => (await import('./commands/judge.ts')).judge,
  },
  {
    name: 'baseline',
    about: 'show the known failures of the last run, or print a new baseline from its report',
    operand: '[report.json]',
    options: [
      { name: 'write', about: 'print a baseline of all current violations' },
      { name: 'owner', value: '<name>', about: 'who takes care of the new entries' },
      { name: 'reason', value: '<text>', about: 'why the new entries are known' },
      {
        name: 'expires',
        value: '<date>',
        about: 'last day of the new entries: a date, or a number of days (default: 30)',
      },
    ],
    examples: [
      ['baseline', 'the known failures of the last run'],
      ['baseline --write --expires 14 > baseline.json', 'a new baseline'],
    ],
    load: async () => (await import('./commands/baseline.ts')).baseline,
  },
  ...certificateCommands(json),
  {
    name: 'diff',
    about: 'compare two runs by their report.json or evidence.ndjson',
    operand: '<old> <new>',
    options: [
      json,
      markdown,
      { name: 'html', value: '<file>', about: 'also write an HTML page to this file' },
    ],
    examples: [['diff old/report.json new/report.json', 'what changed between two runs']],
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'drift',
    about: 'compare two versions of the OpenAPI document, files or URLs',
    operand: '<old> <new>',
    options: [json, markdown],
    examples: [['drift old.json https://docs.example.com/api.json', 'a file and a URL']],
    load: async () => (await import('./commands/drift.ts')).drift,
  },
  {
    name: 'serve',
    about: 'start the reference server, and print the .env lines for it',
    options: [
      { name: 'port', value: '<n>', about: 'port to listen on (default: a free one)' },
      { name: 'prefix', value: '<path>', about: 'path before all others, such as `/gateway/v1`' },
      { name: 'lifetime', value: '<seconds>', about: 'lifetime of a token (default: 3600)' },
      { name: 'limit', value: '<n>', about: 'requests per minute (default: no limit)' },
      ...variation,
    ],
    examples: [
      ['serve --port 4010 > .env', 'the next run tests this server'],
      ['serve --fault expiry-not-checked', 'a server that accepts expired tokens'],
    ],
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'list',
    about:
      'list requirements, cases, faults or freedoms; those of clients as client-requirements and so on',
    operand: '<kind>',
    options: [json],
    examples: [
      ['list requirements', 'all requirements on a server, with their level'],
      ['list client-cases', 'what a client is tested with'],
    ],
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    name: 'explain',
    about: 'explain the requirement, case, fault or freedom with this id, of servers or of clients',
    operand: '<id>',
    options: [shell],
    examples: [['explain expired-token-refused', 'cases, faults and a curl line']],
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    name: 'version',
    about: 'show the versions of this suite, the contract and Node; also as `--version`',
    options: [],
    examples: [['--version', 'which suite it was']],
    load: async () => (await import('./commands/version.ts')).version,
  },
]
