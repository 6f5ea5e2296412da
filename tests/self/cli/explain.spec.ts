/** `list` and `explain`: everything with an id, for people and for scripts. */
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { clientCases } from '../../../fixtures/client/cases/index.ts'
import { clientFaults } from '../../../fixtures/client/faults/index.ts'
import { clientFreedoms } from '../../../fixtures/client/freedoms/index.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { explanation } from '../../../reports/formats/commands/explanation.ts'
import { provenBy } from '../../../spec/proves.ts'
import { clientRequirements, requirements } from '../../../spec/requirements/index.ts'
import { catalogue } from '../../cli/lib/catalogue.ts'
import { inProcess } from '../../support/cli-in-process.ts'

const kinds = {
  requirements,
  cases,
  faults,
  freedoms,
  'client-requirements': clientRequirements,
  'client-cases': clientCases,
  'client-faults': clientFaults,
  'client-freedoms': clientFreedoms,
}

for (const [kind, all] of Object.entries(kinds))
  test(`list ${kind} shows all of them, as text in 80 columns and as JSON`, async () => {
    const text = await inProcess(['list', kind])
    const ids = all.map(({ id }) => id)
    const lines = text.stdout.trimEnd().split('\n')
    const heads = lines.filter((line) => !line.startsWith(' '))
    expect(heads.map((line) => line.split(' ')[0])).toEqual(ids)
    expect(lines.filter((line) => line.length > 80)).toEqual([])
    const json = await inProcess(['list', kind, '--json'])
    const rows = JSON.parse(json.stdout) as { id: string }[]
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect([text.code, text.stderr, json.code, json.stderr]).toEqual([0, '', 0, ''])
  })

test('a requirement is explained with its statement, cases, faults and an example', () => {
  for (const requirement of requirements) {
    const text = explanation(requirement.id, catalogue) ?? ''
    for (const word of [
      requirement.level,
      requirement.source,
      requirement.reference,
      requirement.why,
    ])
      expect(text, requirement.id).toContain(word)
    expect(text.replaceAll(/\s+/g, ' ')).toContain(requirement.statement)
    const named = [
      ...cases.filter((testCase) => provenBy(testCase).includes(requirement.id)),
      ...faults.filter(({ breaks }) => breaks.includes(requirement.id)),
    ]
    expect(named.filter(({ id }) => !text.includes(`\n  ${id} `))).toEqual([])
  }
})

test('an example is a command with variables for secrets, and the allowed responses', () => {
  const text = explanation('expired-token-refused', catalogue) ?? ''
  expect(text).toContain(
    `curl -isS -H 'accept: application/json' -H "authorization: Bearer $FORMFLOW_EXPIRED_TOKEN" "\${FORMFLOW_BASE_URL%/}/api/template?page=1&perPage=1"\n    allowed 401`,
  )
})

test('a case is explained with its steps, requirements and cost', () => {
  for (const testCase of cases) {
    const text = explanation(testCase.id, catalogue) ?? ''
    expect(text).toContain(`${testCase.id}  case, ${testCase.chapter}`)
    expect(text).toMatch(/^ {2}costs {4}\d+ requests?, \d+ failed logins?$/m)
    expect([...text.matchAll(/^ {4}allowed /gm)]).toHaveLength(testCase.steps.length)
    expect(provenBy(testCase).filter((id) => !text.includes(`  ${id} `))).toEqual([])
  }
})

test('a fault and a freedom are explained with their requirements, and a command that shows them', () => {
  for (const [kind, all] of [
    ['fault', faults],
    ['freedom', freedoms],
  ] as const)
    for (const { id, breaks, title } of all) {
      const text = explanation(id, catalogue) ?? ''
      expect(text.replaceAll(/\s+/g, ' ')).toContain(title)
      expect(text).toContain(`npm run conformance -- --${kind} ${id}`)
      expect(breaks.filter((broken) => !text.includes(`  ${broken} `))).toEqual([])
    }
})

test('an id is found as a tag, as reports show it', async () => {
  const { code, stdout } = await inProcess(['explain', '@expired-token-refused'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^expired-token-refused {2}requirement, MUST\n/)
})

test('what binds a client is explained too: requirements, cases with what is played, faults and freedoms', () => {
  const textOf = (id: string): string => explanation(id, catalogue) ?? ''
  for (const requirement of clientRequirements) {
    const text = textOf(requirement.id)
    expect(text.replaceAll(/\s+/g, ' '), requirement.id).toContain(requirement.statement)
    expect(text).toContain(`client --grep @${requirement.id} -- <command>`)
    const breaking = clientFaults.filter(({ breaks }) => breaks.includes(requirement.id))
    expect(breaking.filter(({ id }) => !text.includes(`\n  ${id} `))).toEqual([])
  }
  for (const { id, play } of clientCases) {
    const text = textOf(id).replaceAll(/\s+/g, ' ')
    expect(text, id).toMatch(/ task \d+ calls?/)
    for (const { name } of [...play.login, ...play.call]) expect(text, id).toContain(name)
  }
  for (const { id, title } of [...clientFaults, ...clientFreedoms])
    expect(textOf(id).replaceAll(/\s+/g, ' '), id).toContain(title)
  expect(textOf('client-lifetime/server-clock-behind')).toMatch(
    /special +the clock of the API is 90 s behind/,
  )
})
