/** A results folder -> the HTML report of Allure as one file that loads nothing. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../report/report.ts'
import { testedText, verdictWords } from '../formats/text/verdict-text.ts'
import { withBanner } from './banner.ts'
import { groupedRules } from './categories.ts'

/**
 * @param target file to write
 * @param history lines of earlier runs, for the trend; empty: none
 * @throws Error with the output of the generator when it fails
 */
export async function generateHtml(
  results: string,
  target: string,
  report: Report,
  history: string,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'allure-'))
  try {
    const config = join(folder, 'configuration.json')
    const output = join(folder, 'report')
    const historyPath = history === '' ? undefined : join(folder, 'history.jsonl')
    if (historyPath !== undefined) writeFileSync(historyPath, history)
    const runs = history.split('\n').filter((line) => line !== '').length
    writeFileSync(config, JSON.stringify(configuration(output, historyPath, report, runs)))
    const printed = await run([config, results])
    const page = join(output, 'index.html')
    if (!existsSync(page)) throw new Error(`the generator of Allure wrote no report: ${printed}`)
    writeFileSync(target, withBanner(withoutAnalytics(readFileSync(page, 'utf8')), report))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const HIDDEN =
  'language framework package titlePath host thread _fallbackTestCaseId parentSuite suite subSuite case requirement'

/** @param runs how many earlier runs there are; a chart without a run to compare with would be empty */
export const trends = (runs: number): object[] => [
  ...(runs > 0 ? [{ type: 'statusDynamics', title: 'Runs of this target' }] : []),
  ...(runs > 1 ? [{ type: 'statusTransitions', title: 'What changed from run to run' }] : []),
]

/** The charts that show something for a run with one worker in one environment. */
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
  runs: number,
): object => ({
  name: `Formflow token endpoint: ${verdictWords(report)}, ${testedText(report)}`,
  output,
  ...(historyPath === undefined ? {} : { historyPath }),
  // The suite writes the user's file itself: whole or not at all, and without messages of the target.
  appendHistory: false,
  categories: { rules: groupedRules },
  // Labels about the runner, and labels that the page shows elsewhere.
  hideLabels: HIDDEN.split(' '),
  page: {
    singleFile: true,
    groupBy: ['feature', 'story'],
    reportLanguage: 'en',
    sections: ['charts'],
    charts: [...trends(runs), ...charts],
  },
})

/** What a browser would load to show the page. */
const FOREIGN = /<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?\/\//

/**
 * The generator puts an analytics script into every report, and has no option against it.
 * @throws Error when the page still loads something, for instance because the script has another form
 */
export function withoutAnalytics(html: string): string {
  const known =
    /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>\s*window\.dataLayer[\s\S]*?<\/script>/
  const clean = html.replace(known, '')
  if (clean.includes('googletagmanager') || FOREIGN.test(clean))
    throw new Error('the HTML report still loads something from another server; it was not written')
  return clean
}

/** @returns the output of the generator */
function run(args: readonly string[]): Promise<string> {
  const program = join(import.meta.dirname, 'generator.mjs')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const printed = Buffer.concat(chunks).toString('utf8').trim()
      if (code === 0) resolve(printed)
      else reject(new Error(`the generator of Allure ended with ${code}: ${printed}`))
    })
  })
}
