/** Tags for --grep and labels for Allure, from the case alone. */
import { expect, test } from '@playwright/test'
import { caseById, cases } from '../../fixtures/cases/index.ts'
import { CASE, labels } from '../../fixtures/labels.ts'
import { provenBy } from '../../spec/proven.ts'
import { requirements, requirement } from '../../spec/requirements/index.ts'
import { proving } from './material.ts'
import { present } from './support.ts'

const labelled = (id: string, type: string): string[] =>
  [labels(caseById(id)).annotation]
    .flat()
    .filter((each) => each.type === type)
    .map(({ description }) => description ?? '')

test('a case is found by its own id and by those of what it proves', () => {
  expect(labels(caseById('missing-credentials/client-id')).tag).toEqual([
    '@missing-credentials/client-id',
    '@client-id-required',
  ])
})

test('the reporter finds the case by its annotation', () => {
  for (const { id } of cases) expect(labelled(id, CASE)).toEqual([id])
})

test('epic, feature and story are API, chapter and requirement', () => {
  const id = 'valid-credentials/control'
  expect(labelled(id, 'allure.label.epic')).toEqual(['Formflow API: POST /api/token'])
  expect(labelled(id, 'allure.label.feature')).toEqual(['Valid credentials'])
  expect(labelled(id, 'allure.label.story')).toEqual(
    provenBy(caseById(id)).map((each) => `${each}: ${requirement(each).statement}`),
  )
})

const first = (level: string, security: boolean): string =>
  present(
    requirements.find((each) => each.level === level && (each.source === 'security') === security),
  ).id

for (const [severity, proves] of [
  ['blocker', [first('MUST', true), first('MUST', false)]],
  ['critical', [first('MAY', false), first('MUST', false)]],
  ['critical', [first('MUST', false), first('SHOULD', true)]],
  ['normal', [first('MAY', false), first('SHOULD', false)]],
  ['minor', [first('MAY', false)]],
  ['minor', []],
] as const)
  test(`a case that proves [${proves.join(', ')}] is ${severity}`, () => {
    const told = labels(proving('a/b', ...proves)).annotation
    expect(told).toContainEqual({ type: 'allure.label.severity', description: severity })
  })
