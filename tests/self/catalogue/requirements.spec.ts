/** The catalogue of requirements: each is checked or excluded, and has a source that exists. */
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { checks, checksBySubject } from '../../../spec/checks/index.ts'
import { provenBy } from '../../../spec/proves.ts'
import type { Json, Requirement } from '../../../spec/model.ts'
import { fileOf, requirement, requirements } from '../../../spec/requirements/index.ts'
import { contract } from '../../support/exchange.ts'

const verified = new Set(checks.map(({ verifies }) => verifies))

const idsOf = (wrong: (requirement: Requirement) => boolean): string[] =>
  requirements.filter(wrong).map(({ id }) => id)

const pathOf = (id: string): string => `spec/requirements/${fileOf(id)}`

/** The file of checks that verifies the requirement. */
const checkFile = (id: string): string =>
  Object.entries(checksBySubject)
    .filter(([, group]) => group.some(({ verifies }) => verifies === id))
    .map(([subject]) => `spec/checks/${subject}.ts`)
    .join(', ')

test('every requirement is checked, or excluded with a reason, and never both', () => {
  const unchecked = idsOf(({ id, excluded }) => !verified.has(id) && excluded === undefined)
  const both = idsOf(({ id, excluded }) => verified.has(id) && excluded !== undefined)
  expect([
    ...unchecked.map(
      (id) =>
        `${id}: no check verifies it; write one in spec/checks/ or exclude it in ${pathOf(id)}`,
    ),
    ...both.map((id) => `${id}: excluded in ${pathOf(id)}, but ${checkFile(id)} verifies it`),
  ]).toEqual([])
})

test('every check verifies a requirement', () => {
  const unknown = [...verified].filter((id) => fileOf(id) === undefined)
  expect(
    unknown.map(
      (id) => `${id}: ${checkFile(id)} verifies it, no file in spec/requirements/ has it`,
    ),
  ).toEqual([])
})

test('no two requirements have an id or a statement in common', () => {
  for (const member of ['id', 'statement'] as const) {
    const values = requirements.map((data) => data[member])
    expect(values.filter((value, at) => values.indexOf(value) !== at)).toEqual([])
  }
})

test('every statement is one sentence that states a fact', () => {
  const wrong = /\b(should|must|shall|may)\b|\. [A-Z]|\s{2}/i
  const unclear = idsOf(({ statement }) => wrong.test(statement))
  expect(unclear.map((id) => `${id}: its "statement" in ${pathOf(id)}`)).toEqual([])
})

test('every reference into the contract is a JSON pointer to a place that the document has', () => {
  const dangling = ({ source, reference }: Requirement): boolean =>
    source === 'contract' && found(contract.document, reference) === undefined
  expect(idsOf(dangling).map((id) => `${id}: its "reference" in ${pathOf(id)}`)).toEqual([])
})

test('every reference to a standard names an RFC and its section first', () => {
  const section = /^RFC \d{4} \d[\d.]*(, (RFC \d{4}|ASVS \d[\d.]*) \d[\d.]*)*$/
  const vague = ({ source, reference }: Requirement): boolean =>
    source === 'standard' && !section.test(reference)
  expect(idsOf(vague).map((id) => `${id}: its "reference" in ${pathOf(id)}`)).toEqual([])
})

/** RFC 6901. */
function found(document: Json, pointer: string): Json | undefined {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (node, part) => Object.entries(node ?? {}).find(([name]) => name === part)?.[1],
      document,
    )
}

test('every check that applies only where its requirement is proven has a case that proves it', () => {
  const proven = new Set(cases.flatMap(provenBy))
  const idle = checks.filter(
    ({ verifies, onlyWhereProven }) => onlyWhereProven && !proven.has(verifies),
  )
  expect(
    idle.map(
      ({ verifies }) =>
        `${verifies}: no case proves it; add one in fixtures/cases/ with "proves": ["${verifies}"]`,
    ),
  ).toEqual([])
})

test('a requirement that status alone proves is read by no other check', () => {
  const byStatus = requirements.filter(({ check }) => check === 'status').map(({ id }) => id)
  const verifying = checks.map(({ verifies }) => verifies).filter((id) => byStatus.includes(id))
  expect(verifying.toSorted()).toEqual(byStatus.toSorted())
  expect(byStatus).toContain('success-status')
})

test('an unknown requirement is a mistake of the suite and is thrown', () => {
  expect(() => requirement('success-statos')).toThrow('unknown requirement success-statos')
})
