/** Results -> Allure's HTML as one file that calls nobody. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../report/report.ts'
import { groupedRules } from './categories.ts'

/**
 * Makes `target` from a results folder.
 * @param history lines of earlier runs, for the trend
 * @throws Error with what the generator said when it fails
 */
export async function generateHtml(
  results: string,
  target: string,
  report: Report,
  history: string,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'allure-'))
  try {
    const config = join(folder, 'allurerc.json')
    const output = join(folder, 'report')
    const historyPath = history === '' ? undefined : join(folder, 'history.jsonl')
    if (historyPath !== undefined) writeFileSync(historyPath, history)
    writeFileSync(config, JSON.stringify(configuration(output, historyPath, report)))
    const said = await run(['generate', '--config', config, '--cwd', folder, results])
    const made = join(output, 'index.html')
    if (!existsSync(made)) throw new Error(`allure generate wrote no report: ${said}`)
    const html = withoutAnalytics(readFileSync(made, 'utf8'))
    writeFileSync(target, html)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const HIDDEN =
  'language framework package titlePath host thread _fallbackTestCaseId parentSuite suite subSuite case requirement'

const trends = [
  { type: 'statusDynamics', title: 'Runs of this target' },
  { type: 'statusTransitions', title: 'What changed from run to run' },
]

/** Those that have something to show of a run with one worker in one environment. */
const charts = [
  { type: 'successRateDistribution', title: 'Chapters and their requirements' },
  {
    type: 'testResultSeverities',
    title: 'By severity',
    levels: ['blocker', 'critical', 'normal', 'minor'],
    statuses: ['failed', 'broken', 'skipped', 'passed'],
    includeUnset: false,
  },
  { type: 'durations', title: 'How long the cases took', groupBy: 'none' },
]

const configuration = (
  output: string,
  historyPath: string | undefined,
  report: Report,
): object => ({
  name: `Formflow token endpoint: ${report.verdict}`,
  output,
  ...(historyPath === undefined ? {} : { historyPath }),
  // The user's file is not Allure's to write: it holds no messages, and is there whole or not at all.
  appendHistory: false,
  categories: { rules: groupedRules },
  // What the runner says of itself, and what stands among the tags.
  hideLabels: HIDDEN.split(' '),
  plugins: {
    awesome: {
      options: {
        singleFile: true,
        groupBy: ['feature', 'story'],
        reportLanguage: 'en',
        sections: ['charts'],
        charts: historyPath === undefined ? charts : [...trends, ...charts],
      },
    },
  },
})

/** Anything that a browser would fetch when it shows the page. */
const FOREIGN = /<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?\/\//

/**
 * The generator puts an analytics script into every report and offers no switch; a report must not call anyone.
 * @throws Error when the page still calls someone, for instance because the script has another form
 */
export function withoutAnalytics(html: string): string {
  const known =
    /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>\s*window\.dataLayer[\s\S]*?<\/script>/
  const clean = html.replace(known, '')
  if (clean.includes('googletagmanager') || FOREIGN.test(clean))
    throw new Error('the HTML report still loads something from elsewhere; it was not written')
  return clean
}

/** @returns what the generator said */
function run(args: readonly string[]): Promise<string> {
  const cli = createRequire(import.meta.url).resolve('allure')
  const bin = join(cli, '..', '..', 'cli.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const words = Buffer.concat(said).toString('utf8').trim()
      if (code === 0) resolve(words)
      else reject(new Error(`allure generate ended with ${code}: ${words}`))
    })
  })
}
