/** Options of `fleet` itself. */
import { configOption } from './targets.ts'
import type { Option } from './types.ts'

export const fleetOptions: readonly Option[] = [
  configOption,
  {
    name: 'parallel',
    value: '<n>',
    about:
      'targets that are tested at the same time, 1 to 64 (default: that of the file, or the processors, 2 to 8)',
  },
  {
    name: 'reports-dir',
    value: '<folder>',
    about: 'a folder with the overview, and a folder for each target (default: reports/out/fleet)',
  },
  { name: 'matrix', about: 'print the jobs of a CI system as JSON; tests nothing' },
  {
    name: 'merge',
    about: 'make the overview of runs that other machines made; the arguments are their folders',
  },
]

export const OF_FLEET: readonly string[] = fleetOptions.map(({ name }) => name)
