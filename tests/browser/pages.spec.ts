/**
 * Every HTML page of a run in a real browser: nothing leaves it, nothing fails in it, everybody can read it. Skipped where
 * no Chromium is installed.
 */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import type * as Axe from 'axe-core'
import { reportPage } from '../../reports/formats/page/report-page.ts'
import { STYLE } from '../../reports/formats/page/style.ts'
import { OVERVIEW_STYLE, overviewHtml, SHEET } from '../../reports/overview/html.ts'
import { overviewOf } from '../../reports/overview/overview.ts'
import type { Report } from '../../reports/report/report.ts'
import { command } from '../support/cli-process.ts'
import { present } from '../support/exchange.ts'
import { CHROMIUM, NO_CHROMIUM } from '../support/chromium.ts'

test.skip(CHROMIUM === undefined, NO_CHROMIUM)
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

let browser: Browser
/** Name of a page -> its file. */
const pages = new Map<string, string>()
let folder: string

/** The folder of a test is removed when it ends, and these pages are for all tests. */
const root = mkdtempSync(join(tmpdir(), 'formflow-pages-'))
const outputPath = (...names: string[]): string => join(root, ...names)

test.beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: present(CHROMIUM),
    // In a container Chromium runs as root, for which it has no sandbox.
    args: ['--no-sandbox'],
  })
  const fault = await command({ outputPath }, ['run', '--fault', 'expiry-not-checked'], {
    folder: 'fault',
    env: { FORMFLOW_HTML: '1' },
  })
  const good = await command({ outputPath }, ['run', '--no-html'], { folder: 'good' })
  const diff = outputPath('diff.html')
  const both = [good, fault].map(({ reports }) => join(reports, 'report.json'))
  await command({ outputPath }, ['diff', ...both, '--html', diff], { folder: 'diff' })
  folder = fault.reports
  pages.set('report of one failure', join(fault.reports, 'report.html'))
  pages.set('report without a failure', join(good.reports, 'report.html'))
  pages.set('report of 60 failures', reportOf60(fault.report(), outputPath('60')))
  pages.set('certificate that fails', join(fault.reports, 'certificate.html'))
  pages.set('certificate', join(good.reports, 'certificate.html'))
  pages.set('diff', diff)
  pages.set('overview', overviewOf200([good.report(), fault.report()], outputPath('overview')))
  pages.set('Allure', join(fault.reports, 'allure-report', 'index.html'))
})

test.afterAll(async () => {
  await browser?.close()
  rmSync(root, { recursive: true, force: true })
})

/** As if 60 requirements failed like the one that did. */
function reportOf60(report: Report, to: string): string {
  const violation = present(report.cases.flatMap(({ violations }) => violations)[0])
  const failing = report.requirements.slice(0, 60)
  mkdirSync(to, { recursive: true })
  writeFileSync(join(to, 'report.css'), STYLE)
  writeFileSync(
    join(to, 'report.html'),
    reportPage({
      ...report,
      requirements: report.requirements.map((requirement, at) =>
        at < 60 ? { ...requirement, outcome: 'violated' } : requirement,
      ),
      cases: report.cases.map((reportedCase, at) => {
        const requirement = failing[at]
        return requirement
          ? {
              ...reportedCase,
              outcome: 'violated',
              violations: [{ ...violation, requirement: requirement.id, level: 'MUST' }],
            }
          : reportedCase
      }),
    }),
  )
  return join(to, 'report.html')
}

/** As if 200 targets were like these. */
function overviewOf200(reports: readonly Report[], to: string): string {
  mkdirSync(to, { recursive: true })
  const ended = Array.from({ length: 200 }, (_, at) => ({
    name: `target-${at}`,
    folder: `target-${at}`,
    report: present(reports[at % reports.length]),
  }))
  writeFileSync(join(to, SHEET), OVERVIEW_STYLE)
  writeFileSync(join(to, 'overview.html'), overviewHtml(overviewOf(ended)))
  return join(to, 'overview.html')
}

interface Opened {
  readonly page: Page
  /** Requests other than for a local file, and errors. */
  readonly wrong: readonly string[]
}

