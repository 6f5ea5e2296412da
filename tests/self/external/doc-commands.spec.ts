/** Every command in the documents is executed, in the order of its page; those that are not are listed with the reason. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { root } from '../../cli/lib/programs.ts'
import { commandTable } from '../../cli/table.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { command } from '../../support/cli-process.ts'
import { commandLines, markdownPages, textOf } from '../../support/markdown-pages.ts'
import { served, type Served } from '../../support/served.ts'
import { inFolder } from '../../support/working-folder.ts'

/** Why a command is not executed here. */
const EXEMPT: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/<[a-z]/, 'has a placeholder'],
  [/^npm (?:ci|cit|test|install|pack|config)\b|\.tgz\b/, 'tests/self/package installs the package'],
  [
    /^npm run (?:check|docs|images|bench|build|sbom|release:check|package-managers|structure)\b/,
    'is for a checkout, and changes it or takes minutes',
  ],
  [/\bserve\b/, 'does not end; serve.spec.ts starts it'],
  [/ --listen\b/, 'needs a person; listening.spec.ts plays one'],
  [
    /conformance -- client -- (?:node|python3|java|php) /,
    'takes some fifty starts; examples.spec.ts certifies these programs',
  ],
  [/MAX_WAIT_S=4000/, 'waits for an hour; expired.spec.ts waits for a short life'],
  [/CLIENT_CERT_FILE=/, 'needs a gate with TLS; gates.spec.ts has one'],
  [/--resolve api\.staging/, 'is for a host of the network; gates.spec.ts has one on this machine'],
  [/baseline --write --expires 2026/, 'is of a story with its own clock; baseline-life.spec.ts'],
]

// In one worker, so that the run that all pages start from is made once.
test.describe.configure({ mode: 'default' })

let server: Served
let shared: string

test.beforeAll(async () => {
  server = await served()
  shared = mkdtempSync(join(tmpdir(), 'formflow-docs-'))
  const outputPath = (...parts: readonly string[]): string => join(shared, ...parts)
  const args = ['run', '--no-html', '--fault', 'expiry-not-checked']
  await command({ outputPath }, args, { folder: 'ran' })
})

test.afterAll(async () => {
  await server?.close()
  rmSync(shared, { recursive: true, force: true })
})

/** The files of a run in which a case failed. */
const restore = (checkout: string, to: string): void =>
  cpSync(join(shared, 'ran', 'reports'), join(checkout, to), { recursive: true, force: true })

/** A folder like the checkout of somebody who has run the suite before, with the files that the pages name. */
function prepared(checkout: string): void {
  mkdirSync(checkout, { recursive: true })
  for (const to of ['reports/out', 'old', 'new', '../runs/1.9', '../runs/2.0', 'artifacts/staging'])
    restore(checkout, to)
  symlinkSync(join(root, 'examples'), join(checkout, 'examples'))
  const write = (name: string, text: string): void => writeFileSync(join(checkout, name), text)
  const lines = { ...server.env, ...server.secondEnv }
  const dotenv = Object.entries(lines).map(([name, value]) => `${name}="${value}"\n`)
  write('.env', dotenv.join(''))
  write('.env.staging', dotenv.join(''))
  write('no.env', '')
  write('baseline.json', JSON.stringify({ known: [] }))
  writeFileSync(join(checkout, 'gate-headers.txt'), 'X-Gate: a-key-of-the-gate\n', { mode: 0o600 })
  const document = textOf('spec/contract/formflow.openapi.json')
  write('formflow.openapi.json', document)
  const earlier = 'tests/support/documents/token-2025-05.openapi.json'
  write('token-2025-05.openapi.json', textOf(earlier))
  for (const day of ['today', 'tomorrow'])
    write(`docs-of-${day}.md`, `\`\`\`json\n${document}\`\`\`\n`)
  const { clientId, clientSecret, organizationId } = server.credentials
  write('secret', clientSecret)
  const target = {
    baseUrl: server.baseUrl,
    clientId,
    clientSecret: { file: 'secret' },
    organizationId,
    profile: 'smoke',
  }
  const targets = { staging: target, 'partner-north': target, production: target }
  write('formflow.config.json', JSON.stringify({ targets }))
}

