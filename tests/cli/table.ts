/** Every command and every option, once: parsing, help and the README are made of this. */
import { variables } from '../../fixtures/config/variables.ts'
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

const running: readonly Option[] = [
  ...settings,
  {
    name: 'grep',
    value: '<pattern>',
    about: 'only cases whose title or tag matches, as `@expired-token-refused`',
  },
  {
    name: 'fuzz',
    value: '<n>',
    about: 'then draw n bodies that the contract does not allow, 1 to 10000',
  },
  {
    name: 'seed',
    value: '<n>',
    about: 'draw the same bodies as the run that named this seed',
  },
  ...variation,
]

/** For what has been run already, where no variable may change what is told. */
const baseline: Option = {
  name: 'baseline',
  value: '<file>',
  about: 'the known failures, in place of those that were in force',
}

const json: Option = { name: 'json', about: 'for scripts' }
const markdown: Option = { name: 'markdown', about: 'for a job summary or a comment' }

export const commandTable: readonly Command[] = [
  {
    name: 'run',
    about: 'certify the base URL, or the embedded server without one; what no command means too',
    options: running,
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'plan',
    about: 'tell what a run with these options would send, cost and leave out; sends nothing',
    options: [...running, json],
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    name: 'doctor',
    about: 'tell what stands in the way of a run, in at most 4 requests',
    options: [...settings.filter(({ name }) => name === 'base-url'), json],
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'judge',
    about: 'judge the evidence of a run again, with the requirements of today; sends nothing',
    operand: '<evidence.ndjson>',
    options: [baseline, json],
    load: async () => (await import('./commands/judge.ts')).judge,
  },
  {
    name: 'baseline',
    about: 'tell what the last run made of each known failure, or write down what it found',
    operand: '[report.json]',
    options: [
      { name: 'write', about: 'print a baseline of all that is violated, ready to be filled in' },
      { name: 'owner', value: '<name>', about: 'who sees to what is new in it' },
      { name: 'reason', value: '<text>', about: 'why what is new in it is known' },
      {
        name: 'expires',
        value: '<date>',
        about: 'the last day of what is new in it, or in how many days that is; 30 without it',
      },
    ],
    load: async () => (await import('./commands/baseline.ts')).baseline,
  },
  {
    name: 'verify',
    about:
      'tell whether a certificate may be relied upon; ends 0 if so, 2 without a key, else 1; sends nothing',
    operand: '<certificate.json>',
    options: [
      {
        name: 'key',
        value: '<file>',
        about: 'the public key of whoever issues certificates, had from them',
      },
      {
        name: 'target',
        value: '<url>',
        about: 'the base URL that it has to be about; without it, read which one is told',
      },
      {
        name: 'evidence',
        value: '<file>',
        about:
          'its evidence, judged again; without it evidence.ndjson beside the certificate, if there',
      },
      {
        name: 'report',
        value: '<file>',
        about: 'its report; without it report.json beside the certificate, if there',
      },
      json,
    ],
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'keygen',
    about:
      'make a pair of keys for certificates: the file to sign with, and `.pub` beside it to verify with',
    operand: '<file>',
    options: [],
    load: async () => (await import('./commands/keygen.ts')).keygen,
  },
  {
    name: 'diff',
    about: 'tell what changed between two runs, by their report.json or evidence.ndjson',
    operand: '<old> <new>',
    options: [
      json,
      markdown,
      { name: 'html', value: '<file>', about: 'write a page as well, for people' },
    ],
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'drift',
    about: 'tell what changed between two versions of the OpenAPI document, files or URLs',
    operand: '<old> <new>',
    options: [json, markdown],
    load: async () => (await import('./commands/drift.ts')).drift,
  },
  {
    name: 'serve',
    about: 'start the reference server, and print the .env lines for it',
    options: [
      { name: 'port', value: '<n>', about: 'a free one without it' },
      { name: 'prefix', value: '<path>', about: 'before every path, as `/gateway/v1`' },
      { name: 'lifetime', value: '<seconds>', about: 'of a token; 3600 without it' },
      { name: 'limit', value: '<n>', about: 'requests a minute; no limit without it' },
      ...variation,
    ],
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'list',
    about: 'list requirements, cases, faults or freedoms',
    operand: '<kind>',
    options: [json],
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    name: 'explain',
    about: 'tell all about the requirement, case, fault or freedom of an id',
    operand: '<id>',
    options: [],
    load: async () => (await import('./commands/explain.ts')).explain,
  },
]
