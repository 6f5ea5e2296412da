/** The package as its users have it: packed, unpacked into a folder of theirs, and run there. */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { variableTable } from '../../../fixtures/config/variables.ts'
import { suiteSha256 } from '../../../reports/certificate/suite-digest.ts'
import type { Report } from '../../../reports/report/report.ts'
import { root } from '../../cli/lib/programs.ts'
import { licencesIn } from '../../package/bundle.ts'
import { pack, type Packed } from '../../package/pack.ts'
import { problemsOf, shippedPackages } from '../../package/shipped.ts'
import { linkDependencies } from '../../support/built-suite.ts'
import { bare } from '../../support/cli-process.ts'
import { reportProblems } from '../../support/report-schemas.ts'
import { served } from '../../support/served.ts'

// One after the other in one process: they share what was packed.
test.describe.configure({ mode: 'serial' })

interface Manifest {
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: object
  readonly exports: Readonly<Record<string, string | object>>
}

let packed: Packed
let folder: string
/** The folder of a user, with a blank in its name. */
let project: string
let installed: string

const manifest = (): Manifest =>
  JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest

/** As an installation does it, without a registry; of our packages only those that the package names can be found. */
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  packed = await pack(folder)
  project = join(folder, 'a project')
  installed = join(project, 'node_modules', 'formflow-conformance')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', packed.tarball, '--strip-components=1', '-C', installed])
  linkDependencies(installed, join(project, 'node_modules'))
  for (const file of readdirSync(installed, { recursive: true, encoding: 'utf8' }))
    chmodSync(join(installed, file), statSync(join(installed, file)).mode & 0o555)
})

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts a program of node in the folder of the user. */
async function node(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, args, { cwd: project, env: { ...bare, ...env } })
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  return { code, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) }
}

const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  node([join(installed, manifest().bin['formflow-conformance'] ?? ''), ...args], env)

/** Writes a program into the folder of the user and starts it. */
function program(text: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  writeFileSync(join(project, 'program.mjs'), text)
  return node(['program.mjs'], env)
}

const contents = (): string[] =>
  readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .map((file) => `${file} ${statSync(join(installed, file)).mtimeMs}`)
    .toSorted()

test('it holds JavaScript, data and documents, and no tests, no TypeScript and no sources', () => {
  const kinds = packed.files.map((file) => /(\.d\.ts|\.[a-z]+)?$/.exec(file)?.[0] ?? '')
  expect([...new Set(kinds)].toSorted()).toEqual(
    ['', '.d.ts', '.example', '.js', '.json', '.md', '.mjs', '.tar', '.txt'].toSorted(),
  )
  expect(packed.files.filter((file) => /\b(self|support|golden|bench|out)\b/.test(file))).toEqual(
    [],
  )
  expect(packed.sizeKb).toBeLessThan(3000)
})

test('every package that users get, also in the bundle, may be passed on and runs nothing when it is installed', () => {
  const shipped = shippedPackages(licencesIn(join(installed, 'dist')))
  expect(problemsOf(shipped)).toEqual([])
  expect(shipped.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['@playwright/test', 'ajv', '@allurereport/core', 'handlebars']),
  )
  const [first = { name: '', version: '', licence: '', installs: false }] = shipped
  const unwanted = { ...first, name: 'a', version: '1', licence: 'GPL-3.0', installs: true }
  expect(problemsOf([unwanted])).toEqual([
    'a 1: GPL-3.0 is not on the list',
    'a 1 runs a script when it is installed',
  ])
})

test('the command certifies the embedded server, writes the reports beside the user, and nothing into the package', async () => {
  const before = contents()
  const { code, stdout, stderr } = await command(['--profile', 'smoke'])
  expect(code, stdout + stderr).toBe(0)
  expect(stdout).toContain('CONFORMANT SO FAR')
  for (const name of ['report.json', 'junit.xml', 'certificate.json', 'allure-report/index.html'])
    expect(existsSync(join(project, 'reports', 'out', name)), name).toBe(true)
  expect(contents()).toEqual(before)
})

test('the command certifies a target, and verifies the certificate, which has the digest of the checkout', async () => {
  const server = await served()
  const { code, stdout, stderr } = await command(['--no-html', '--reports-dir', 'mine'], server.env)
  await server.close()
  expect(code, stdout + stderr).toBe(0)
  const envelope = readFileSync(join(project, 'mine', 'certificate.json'), 'utf8')
  const { payload } = JSON.parse(envelope) as { payload: string }
  expect(Buffer.from(payload, 'base64').toString('utf8')).toContain(suiteSha256())
  const verified = await command(['verify', join('mine', 'certificate.json'), '--json'])
  const { steps } = JSON.parse(verified.stdout) as { steps: { name: string; outcome: string }[] }
  const failed = steps.flatMap(({ name, outcome }) => (outcome === 'failed' ? [name] : []))
  expect(failed).toEqual(['signature'])
})

test('a file of the package that was changed, added or removed changes the digest; types and documents do not', () => {
  const copy = join(folder, 'copy')
  cpSync(join(installed, 'dist'), copy, { recursive: true })
  const file = (name: string): string => {
    chmodSync(dirname(join(copy, name)), 0o755)
    return join(copy, name)
  }
  expect(suiteSha256(copy)).toBe(suiteSha256())
  rmSync(file('tests/api.d.ts'))
  expect(suiteSha256(copy)).toBe(suiteSha256())
  const digests = [suiteSha256()]
  writeFileSync(file('fixtures/cases/added.json'), '{}')
  digests.push(suiteSha256(copy))
  rmSync(file('fixtures/cases/added.json'))
  expect(suiteSha256(copy)).toBe(suiteSha256())
  rmSync(file('spec/verdict/judge.js'))
  digests.push(suiteSha256(copy))
  writeFileSync(file('spec/verdict/judge.js'), 'export const judge = () => []')
  digests.push(suiteSha256(copy))
  expect(new Set(digests).size).toBe(4)
})

