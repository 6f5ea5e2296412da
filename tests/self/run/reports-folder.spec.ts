/** What a run removes from the folder of its reports. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { clearReports, MANIFEST } from '../../../fixtures/run/reports-folder.ts'

const names = ['report.json', 'report.md', 'allure-results']

test('reports of an earlier run are removed, other files stay', ({}, info) => {
  const folder = info.outputPath('reports')
  mkdirSync(folder)
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  clearReports(folder, names)
  mkdirSync(join(folder, 'allure-results'))
  writeFileSync(join(folder, 'report.md'), '')
  clearReports(folder, names)
  expect(readdirSync(folder).toSorted()).toEqual([MANIFEST, 'notes.txt'])
})

test('files of the same names that no run wrote are refused by their names, and stay', ({}, info) => {
  const folder = info.outputPath('reports')
  mkdirSync(join(folder, 'allure-results'), { recursive: true })
  writeFileSync(join(folder, 'report.json'), '{"suite":{"name":"another"}}')
  expect(() => clearReports(folder, names)).toThrow(
    'has report.json, allure-results, which no run of this suite wrote',
  )
  expect(readdirSync(folder).toSorted()).toEqual(['allure-results', 'report.json'])
})

test('a folder of an earlier version is known by its report', ({}, info) => {
  const folder = info.outputPath('reports')
  mkdirSync(folder)
  writeFileSync(join(folder, 'report.json'), '{"suite":{"name":"formflow-token-conformance"}}')
  clearReports(folder, names)
  expect(existsSync(join(folder, 'report.json'))).toBe(false)
})

test('a home folder and the root are refused', () => {
  for (const folder of [homedir(), '/'])
    expect(() => clearReports(folder, [])).toThrow('is a home folder or the root of the disk')
})
