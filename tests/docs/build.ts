/** `npm run docs`: generates pages and passages from data and from runs. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cases } from '../../fixtures/cases/index.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import { baselinePage } from './pages/baseline.ts'
import { frameworksPage } from './pages/frameworks.ts'
import { session } from '../../reports/formats/text/markdown.ts'
import { robustnessPage } from './pages/robustness.ts'
import { CLIENT_REQUIREMENTS, requirementsPage } from './pages/requirements.ts'
import { clientCases } from '../../fixtures/client/cases/index.ts'
import { clientFaults } from '../../fixtures/client/faults/index.ts'
import { clientRequirements, requirements } from '../../spec/requirements/index.ts'
import { lifeOfABaseline } from './baseline.ts'
import { workedCertificate } from './certificate.ts'
import { diffPageToday } from './diff.ts'
import { workedDoctor } from './doctor.ts'
import { excerpts } from './excerpts.ts'
import { commandsTable, exitCodesTable, optionsTable, variablesTable } from './tables.ts'
import { certifyServer } from '../frameworks/certify.ts'
import { frameworkResults } from '../frameworks/results.ts'
import { commandLine, root } from '../cli/lib/programs.ts'
import { bare } from '../support/cli-process.ts'
import { machineMishaps, runnerMishaps } from '../robustness/mishaps.ts'
import { mishapResults, refusalResults, situationResults } from '../robustness/results.ts'

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
    return stdout.trim()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Replaces the text between the markers of a passage. */
function passage(file: string, name: string, text: string): void {
  const path = join(root, file)
  const marked = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`)
  const old = readFileSync(path, 'utf8')
  if (!marked.test(old)) throw new Error(`${file} has no passage "${name}"`)
  writeFileSync(
    path,
    old.replace(marked, (_, before: string, after: string) => `${before}\n${text}\n\n${after}`),
  )
}

mkdirSync(join(root, 'docs'), { recursive: true })
writeFileSync(join(root, 'docs', 'requirements.md'), requirementsPage(requirements, cases, faults))
writeFileSync(
  join(root, 'docs', 'client-requirements.md'),
  requirementsPage(clientRequirements, clientCases, clientFaults, CLIENT_REQUIREMENTS),
)
await import('./write-detection.ts')
const results = await frameworkResults(({ start }) => certifyServer(start))
writeFileSync(join(root, 'docs', 'frameworks.md'), frameworksPage(results))
writeFileSync(
  join(root, 'docs', 'robustness.md'),
  robustnessPage({
    groups: await situationResults(),
    refusals: await refusalResults(),
    ofMachine: await mishapResults(machineMishaps),
    ofRunner: await mishapResults(runnerMishaps),
  }),
)
await import('./security.ts')
writeFileSync(join(root, 'docs', 'baseline.md'), baselinePage(await lifeOfABaseline()))
for (const [name, text] of await workedCertificate()) passage('docs/certificate.md', name, text)
writeFileSync(join(root, 'docs', 'diff.md'), await diffPageToday())
passage('docs/doctor.md', 'doctor', await workedDoctor())
passage('docs/configuration.md', 'commands', commandsTable())
passage('docs/configuration.md', 'variables', variablesTable())
passage('docs/configuration.md', 'options', optionsTable())
passage('README.md', 'exit-codes', exitCodesTable())
passage('docs/reports.md', 'run', session('npm run conformance', runOutput([])))
const drawing = '--fault trailing-comma-accepted --fuzz 200 --seed 2026 --grep @fuzzing/bodies'
passage(
  'docs/fuzzing.md',
  'fuzz',
  session(
    `npm run conformance -- ${drawing}`,
    // One chapter tests few requirements, and no reader needs the names of the others here.
    runOutput(['--no-html', ...drawing.split(' ')]).replaceAll(
      /^Not (tested|selected|applicable) \(\d+\)[^]*?\n\n/gm,
      '',
    ),
  ),
)
passage(
  'README.md',
  'fault',
  session(
    'npm run conformance -- --fault expiry-not-checked',
    runOutput(['--no-html', '--fault', 'expiry-not-checked'], (folder) => {
      const passages = excerpts((file) => readFileSync(join(folder, file), 'utf8'))
      for (const [name, text] of Object.entries(passages)) passage('docs/reports.md', name, text)
    }),
  ),
)
