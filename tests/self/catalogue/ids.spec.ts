/** Ids never change: scripts, old reports and old certificates contain them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { clientCases } from '../../../fixtures/client/cases/index.ts'
import { clientFaults } from '../../../fixtures/client/faults/index.ts'
import { clientFreedoms } from '../../../fixtures/client/freedoms/index.ts'
import { fuzzingCase } from '../../../fixtures/fuzz/chapter.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { clientRequirements, requirements } from '../../../spec/requirements/index.ts'

const file = join(import.meta.dirname, 'ids.txt')

const kinds = {
  requirement: [...requirements, ...clientRequirements],
  case: [...cases, fuzzingCase({ runs: 1, seed: 0 }), ...clientCases],
  fault: [...faults, ...clientFaults],
  freedom: [...freedoms, ...clientFreedoms],
}

const current = Object.entries(kinds).flatMap(([kind, all]) => all.map(({ id }) => `${kind} ${id}`))

const pinned = (): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean)

test('no published id disappears', () => {
  expect(pinned().filter((line) => !current.includes(line))).toEqual([])
})

test('every id is pinned in ids.txt; UPDATE_IDS=1 adds the new ones', () => {
  const fresh = current.filter((line) => !pinned().includes(line))
  // It only ever adds: what vanished stays pinned, and the test above stays red.
  if (process.env['UPDATE_IDS'] === '1')
    writeFileSync(file, [...pinned(), ...fresh].toSorted().join('\n') + '\n')
  expect(current.filter((line) => !pinned().includes(line))).toEqual([])
})

test('ids are unique within their kind', () => {
  expect(current.filter((line, at) => current.indexOf(line) !== at)).toEqual([])
})

test('every id is kebab-case, so that it can be searched and used as a tag', () => {
  const form = /^\w+ ([a-z\d]+(-[a-z\d]+)*\/)?[a-z\d]+(-[a-z\d]+)*$/
  expect(current.filter((line) => !form.test(line))).toEqual([])
})
