/** Programs as tutorials and generators write them, what they need, and what the suite finds in them. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../cli/lib/programs.ts'
import { startQuickly } from './client-examples.ts'

/** A program as tutorials write it. */
export interface Taught {
  readonly title: string
  /** @returns why this machine cannot start it; nothing is downloaded for it */
  readonly missing: () => string | undefined
  /**
   * @param folder for what it is compiled or generated into
   * @returns the command line
   */
  readonly line: (folder: string) => string[]
  readonly violates: readonly string[]
}

/** A folder `node_modules` with the packages of these programs; this project needs none of them. */
const PACKAGES = process.env['CLIENT_PACKAGES'] ?? join(root, 'node_modules')

/** The jars of OkHttp, as `mvn dependency:copy-dependencies` copies them. */
const JARS = process.env['CLIENT_JARS'] ?? ''

const TAUGHT = join(root, 'examples', 'as-taught')
const DOCUMENT = join(root, 'spec', 'contract', 'formflow.openapi.json')

const lacks = (program: string, ...args: readonly string[]): string | undefined =>
  spawnSync(program, args.length > 0 ? args : ['--version']).status === 0
    ? undefined
    : `this machine has no ${[program, ...args].join(' ')}`

const lacksPackage = (name: string): string | undefined =>
  existsSync(join(PACKAGES, name)) ? undefined : `the package ${name} is not installed`

const lacksModule = (name: string): string | undefined => lacks('python3', '-c', `import ${name}`)

