/** The runner, without pages of Allure, as it is started by hand, by another job or by an editor, without the command `run`. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestInfo } from '@playwright/test'
import type { Report } from '../../reports/report/report.ts'
import { playwright, root } from '../cli/lib/programs.ts'
import { bare } from './cli-process.ts'

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly reports: string
  readonly report: () => Report
}

export function ran(
  info: Pick<TestInfo, 'outputPath'>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Ran {
  const reports = info.outputPath('reports')
  // Without a project the runner empties the output folders of all of them, also that of the tests that run just now.
  const all = ['test', ...args, '--output', info.outputPath('output')]
  const { status, stdout, stderr } = spawnSync(process.execPath, [playwright, ...all], {
    cwd: root,
    encoding: 'utf8',
    env: { ...bare, FORMFLOW_HTML: '0', FORMFLOW_REPORTS_DIR: reports, ...env },
  })
  return {
    code: status,
    stdout,
    stderr,
    reports,
    report: () => JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')) as Report,
  }
}

/** Nobody listens there. */
export const targetOfNobody = {
  FORMFLOW_BASE_URL: 'http://127.0.0.1:1',
  FORMFLOW_CLIENT_ID: 'client-of-nobody',
  FORMFLOW_CLIENT_SECRET: 'gZ3-kq8.Lw0-pT7x',
  FORMFLOW_ORGANIZATION_ID: 'org-of-nobody',
}
