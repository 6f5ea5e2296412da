/** What Allure needs besides the results, and its HTML as one file that calls nobody. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { baselineInShort } from './formats/known.ts'
import type { Report } from './report.ts'

export interface Executor {
  readonly name: string
  readonly type: string
  readonly buildName?: string
  readonly buildUrl?: string
}

/** Any text, line breaks too, in the dialects of both generations: Java's and JavaScript's. */
const ANY = '[\\s\\S]*'
const security =
  'no-secret|no-stack-trace|carries-no-token|token-refused|scheme-refused|-secret-refused|client-refused|organization-refused'

/** Rules for both generations of the report: Allure 2 reads them from the results, Allure 3 from its configuration. */
const categories = [
  {
    name: 'Security',
    matchedStatuses: ['failed'],
    messageRegex: `${ANY}(${security})${ANY}`,
  },
  {
    name: 'Contract violation',
    matchedStatuses: ['failed'],
    messageRegex: `${ANY}toConform${ANY}`,
  },
  { name: 'Suite problem', matchedStatuses: ['failed', 'broken'] },
  { name: 'Not judged', matchedStatuses: ['skipped'] },
] as const

/** Adds environment, executor and categories to a results folder. */
export function describeResults(folder: string, report: Report, executor: Executor): void {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('environment.properties', properties(environmentOf(report)))
  write('executor.json', JSON.stringify({ buildName: executor.name, ...executor }))
  write('categories.json', JSON.stringify(categories))
}

export const environmentOf = ({
  target,
  contract,
  profile,
  suite,
  verdict,
  must,
  strict,
  baseline,
}: Report): Record<string, string> => ({
  Verdict: verdict,
  'MUST judged': `${must.judged} of ${must.total}`,
  Target: target.embedded ? 'embedded reference server' : target.baseUrl,
  Contract: `${contract.title} ${contract.version} (sha256 ${contract.sha256.slice(0, 12)})`,
  Profile: strict ? `${profile}, strict` : profile,
  Suite: `${suite.name} ${suite.version}`,
  ...(baseline ? { Baseline: baselineInShort(baseline) } : {}),
})

/** Java properties: what is not ASCII, and what separates keys, is escaped. */
const properties = (entries: Record<string, string>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${escaped(name).replaceAll(/[ :=]/g, '\\$&')} = ${escaped(value)}\n`)
    .join('')

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * Makes `target` from a results folder.
 * @throws Error with what the generator said when it fails
 */
export async function generateHtml(results: string, target: string, report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'allure-'))
  try {
    const config = join(folder, 'allurerc.json')
    const output = join(folder, 'report')
    writeFileSync(config, JSON.stringify(configuration(output, report)))
    const said = await run(['generate', '--config', config, '--cwd', folder, results])
    const made = join(output, 'index.html')
    if (!existsSync(made)) throw new Error(`allure generate wrote no report: ${said}`)
    const html = withoutAnalytics(readFileSync(made, 'utf8'))
    writeFileSync(target, html)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const configuration = (output: string, report: Report): object => ({
  name: `Formflow token endpoint: ${report.verdict}`,
  output,
  categories: {
    rules: categories.map((each) => ({
      name: each.name,
      matchers: {
        statuses: each.matchedStatuses,
        ...('messageRegex' in each ? { message: each.messageRegex } : {}),
      },
    })),
  },
  plugins: {
    awesome: {
      options: { singleFile: true, groupBy: ['epic', 'feature', 'story'], reportLanguage: 'en' },
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