/** @throws Error with what the program printed */
function done(program: string, args: readonly string[], cwd = root): void {
  const { status, stderr, stdout, error } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args[0]}: ${error?.message ?? stderr + stdout}`)
}

/** The program beside the packages that it imports. */
function withPackages(file: string, folder: string): string {
  const to = join(folder, basename(file))
  copyFileSync(join(TAUGHT, file), to)
  symlinkSync(PACKAGES, join(folder, 'node_modules'))
  return to
}

const ofPackage = (file: string, name: string, violates: readonly string[]): Taught => ({
  title: name,
  missing: () => lacksPackage(name),
  line: (folder) => ['node', withPackages(file, folder)],
  violates,
})

/** In parts, so that nobody takes it for an import of this file. */
const exported = (what: string, file: string): string =>
  ['export', what, 'from', `'./${file}.gen'\n`].join(' ')

/** What hardly any program does that nobody tested. */
const USUAL = [
  'client-broken-success-is-error',
  'client-recovers-from-429',
  'client-renews-after-401',
  'client-retries-failures',
  'client-token-type-understood',
]

/** Those of a program that gets its token once. */
const FOR_EVER = [...USUAL, 'client-survives-expiry', 'client-renews-in-time']

export const taught: readonly Taught[] = [
  {
    title: 'plain fetch',
    missing: () => undefined,
    line: () => ['node', join(root, 'examples/fetch-client.mjs')],
    violates: [
      ...USUAL,
      'client-base-url',
      'client-credentials-only-to-api',
      'client-goes-by-expires-in',
      'client-logins-shared',
      'client-token-not-printed',
      'client-token-reused',
    ],
  },
  {
    title: 'a curl script',
    missing: () => lacks('curl'),
    line: () => ['sh', join(TAUGHT, 'curl-client.sh')],
    violates: [
      ...USUAL,
      'client-base-url',
      'client-command-line-without-secrets',
      'client-connection-reused',
      'client-goes-by-expires-in',
      'client-json-any-form',
      'client-login-body',
      'client-token-reused',
    ],
  },
  {
    title: 'Go net/http',
    missing: () => lacks('go', 'version'),
    line: (folder) => {
      const program = join(folder, 'go-client')
      done('go', ['build', '-o', program, join(TAUGHT, 'http_client.go')])
      return [program]
    },
    violates: [...FOR_EVER, 'client-base-url', 'client-credentials-only-to-api'],
  },
  {
    title: 'Java HttpClient',
    missing: () => lacks('javac'),
    line: (folder) => {
      done('javac', ['-d', folder, join(TAUGHT, 'HttpClientTaught.java')])
      return ['java', ...startQuickly, '-cp', folder, 'HttpClientTaught']
    },
    violates: [
      ...FOR_EVER,
      'client-base-url',
      'client-json-any-form',
      'client-login-body',
      'client-token-not-printed',
    ],
  },
  {
    title: 'Java OkHttp',
    missing: () => (JARS === '' ? 'CLIENT_JARS names no folder with OkHttp' : lacks('javac')),
    line: (folder) => {
      const jars = join(JARS, '*')
      done('javac', ['-cp', jars, '-d', folder, join(TAUGHT, 'OkHttpTaught.java')])
      return ['java', ...startQuickly, '-cp', `${folder}:${jars}`, 'OkHttpTaught']
    },
    violates: [
      ...USUAL,
      'client-base-url',
      'client-credentials-only-to-api',
      'client-goes-by-expires-in',
      'client-json-any-form',
      'client-login-body',
      'client-token-reused',
    ],
  },
  {
    title: 'Python requests',
    missing: () => lacksModule('requests'),
    line: () => ['python3', join(TAUGHT, 'requests_client.py')],
    violates: [
      ...USUAL,
      'client-base-url',
      'client-connection-reused',
      'client-credentials-only-to-api',
      'client-goes-by-expires-in',
      'client-token-reused',
    ],
  },
  {
    title: 'Python httpx',
    missing: () => lacksModule('httpx'),
    line: () => ['python3', join(TAUGHT, 'httpx_client.py')],
    violates: FOR_EVER,
  },
  {
    title: 'PHP cURL',
    missing: () => lacks('php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);'),
    line: () => ['php', join(TAUGHT, 'curl_client.php')],
    violates: [
      ...FOR_EVER,
      'client-base-url',
      'client-connection-reused',
      'client-credentials-only-to-api',
      'client-tls-verified',
    ],
  },
  ofPackage('axios-client.mjs', 'axios', [
    ...FOR_EVER,
    'client-credentials-only-to-api',
    'client-secret-not-printed',
    'client-token-not-printed',
  ]),
  ofPackage('got-client.mjs', 'got', [
    ...FOR_EVER,
    'client-credentials-only-to-api',
    'client-secret-not-printed',
    'client-token-not-printed',
  ]),
  ofPackage('undici-client.mjs', 'undici', [
    ...FOR_EVER,
    'client-base-url',
    'client-token-not-printed',
  ]),
  ofPackage('generated/openapi-fetch.mjs', 'openapi-fetch', [
    ...FOR_EVER,
    'client-credentials-only-to-api',
    'client-token-not-printed',
  ]),
  {
    title: 'code that @hey-api/openapi-ts generates',
    missing: () => lacksPackage('@hey-api/openapi-ts'),
    line: (folder) => {
      const program = withPackages('generated/hey-api.mjs', folder)
      const code = join(folder, 'generated')
      const openapiTs = join(PACKAGES, '.bin', 'openapi-ts')
      done(openapiTs, ['-i', DOCUMENT, '-o', code, '-c', '@hey-api/client-fetch'], folder)
      const all = `${exported('*', 'sdk')}${exported('{ client }', 'client')}`
      writeFileSync(join(code, 'all.ts'), all)
      const esbuild = join(root, 'node_modules', '.bin', 'esbuild')
      const to = join(folder, 'generated.mjs')
      done(esbuild, [
        join(code, 'all.ts'),
        '--bundle',
        '--format=esm',
        '--platform=node',
        `--outfile=${to}`,
      ])
      return ['node', program, to]
    },
    violates: [...FOR_EVER, 'client-credentials-only-to-api', 'client-token-not-printed'],
  },
  {
    title: 'code that openapi-python-client generates',
    missing: () => lacks('openapi-python-client') ?? lacksModule('httpx'),
    line: (folder) => {
      const code = join(folder, 'generated')
      done('openapi-python-client', ['generate', '--path', DOCUMENT, '--output-path', code])
      return ['python3', join(TAUGHT, 'generated', 'openapi_python_client.py'), code]
    },
    violates: FOR_EVER,
  },
]
