/** What `npm run docs` generates: each part by its name, with the pages that it writes. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cases } from '../../fixtures/cases/index.ts'
import { clientCases } from '../../fixtures/client/cases/index.ts'
import { clientFaults } from '../../fixtures/client/faults/index.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import { session } from '../../reports/formats/text/markdown.ts'
import { clientRequirements, requirements } from '../../spec/requirements/index.ts'
import { commandLine } from '../cli/lib/programs.ts'
import { certifyServer } from '../frameworks/certify.ts'
import { frameworkResults } from '../frameworks/results.ts'
import { machineMishaps } from '../robustness/mishaps.ts'
import { runnerMishaps } from '../robustness/runner-mishaps.ts'
import { mishapResults, refusalResults, situationResults } from '../robustness/results.ts'
import { attackGroups } from '../support/attacks.ts'
import { bare } from '../support/cli-process.ts'
import { lifeOfABaseline } from './baseline.ts'
import { workedCertificate } from './certificate.ts'
import { detectionFiles } from './detection-page.ts'
import { diffPageToday } from './diff.ts'
import { workedDoctor } from './doctor.ts'
import { excerpts } from './excerpts.ts'
import { baselinePage } from './pages/baseline.ts'
import { frameworksPage } from './pages/frameworks.ts'
import { CLIENT_REQUIREMENTS, requirementsPage } from './pages/requirements.ts'
import { robustnessPage } from './pages/robustness.ts'
import { securityPage } from './pages/security.ts'
import type { Generated } from './model.ts'
import { settled, settledCertificate } from './settled.ts'
import { commandsTable, exitCodesTable, optionsTable, variablesTable } from './tables.ts'

/**
 * @param look reads the files of the run before they are removed
 * @returns the output of `npm run conformance` with these options
 */
function runOutput(args: readonly string[], look?: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  try {
    const { stdout } = spawnSync(process.execPath, [commandLine, 'run', ...args], {
      // No `.env` of the checkout names another target.
      cwd: folder,
      encoding: 'utf8',
      env: { ...bare, FORMFLOW_REPORTS_DIR: folder, NO_COLOR: '1' },
    })
    look?.(folder)
    return settled(stdout.trim())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const page = (name: string, text: string): Generated[] => [{ file: `docs/${name}.md`, text }]

/** One chapter tests few requirements, and no reader needs the names of the others here. */
const withoutOthers = (output: string): string =>
  output.replaceAll(/^Not (tested|selected|applicable) \(\d+\)[^]*?\n\n/gm, '')

const DRAWING = '--fault truncated-json-completed --fuzz 200 --seed 2026 --grep @fuzzing/bodies'

function failureExample(): Generated[] {
  const passages: Generated[] = []
  const output = runOutput(['--no-html', '--fault', 'expiry-not-checked'], (folder) => {
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
    for (const [passage, text] of Object.entries(excerpts(read)))
      passages.push({ file: 'docs/reports.md', passage, text: settled(text) })
  })
  const text = session('npm run conformance -- --fault expiry-not-checked', output)
  return [{ file: 'docs/failures.md', passage: 'fault', text }, ...passages]
}

/** Name -> what it generates. */
export const generators: Readonly<Record<string, () => Promise<readonly Generated[]>>> = {
  tables: async () => [
    { file: 'docs/configuration.md', passage: 'commands', text: commandsTable() },
    { file: 'docs/configuration.md', passage: 'variables', text: variablesTable() },
    { file: 'docs/configuration.md', passage: 'options', text: optionsTable() },
    { file: 'README.md', passage: 'exit-codes', text: exitCodesTable() },
  ],
  requirements: async () => [
    ...page('requirements', requirementsPage(requirements, cases, faults)),
    ...page(
      'client-requirements',
      requirementsPage(clientRequirements, clientCases, clientFaults, CLIENT_REQUIREMENTS),
    ),
  ],
  detection: detectionFiles,
  frameworks: async () =>
    page('frameworks', frameworksPage(await frameworkResults(({ start }) => certifyServer(start)))),
  robustness: async () =>
    page(
      'robustness',
      robustnessPage({
        groups: await situationResults(),
        refusals: await refusalResults(),
        ofMachine: await mishapResults(machineMishaps),
        ofRunner: await mishapResults(runnerMishaps),
      }),
    ),
  security: async () =>
    page(
      'security',
      securityPage(
        await Promise.all(
          attackGroups.map(async (group) => ({
            ...group,
            attacks: await Promise.all(
              group.attacks.map(async (attack) => ({
                ...attack,
                observed: await attack.observe(),
              })),
            ),
          })),
        ),
      ),
    ),
  baseline: async () => page('baseline', baselinePage(await lifeOfABaseline())),
  certificate: async () =>
    [...(await workedCertificate())].map(([passage, text]) => ({
      file: 'docs/certificate.md',
      passage,
      text: settledCertificate(text),
    })),
  diff: async () => page('diff', await diffPageToday()),
  doctor: async () => [
    { file: 'docs/doctor.md', passage: 'doctor', text: settled(await workedDoctor()) },
  ],
  run: async () => [
    {
      file: 'docs/reports.md',
      passage: 'run',
      text: session('npm run conformance', runOutput([])),
    },
  ],
  failure: async () => failureExample(),
  fuzzing: async () => [
    {
      file: 'docs/fuzzing.md',
      passage: 'fuzz',
      text: session(
        `npm run conformance -- ${DRAWING}`,
        withoutOthers(runOutput(['--no-html', ...DRAWING.split(' ')])),
      ),
    },
  ],
}
