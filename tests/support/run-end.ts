/** A small run in memory, just before its reports are written. */
import type { TestInfo } from '@playwright/test'
import { control } from '../../fixtures/cases/index.ts'
import { readRuntime, readSettings } from '../../fixtures/config/index.ts'
import type { Run } from '../../fixtures/run/run.ts'
import type { World } from '../../fixtures/server/world.ts'
import type { Started } from '../../fixtures/run/assemble.ts'
import type { RunEnd } from '../../reports/reporters/run-end.ts'
import { examine } from '../../spec/verdict/examine.ts'
import { gatewayWith } from './gateway.ts'
import { contract } from './exchange.ts'

/** The end of a run with the control alone. */
export async function endOfRun(
  info: Pick<TestInfo, 'outputPath'>,
): Promise<RunEnd & { readonly world: World }> {
  const { gateway, world } = await gatewayWith()
  const performance = await gateway.perform(control.id)
  const never = (): never => {
    throw new Error('the run is over')
  }
  const run: Run = {
    settings: readSettings({
      FORMFLOW_REPORTS_DIR: info.outputPath('reports'),
      FORMFLOW_HTML: '0',
    }),
    runtime: readRuntime({}, []),
    startedAt: Date.now(),
    begin: never,
    perform: never,
    resultsFrom: never,
    stop: never,
    isStopped: never,
    progress: never,
    started: never,
    results: new Map([
      [control.id, { performance, findings: examine(control, performance, contract) }],
    ]),
    baseline: () => undefined,
    close: never,
  }
  const target = {
    baseUrl: new URL('https://formflow.example'),
    embedded: false,
    protectedPath: '/',
  }
  const started: Started = {
    contract,
    target,
    gateway,
    perform: never,
    revised: () => [],
    progress: never,
    front: {},
    peers: () => [],
    close: never,
  }
  const executor = { name: 'local', type: 'local' }
  const circumstances = { overrides: [], cases: 1 }
  return {
    run,
    started,
    planned: [control],
    status: 'passed',
    problems: [],
    executor,
    circumstances,
    world,
  }
}
