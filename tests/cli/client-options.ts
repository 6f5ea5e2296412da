/** The command `client` with its options. */
import type { Command, Option } from './lib/types.ts'

/** Options about a run that apply to the test of a client. */
const OF_CLIENTS: readonly string[] = [
  'profile',
  'strict',
  'require-all',
  'env-file',
  'baseline',
  'issuer',
  'reports-dir',
]

/**
 * @param settings the options that set variables
 * @param grep selects cases
 * @param json prints JSON
 */
export const clientCommand = (
  settings: readonly Option[],
  grep: Option,
  json: Option,
): Command => ({
  name: 'client',
  about:
    'test a client: start its program once for each case, or wait for a running application (--listen)',
  operand: '[command...]',
  options: [
    ...settings.filter(({ name }) => OF_CLIENTS.includes(name)),
    grep,
    {
      name: 'limit',
      value: '<seconds>',
      about: 'seconds that the program may take for a case (default: 30)',
    },
    { name: 'jobs', value: '<n>', about: 'cases at the same time, 1 to 16 (default: 4)' },
    {
      name: 'name',
      value: '<text>',
      about: 'name and version of the client, for the reports and the certificate',
    },
    {
      name: 'listen',
      about:
        'start nothing: wait for an application that is running, and show a page that leads through the cases',
    },
    {
      name: 'host',
      value: '<name>',
      about: 'with --listen: how the application reaches this machine (default: 127.0.0.1)',
    },
    {
      name: 'port',
      value: '<n>',
      about: 'with --listen: port of the page (default: a free one)',
    },
    { name: 'plan', about: 'show the cases and what the program has to do; starts nothing' },
    { name: 'doctor', about: 'start the program for one call, and show what it sent' },
    json,
  ],
  examples: [
    ['client -- python3 sync.py', 'start a program once for each case'],
    ['client --profile smoke -- java -jar client.jar', 'the most important cases'],
    ['client --listen', 'an application that no command starts'],
    ['client --doctor -- ./sync.sh', 'does it start, and does it reach the examiner'],
  ],
  load: async () => (await import('./commands/client.ts')).client,
})
