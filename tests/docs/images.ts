/**
 * `npm run images`: the pictures of README.md in docs/images, taken in the Chromium of the system from two real runs: one
 * with a fault, and a certified one.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser } from '@playwright/test'
import { variationNamed } from '../../fixtures/run/variation.ts'
import { escaped } from '../../reports/formats/text/html.ts'
import { root } from '../cli/lib/programs.ts'
import { CHROMIUM, NO_CHROMIUM } from '../support/chromium.ts'
import { command, type Ended } from '../support/cli-process.ts'
import { served } from '../support/served.ts'
import { settled, settledCertificate } from './settled.ts'

/** A larger picture makes the README slow. */
const MOST_BYTES = 150_000

/** Colours of a terminal -> those of the picture. */
const COLOURS: Readonly<Record<string, string>> = {
  1: 'font-weight:700',
  2: 'opacity:.7',
  31: 'color:#ff7b72',
  32: 'color:#7ee787',
  33: 'color:#e3b341',
}

// oxlint-disable-next-line no-control-regex -- colours are control characters
const COLOUR = /\u001b\[(\d+)m/

/** A line with colours as HTML; every second part is the number of a colour. */
const coloured = (line: string): string =>
  line
    .split(COLOUR)
    .map((part, at) => (at % 2 === 0 ? escaped(part) : spanOf(part)))
    .join('')

const spanOf = (code: string): string =>
  code in COLOURS ? `<span style="${COLOURS[code]}">` : '</span>'

const consolePage = (output: string): string => `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 18px 22px; background: #0d1117; color: #e6edf3; }
pre { margin: 0; font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
</style><pre>$ npx formflow-conformance
${settled(output).trim().split('\n').map(coloured).join('\n')}</pre>`

/** Without the progress, which a terminal overwrites, and the token of the request. */
const shownLines = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/^case \d|^(?:\S\[\d+m)? {4}token {2,}|^reports in /.test(line))
    .join('\n')

interface Picture {
  readonly name: string
  readonly file: string
  readonly width: number
  readonly height?: number
}

async function take(browser: Browser, { name, file, width, height }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: height ?? 100 } })
  await page.goto(pathToFileURL(file).href)
  const picture = await page.screenshot({ fullPage: height === undefined })
  await page.close()
  if (picture.length > MOST_BYTES)
    throw new Error(`${name} has ${picture.length} bytes; at most ${MOST_BYTES} are wanted`)
  const to = join('docs', 'images', `${name}.png`)
  writeFileSync(join(root, to), picture)
  process.stdout.write(`${to}  ${Math.round(picture.length / 1000)} kB\n`)
}

/** A run whose pages say nothing that changes from run to run. */
async function ran(
  folder: string,
  name: string,
  args: readonly string[],
  env = {},
): Promise<Ended> {
  const outputPath = (...parts: readonly string[]): string => join(folder, ...parts)
  const ended = await command({ outputPath }, ['run', '--no-html', ...args], { env, folder: name })
  for (const page of ['report.html', 'certificate.html']) {
    const file = join(ended.reports, page)
    writeFileSync(file, settledCertificate(readFileSync(file, 'utf8')))
  }
  return ended
}

async function main(): Promise<number> {
  if (CHROMIUM === undefined) {
    process.stderr.write(`${NO_CHROMIUM}\n`)
    return 3
  }
  const folder = mkdtempSync(join(tmpdir(), 'images-'))
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  const faulty = await served(await variationNamed('expiry-not-checked'))
  const server = await served()
  try {
    const key = join(folder, 'key.pem')
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    const failed = await ran(folder, 'failed', [], {
      ...faulty.env,
      ...faulty.secondEnv,
      FORCE_COLOR: '1',
    })
    const passed = await ran(folder, 'passed', ['--issuer', 'Acme GmbH, release team'], {
      ...server.env,
      ...server.secondEnv,
      FORMFLOW_SIGNING_KEY_FILE: key,
    })
    const console = join(folder, 'console.html')
    writeFileSync(console, consolePage(shownLines(failed.output)))
    await take(browser, { name: 'console', file: console, width: 900 })
    const report = join(failed.reports, 'report.html')
    await take(browser, { name: 'report', file: report, width: 900, height: 1220 })
    const certificate = join(passed.reports, 'certificate.html')
    await take(browser, { name: 'certificate', file: certificate, width: 860, height: 640 })
    return 0
  } finally {
    await browser.close()
    await Promise.all([faulty.close(), server.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main()
