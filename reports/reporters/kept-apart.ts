/** The input files of a run must not be among the reports that it replaces. */
import { resolve, sep } from 'node:path'
import { ConfigurationError, type Environment, type Settings } from '../../fixtures/config/index.ts'

/** Files of secrets, whose paths are in no setting. */
const FILES = [
  'FORMFLOW_CLIENT_SECRET_FILE',
  'FORMFLOW_HEADERS_FILE',
  'FORMFLOW_CLIENT_CERT_FILE',
  'FORMFLOW_CLIENT_KEY_FILE',
  'FORMFLOW_CLIENT_PASSPHRASE_FILE',
]

/**
 * @param written names of reports in their folder
 * @throws ConfigurationError naming the variable
 */
export function checkInputsKeptApart(
  { reportsDir, baseline, spec, history, earlierReport, tokenStore }: Settings,
  env: Environment,
  written: readonly string[],
): void {
  const inputs = {
    FORMFLOW_BASELINE: baseline,
    FORMFLOW_SPEC: spec,
    FORMFLOW_HISTORY: history,
    FORMFLOW_EARLIER_REPORT: earlierReport,
    FORMFLOW_TOKEN_STORE: tokenStore,
    ...Object.fromEntries(FILES.map((name) => [name, env[name] || undefined])),
  }
  const places = written.map((name) => resolve(reportsDir, name))
  for (const [name, file] of Object.entries(inputs)) {
    const path = file === undefined ? undefined : resolve(file)
    if (places.some((place) => path === place || path?.startsWith(place + sep)))
      throw new ConfigurationError(
        `the file of ${name} is at the place of a report, and every run replaces its reports; move the file`,
      )
  }
}
