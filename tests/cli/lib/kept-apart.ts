/** What a run removes before it begins must not be what it was given. */
import { resolve, sep } from 'node:path'
import {
  ConfigurationError,
  type Environment,
  type Settings,
} from '../../../fixtures/config/index.ts'

/**
 * @param written names within the folder of the reports
 * @throws ConfigurationError naming the variable
 */
export function keptApart(
  { reportsDir, baseline, spec, history, tokenStore }: Settings,
  env: Environment,
  written: readonly string[],
): void {
  const given = {
    FORMFLOW_BASELINE: baseline,
    FORMFLOW_SPEC: spec,
    FORMFLOW_HISTORY: history,
    FORMFLOW_TOKEN_STORE: tokenStore,
    FORMFLOW_CLIENT_SECRET_FILE: env['FORMFLOW_CLIENT_SECRET_FILE'],
  }
  const places = written.map((name) => resolve(reportsDir, name))
  for (const [name, file] of Object.entries(given)) {
    const path = file === undefined ? undefined : resolve(file)
    if (places.some((place) => path === place || path?.startsWith(place + sep)))
      throw new ConfigurationError(
        `the file of ${name} has the name and the place of a report, which every run replaces; keep it elsewhere`,
      )
  }
}