test('help, hints and reports name the command as the user of a package starts it', async () => {
  const { stdout } = await command(['explain', 'body-required'])
  const fault = await command(['explain', 'expiry-not-checked'])
  expect(fault.stdout).toContain('npx formflow-conformance --fault expiry-not-checked')
  expect(stdout + fault.stdout).not.toContain('npm run')
})

test('a program gets the report as a value, and ends by itself', async () => {
  const server = await served()
  const { code, stdout, stderr } = await program(
    `import { certify } from 'formflow-conformance'
const { FORMFLOW_BASE_URL: baseUrl, CLIENT: clientId, SECRET: clientSecret, ORG: organizationId } = process.env
console.log(JSON.stringify([
  await certify({ profile: 'smoke', variation: 'expiry-not-checked' }),
  await certify({ baseUrl, clientId, clientSecret, organizationId, only: ['client-id-required'] }),
]))`,
    {
      FORMFLOW_BASE_URL: server.baseUrl,
      CLIENT: server.credentials.clientId,
      SECRET: server.credentials.clientSecret,
      ORG: server.credentials.organizationId,
    },
  )
  await server.close()
  expect(code, stderr).toBe(0)
  const [faulty, target] = JSON.parse(stdout) as readonly [Report, Report]
  expect([faulty, target].flatMap(reportProblems)).toEqual([])
  expect([faulty.exit, faulty.target.embedded]).toEqual([{ code: 1, owner: 'target' }, true])
  expect(faulty.requirements.filter(({ outcome }) => outcome === 'violated')).toHaveLength(1)
  expect([target.exit.code, target.target.baseUrl]).toEqual([0, server.baseUrl])
  expect(stdout).not.toContain(server.credentials.clientSecret)
})

const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8')

test('the program of docs/api.md prints what the page shows', async () => {
  const [, text = ''] = /```js\n([^]*?)```/.exec(page('api.md')) ?? []
  const [, output = ''] = /```console\n([^]*?)```/.exec(page('api.md')) ?? []
  const { code, stdout, stderr } = await program(text)
  expect([code, stdout], stderr).toEqual([0, output])
})

test('docs/api.md lists the options of the function, each with its variable', () => {
  const source = readFileSync(join(root, 'tests', 'api.ts'), 'utf8')
  const [, options = ''] = /export interface CertifyOptions \{([^]*?)\n\}/.exec(source) ?? []
  const names = [...options.matchAll(/readonly (\w+)\?/g)].map(([, name = '']) => name)
  const rows = [...page('api.md').matchAll(/^\| `(\w+)` +\|.*?\| (.*?) +\|$/gm)]
  expect(rows.map(([, name]) => name)).toEqual(names)
  const variables: Readonly<Record<string, { readonly name: string }>> = variableTable
  for (const [, name = '', variable = ''] of rows)
    if (variable.startsWith('`FORMFLOW')) expect(variable).toBe(`\`${variables[name]?.name}\``)
})

test('every path that the package exports is in docs/installation.md and can be loaded, and no other', async () => {
  const paths = Object.keys(manifest().exports).filter((path) => path !== '.')
  const listed = page('installation.md').match(/`formflow-conformance\/[\w./-]+(?=`)/g) ?? []
  expect([...listed, '`formflow-conformance/package.json'].toSorted()).toEqual(
    paths.map((path) => `\`formflow-conformance${path.slice(1)}`).toSorted(),
  )
  const { code, stdout, stderr } = await program(
    `import { readFileSync } from 'node:fs'
for (const path of ${JSON.stringify(paths)})
  JSON.parse(readFileSync(new URL(import.meta.resolve('formflow-conformance' + path.slice(1))), 'utf8'))
await import('formflow-conformance/dist/tests/cli.js').catch(({ code }) => console.log(code))`,
  )
  expect([code, stdout.trim()], stderr).toEqual([0, 'ERR_PACKAGE_PATH_NOT_EXPORTED'])
})

test('its types describe the function, and refuse options that it does not have', () => {
  const compiler = createRequire(import.meta.url).resolve('typescript/package.json')
  const compiled = (option: string): string => {
    writeFileSync(
      join(project, 'program.mts'),
      `import { certify, type Report } from 'formflow-conformance'
const { exit, verdict }: Report = await certify({ ${option} })
export const outcome: string = \`\${exit.code} \${verdict}\``,
    )
    const args = '--ignoreConfig --noEmit --strict --target es2023 --module nodenext'.split(' ')
    try {
      execFileSync(
        process.execPath,
        [
          join(compiler, '..', 'bin', 'tsc'),
          ...args,
          '--types',
          'node',
          '--typeRoots',
          join(root, 'node_modules', '@types'),
          'program.mts',
        ],
        { cwd: project, encoding: 'utf8' },
      )
      return ''
    } catch (error) {
      return (error as { stdout: string }).stdout
    }
  }
  expect(compiled(`profile: 'smoke', rateLimit: 30`)).toBe('')
  expect(compiled(`profile: 'quick'`)).toContain('TS2322')
})