/** The arguments of our program in a line of a shell; `undefined`: it starts another program. */
function argumentsOf(line: string): { env: Record<string, string>; args: string[] } | undefined {
  const words = (line.match(/(?:"[^"]*"|[^\s"])+/g) ?? []).map((word) => word.replaceAll('"', ''))
  const at = words.findIndex((word) => !/^[A-Z_]+=/.test(word))
  const env = Object.fromEntries(
    words.slice(0, at).map((word) => word.split('=') as [string, string]),
  )
  const [program, ...rest] = words.slice(at)
  if (program === 'formflow-conformance') return { env, args: rest }
  if (program === 'npx' && rest[0] === program) return { env, args: rest.slice(1) }
  if (program === 'npx') return { env, args: rest.slice(1) }
  const [verb, script = '', ...args] = rest.filter((word) => word !== '--silent')
  if (verb !== 'run') return undefined
  const given = args[0] === '--' ? args.slice(1) : args
  return { env, args: script === 'conformance' ? given : [script, ...given] }
}

const reasonFor = (line: string): string | undefined =>
  EXEMPT.find(([pattern]) => pattern.test(line))?.[1]

/** Pages about a case that the smallest profile does not have. */
const WHOLE = ['docs/failures.md', 'docs/baseline.md']

/** Elsewhere a run takes fewer requests here than it does for a reader. */
const quick = (page: string) => ({
  FORMFLOW_PROFILE: WHOLE.includes(page) ? 'certify' : 'smoke',
  FORMFLOW_HTML: '0',
  // As if it were not set: reports/out.
  FORMFLOW_REPORTS_DIR: '',
})

/** Exit codes of a command that did what it is for: 1 is a finding, such as a certificate of so small a run. */
const USUAL = [0, 1]

/** Its folder has others beside it, as that of a reader has. */
const CHECKOUT = 'checkout'

/** Whether the machine has the program of a client. */
function isMissing(args: readonly string[]): boolean {
  const [program = ''] = args.includes('--') ? args.slice(args.indexOf('--') + 1) : []
  return program !== '' && spawnSync(program, ['--version']).error !== undefined
}

/** Commands that start processes of their own. */
const STARTING = ['run', 'fleet', 'client']

interface Ending {
  readonly code: number | null
  readonly output: string
}

/** In a new process only what starts others: to load the command line takes longer than most commands. */
async function executed(
  info: Pick<TestInfo, 'outputPath'>,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ending> {
  const [name = 'run'] = args
  if (name.startsWith('-') || STARTING.includes(name))
    return command(info, args, { folder: CHECKOUT, env })
  const { code, stdout, stderr } = await inFolder(info.outputPath(CHECKOUT), () =>
    inProcess(args, env),
  )
  return { code, output: stdout + stderr }
}

for (const page of markdownPages.filter((name) => !/CHANGELOG|CONTRIBUTING/.test(name))) {
  const lines = [...new Set(commandLines(page))].filter((line) => reasonFor(line) === undefined)
  if (lines.length === 0) continue
  test(`the ${lines.length} commands of ${page} run as they stand there`, async ({}, info) => {
    prepared(info.outputPath(CHECKOUT))
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const line of lines) {
      const { env, args } = argumentsOf(line) ?? { env: {}, args: ['not ours'] }
      // The checkout and the package have different commands for the same.
      if (isMissing(args) || seen.has(args.join(' '))) continue
      seen.add(args.join(' '))
      // A fault is for the embedded server, and the pages of a client start their program themselves.
      const embedded = args.includes('--fault') ? { FORMFLOW_ENV_FILE: 'no.env' } : {}
      // Its page has a run before it in which nothing failed.
      if (args.includes('--failed')) restore(info.outputPath(CHECKOUT), 'reports/out')
      const ended = await executed(info, args, { ...quick(page), ...embedded, ...env })
      if (!USUAL.includes(ended.code ?? -1))
        wrong.push(`${line}: ${ended.code} ${ended.output.slice(-300)}`)
    }
    expect(wrong).toEqual([])
  })
}

test('every reason to execute a command elsewhere is used, and no command of the table is in no document', () => {
  const lines = markdownPages.flatMap(commandLines)
  expect(EXEMPT.filter(([pattern]) => !lines.some((line) => pattern.test(line)))).toEqual([])
  const named = new Set(lines.flatMap((line) => argumentsOf(line)?.args[0] ?? []))
  const unnamed = commandTable.map(({ name }) => name).filter((name) => !named.has(name))
  // It stands within `eval "$(...)"`; env-command.spec.ts has a shell read it.
  expect(unnamed).toEqual(['env'])
})
