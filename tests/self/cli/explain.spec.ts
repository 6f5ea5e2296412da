/** `list` and `explain`: everything that has an id, for people and for scripts. */
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { explanation } from '../../../reports/formats/commands/explanation.ts'
import { provenBy } from '../../../spec/proves.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { catalogue } from '../../cli/lib/catalogue.ts'
import { inProcess } from '../../support/cli-in-process.ts'

const kinds = { requirements, cases, faults, freedoms }

for (const [kind, all] of Object.entries(kinds))
  test(`list ${kind} names every one, in text and in JSON`, async () => {
    const text = await inProcess(['list', kind])
    const ids = all.map(({ id }) => id)
    expect(
      text.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(ids)
    const json = await inProcess(['list', kind, '--json'])
    const rows = JSON.parse(json.stdout) as { id: string }[]
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect([text.code, text.stderr, json.code, json.stderr]).toEqual([0, '', 0, ''])
  })

test('a requirement is explained by its words, its cases, its faults and an example', () => {
  for (const requirement of requirements) {
    const told = explanation(requirement.id, catalogue) ?? ''
    for (const word of [
      requirement.level,
      requirement.source,
      requirement.reference,
      requirement.why,
    ])
      expect(told, requirement.id).toContain(word)
    expect(told.replaceAll(/\s+/g, ' ')).toContain(requirement.statement)
    const named = [
      ...cases.filter((testCase) => provenBy(testCase).includes(requirement.id)),
      ...faults.filter(({ breaks }) => breaks.includes(requirement.id)),
    ]
    expect(named.filter(({ id }) => !told.includes(`\n  ${id} `))).toEqual([])
  }
})

test('an example is a line that can be run, with variables for secrets, and the answers that are allowed', () => {
  const told = explanation('expired-token-refused', catalogue) ?? ''
  expect(told).toContain(
    `curl -isS -H 'accept: application/json' -H "authorization: Bearer $FORMFLOW_EXPIRED_TOKEN" "\${FORMFLOW_BASE_URL%/}/api/template?page=1&perPage=1"\n    allowed 401`,
  )
})

test('a case is explained with each of its steps, what it proves and what it costs', () => {
  for (const testCase of cases) {
    const told = explanation(testCase.id, catalogue) ?? ''
    expect(told).toContain(`${testCase.id}  case, ${testCase.chapter}`)
    expect(told).toMatch(/^ {2}costs {4}\d+ requests?, \d+ failed logins?$/m)
    expect([...told.matchAll(/^ {4}allowed /gm)]).toHaveLength(testCase.steps.length)
    expect(provenBy(testCase).filter((id) => !told.includes(`  ${id} `))).toEqual([])
  }
})

test('a fault and a freedom are explained with what they break, and the line that shows it', () => {
  for (const [kind, all] of [
    ['fault', faults],
    ['freedom', freedoms],
  ] as const)
    for (const { id, breaks, title } of all) {
      const told = explanation(id, catalogue) ?? ''
      expect(told.replaceAll(/\s+/g, ' ')).toContain(title)
      expect(told).toContain(`npm run conformance -- --${kind} ${id}`)
      expect(breaks.filter((broken) => !told.includes(`  ${broken} `))).toEqual([])
    }
})

test('an id is found as it stands in a report, with the sign of a tag', async () => {
  const { code, stdout } = await inProcess(['explain', '@expired-token-refused'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^expired-token-refused {2}requirement, MUST\n/)
})
