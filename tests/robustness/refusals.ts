/** Runs that are refused before they send anything, as data: the tests try them, and docs/robustness.md shows the messages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProcess } from '../support/cli-in-process.ts'

export interface Refusal {
  /** What somebody did, in a few words. */
  readonly title: string
  readonly args?: readonly string[]
  /** Changes of a complete environment; `undefined`: not set. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Variable -> content of the file that it names. */
  readonly files?: Readonly<Record<string, string>>
  /** The part of the message that matters. */
  readonly message: RegExp
}

/** No output may have one of them. */
export const SECRETS = ['gZ3-kq8.Lw0-pT7x', 'S3cr3t-of-the-gate'] as const
const [SECRET, OF_GATE] = SECRETS

const complete: Readonly<Record<string, string>> = {
  FORMFLOW_BASE_URL: 'https://api.staging.acme.dev',
  FORMFLOW_CLIENT_ID: 'a-client',
  FORMFLOW_CLIENT_SECRET: SECRET,
  FORMFLOW_ORGANIZATION_ID: 'an-organization',
}

export const refusals: readonly Refusal[] = [
  {
    title: 'a base URL that is set but empty, as an unset secret of a CI system is',
    env: { FORMFLOW_BASE_URL: '' },
    message: /FORMFLOW_BASE_URL is set but empty/,
  },
  {
    title: 'credentials without a base URL',
    env: { FORMFLOW_BASE_URL: undefined },
    message: /are set, but FORMFLOW_BASE_URL is not/,
  },
  {
    title: 'a misspelt variable in CI',
    env: { CI: 'true', FORM_FLOW_PROFILE: 'smoke' },
    message: /FORM_FLOW_PROFILE is no variable of this suite .*FORMFLOW_PROFILE/,
  },
  {
    title: 'options without two dashes before them, which npm keeps for itself',
    env: { npm_config_base_url: 'https://api.staging.acme.dev', npm_config_profile: 'smoke' },
    message: /npm kept --base-url, --profile; write two dashes before the options/,
  },
  {
    title: 'a base URL without a scheme',
    env: { FORMFLOW_BASE_URL: 'api.staging.acme.dev' },
    message: /FORMFLOW_BASE_URL must be an http or https URL/,
  },
  {
    title: 'a reference to a secret store that nothing resolved',
    env: { FORMFLOW_CLIENT_SECRET: 'op://vault/formflow/secret' },
    message: /FORMFLOW_CLIENT_SECRET is a reference to a secret store/,
  },
  {
    title: 'a secret that a # without quotes cut off',
    env: { FORMFLOW_CLIENT_SECRET: 'a7Kq' },
    message: /FORMFLOW_CLIENT_SECRET has 4 characters/,
  },
  {
    title: 'a secret as an option',
    args: ['--client-secret', SECRET],
    message: /secrets are not accepted as arguments/,
  },
  {
    title: 'a file of variables that does not exist',
    args: ['--env-file', 'no-such-file'],
    message: /the file of FORMFLOW_ENV_FILE cannot be read/,
  },
  {
    title: 'a baseline that does not exist',
    args: ['--baseline', 'no-such-file'],
    message: /a baseline whose name has 12 characters cannot be read/,
  },
  {
    title: 'a pattern that matches no case',
    args: ['--grep', 'no-such-case'],
    message: /no case/,
  },
  {
    title: 'an option with two values',
    args: ['--profile', 'smoke', '--profile', 'certify'],
    message: /--profile is given twice/,
  },
  {
    title: 'a file of headers that sets one of the suite',
    files: { FORMFLOW_HEADERS_FILE: `X-Env: blue\nAuthorization: Bearer ${OF_GATE}\n` },
    message:
      /^line 2 of the file of FORMFLOW_HEADERS_FILE sets Authorization, which the suite itself sends/,
  },
  {
    title: 'a file of headers that frames messages',
    files: { FORMFLOW_HEADERS_FILE: `Host: ${OF_GATE}\n` },
    message: /line 1 of .* sets Host, which frames the message/,
  },
  {
    title: 'a file of headers with a value alone',
    files: { FORMFLOW_HEADERS_FILE: OF_GATE },
    message: /line 1 of .* is not `Name: value`/,
  },
  {
    title: 'a client certificate that is none',
    files: { FORMFLOW_CLIENT_CERT_FILE: OF_GATE },
    message: /the file of FORMFLOW_CLIENT_CERT_FILE is neither PEM nor a PFX/,
  },
  {
    title: 'an address for another host',
    args: ['--resolve', 'api.acme.dev:443:192.0.2.10'],
    message: /--resolve is about another host or port than FORMFLOW_BASE_URL/,
  },
  {
    title: 'an address, and a proxy that would not use it',
    args: ['--resolve', 'api.staging.acme.dev:443:192.0.2.10'],
    env: { FORMFLOW_PROXY: 'http://proxy.acme.dev:3128' },
    message: /--resolve has no effect through a proxy/,
  },
  {
    title: 'a wait of more than an hour',
    args: ['--wait', '86400'],
    message: /--wait must be a whole number from 0 to 3600/,
  },
]

/** What a refused run printed. */
export async function refusalOf({ args = [], env = {}, files = {} }: Refusal) {
  const folder = mkdtempSync(join(tmpdir(), 'refusal-'))
  try {
    const named = Object.entries(files).map(([name, content]) => {
      const file = join(folder, name)
      writeFileSync(file, content, { mode: 0o600 })
      return [name, file]
    })
    const all = { ...complete, ...env, ...Object.fromEntries(named) }
    const set = Object.entries(all).filter(([, value]) => value !== undefined)
    const { code, stdout, stderr } = await inProcess(['run', ...args], {
      ...(Object.fromEntries(set) as Record<string, string>),
      FORMFLOW_REPORTS_DIR: join(folder, 'reports'),
    })
    return { code, message: `${stdout}${stderr}`.trim() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
