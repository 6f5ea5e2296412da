/** The golden reports, and what formats make of them; UPDATE_GOLDEN=1 writes that anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Report } from '../../reports/report/report.ts'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { present } from './exchange.ts'

const folder = join(import.meta.dirname, '..', '..', 'reports', 'golden')

/** A golden report's own file ends so, and that of no format. */
const REPORT = /^([\w-]+)\.json$/

export const goldenReports: ReadonlyMap<string, Report> = new Map(
  readdirSync(folder).flatMap((file) => {
    const [, name] = REPORT.exec(file) ?? []
    return name === undefined ? [] : [[name, readJsonFile(join(folder, file)) as Report]]
  }),
)

export const golden = (name: string): Report => present(goldenReports.get(name))

/** Expects a text to be what stands in the file. */
export function expectGolden(file: string, told: string): void {
  const path = join(folder, file)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, told)
  expect(told).toBe(readFileSync(path, 'utf8'))
}
