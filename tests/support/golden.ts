/** The golden reports, and their golden files in every format; UPDATE_GOLDEN=1 writes those again. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Report } from '../../reports/report/report.ts'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { present } from './exchange.ts'

const folder = join(import.meta.dirname, '..', '..', 'reports', 'golden')

/** The files of the reports themselves; those of formats have other endings. */
const REPORT = /^([\w-]+)\.json$/

export const goldenReports: ReadonlyMap<string, Report> = new Map(
  readdirSync(folder).flatMap((file) => {
    const [, name] = REPORT.exec(file) ?? []
    return name === undefined ? [] : [[name, readJsonFile(join(folder, file)) as Report]]
  }),
)

export const golden = (name: string): Report => present(goldenReports.get(name))

/** Made-up reasons why the run of a golden report is not certified. */
export const reasonsFor = ({ exit, must }: Report): string[] =>
  exit.code === 0 && exit.reason === undefined && must.judged === must.total
    ? []
    : ['a reason against it', 'another one']

/** @param text what the file should contain */
export function expectGolden(file: string, text: string): void {
  const path = join(folder, file)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
