/** Tags for --grep and labels for Allure, from the case alone. */
import { expect, test } from '@playwright/test'
import { caseById, cases } from '../../../fixtures/cases/index.ts'
import { CASE, labels } from '../../../fixtures/labels.ts'
import { provenBy } from '../../../spec/proves.ts'
import { isSecurity, requirements } from '../../../spec/requirements/index.ts'
import { proving } from '../../support/reports.ts'
import { present } from '../../support/exchange.ts'

const labelled = (id: string, type: string): string[] =>
  [labels(caseById(id)).annotation]
    .flat()
    .filter((annotation) => annotation.type === type)
    .map(({ description }) => description ?? '')

test('a case is found by its id and by those of the requirements that it proves', () => {
  expect(labels(caseById('missing-credentials/client-id')).tag).toEqual([
    '@missing-credentials/client-id',
    '@client-id-required',
  ])
})

test('the reporter finds the case by its annotation', () => {
  for (const { id } of cases) expect(labelled(id, CASE)).toEqual([id])
})

test('chapter and requirements are labels; where Allure lists a case depends on its outcome', () => {
  const id = 'valid-credentials/control'
  expect(labelled(id, 'allure.label.feature')).toEqual(['Valid credentials'])
  expect(labelled(id, 'allure.label.requirement')).toEqual(provenBy(caseById(id)))
  expect(labelled(id, 'allure.label.story')).toEqual([])
})

const first = (level: string, security: boolean): string =>
  present(
    requirements.find(
      (requirement) => requirement.level === level && isSecurity(requirement) === security,
    ),
  ).id

for (const [severity, level, proves] of [
  ['blocker', 'MUST', [first('MUST', true), first('MUST', false)]],
  ['critical', 'MUST', [first('MAY', false), first('MUST', false)]],
  ['critical', 'MUST', [first('MUST', false), first('SHOULD', true)]],
  ['normal', 'SHOULD', [first('MAY', false), first('SHOULD', false)]],
  ['minor', 'MAY', [first('MAY', false)]],
  ['minor', 'MAY', []],
] as const)
  test(`a case that proves [${proves.join(', ')}] is ${severity}`, () => {
    const { annotation } = labels(proving('a/b', ...proves))
    expect(annotation).toContainEqual({ type: 'allure.label.severity', description: severity })
    expect(annotation).toContainEqual({ type: 'allure.label.level', description: level })
  })
