/** `env`: commands for a shell that set the variables of curl lines, whatever characters the values contain. */
import { resolve } from 'node:path'
import { resolveText } from '../../../fixtures/config/resolve.ts'
import {
  ConfigurationError,
  environment,
  readRunInput,
  sources,
  type Environment,
  type Settings,
} from '../../../fixtures/config/index.ts'
import { shells } from '../../../reports/report/shells.ts'
import { baseUrlText } from '../../../spec/lib/base-url.ts'
import { commandLine, isBuilt } from '../../../spec/lib/suite.ts'
import { fileOf } from '../lib/settings.ts'
import { withTarget } from '../lib/targets.ts'
import { shellOf } from '../lib/shell.ts'
import type { Arguments } from '../lib/types.ts'

/** Shell -> how it runs the output of this command. */
const USAGE = {
  posix: `eval "$(${commandLine('env', true)})"`,
  powershell: `${isBuilt ? commandLine('env --shell powershell') : 'node tests/bin.mjs env --shell powershell'} | Out-String | Invoke-Expression`,
} as const

/** What curl lines name of what stands in front of the API. */
function gateVariablesOf(
  { FORMFLOW_HEADERS_FILE: file }: Environment,
  { userAgent, resolve: entry }: Settings,
): Readonly<Record<string, string>> {
  return {
    ...(file ? { FORMFLOW_HEADERS_FILE: resolve(file) } : {}),
    ...(userAgent === undefined ? {} : { FORMFLOW_USER_AGENT: userAgent }),
    ...(entry ? { FORMFLOW_RESOLVE: resolveText(entry) } : {}),
  }
}

/** @throws ConfigurationError on a terminal, which would show the secret, and without a configured target */
export async function env({ values }: Arguments): Promise<number> {
  const shell = shellOf(values)
  const given = withTarget(values, environment({ ...sources().real, ...fileOf(values) }))
  const { settings, secrets } = readRunInput(given)
  if (!secrets || !settings.baseUrl)
    throw new ConfigurationError('env needs a target: set FORMFLOW_BASE_URL and the credentials')
  if (process.stdout.isTTY)
    throw new ConfigurationError(
      `env prints the secret, which must not stay on the screen; use ${USAGE[shell]}`,
    )
  const { credentials, expiredToken } = secrets
  const variables = {
    FORMFLOW_BASE_URL: baseUrlText(settings.baseUrl),
    FORMFLOW_CLIENT_ID: credentials.clientId,
    FORMFLOW_CLIENT_SECRET: credentials.clientSecret,
    FORMFLOW_ORGANIZATION_ID: credentials.organizationId,
    ...(expiredToken === undefined ? {} : { FORMFLOW_EXPIRED_TOKEN: expiredToken }),
    ...gateVariablesOf(given, settings),
  }
  const lines = Object.entries(variables).map(([name, value]) =>
    shells[shell].assigned(name, value),
  )
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}