async function open(
  url: string,
  { width = 1280, scheme = 'light' }: { width?: number; scheme?: 'light' | 'dark' } = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme })
  const wrong: string[] = []
  page.on('request', (request) => {
    if (
      !/^(?:file|data|blob):/.test(request.url()) &&
      new URL(request.url()).origin !== new URL(url).origin
    )
      wrong.push(`request to ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  await page.goto(url)
  return { page, wrong }
}

const urlOf = (name: string): string => pathToFileURL(present(pages.get(name))).href

/**
 * Violations of WCAG 2.2 A and AA. The stamp across a certificate is pale on purpose: the text below it is to be read,
 * and says the same. The policy of our pages allows no
 * script but that of a tester.
 */
async function unreadable(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(AXE, 'utf8'))
  const { violations } = await page.evaluate<Axe.AxeResults>(
    `axe.run({ exclude: ['.stamp'] }, { preload: false, runOnly: ${JSON.stringify(RULES)} })`,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const OURS = [
  'report of one failure',
  'report without a failure',
  'report of 60 failures',
  'certificate that fails',
  'certificate',
  'diff',
  'overview',
]

const TOO_WIDE = 'document.documentElement.scrollWidth - innerWidth'

for (const name of OURS) {
  for (const scheme of ['light', 'dark'] as const)
    test(`${name}, ${scheme}: nothing leaves, nothing fails, axe finds nothing`, async () => {
      const { page, wrong } = await open(urlOf(name), { scheme })
      expect(await unreadable(page)).toEqual([])
      expect(wrong).toEqual([])
      const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      const [light = 0] = (/\d+/.exec(paper) ?? []).map(Number)
      expect(light > 127).toBe(scheme === 'light')
      await page.close()
    })

  test(`${name} fits on a phone`, async () => {
    const { page } = await open(urlOf(name), { width: 390 })
    expect(await page.evaluate(TOO_WIDE)).toBeLessThanOrEqual(0)
    await page.close()
  })

  test(`${name} prints dark on white`, async () => {
    const { page } = await open(urlOf(name), { scheme: 'dark' })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const ink = await page.evaluate<string>('getComputedStyle(document.body).color')
    expect(Math.max(...(ink.match(/\d+/g) ?? []).slice(0, 3).map(Number))).toBeLessThan(80)
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.close()
  })
}

test('Allure opens at the verdict: nothing leaves, nothing fails', async () => {
  const { page, wrong } = await open(urlOf('Allure'))
  const verdict = page.locator('#formflow-verdict')
  await expect(verdict).toContainText('NON-CONFORMANT')
  await page.getByText('an expired token is refused').first().waitFor()
  await expect(verdict).toBeInViewport({ ratio: 1 })
  const below = await page.evaluate('document.documentElement.scrollHeight - innerHeight')
  expect(below).toBeLessThanOrEqual(1)
  expect(wrong).toEqual([])
  await page.close()
})

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.css': 'text/css' }

test('report.html has its style under the content policy of Jenkins', async () => {
  const policy = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';"
  const server = createServer((request, response) => {
    const file = join(folder, new URL(request.url ?? '/', 'http://a').pathname)
    if (!existsSync(file)) return response.writeHead(404).end()
    response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain')
    return response.end(readFileSync(file))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const { page } = await open(`http://127.0.0.1:${port}/report.html`)
    const border = await page.evaluate(
      "getComputedStyle(document.querySelector('header')).borderLeftWidth",
    )
    expect(border).toBe('8px')
    await page.close()
  } finally {
    server.close()
  }
})

test('without its style the page is still in order', async () => {
  const { page } = await open(urlOf('report of one failure'))
  await page.evaluate("document.querySelectorAll('style, link').forEach((style) => style.remove())")
  const text = await page.locator('main').innerText()
  const places = [
    'NON-CONFORMANT',
    'For a release',
    'Requirements by subject',
    'Violated',
    'Expected',
    'How to fix it',
  ].map((part) => text.indexOf(part))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  await page.close()
})
