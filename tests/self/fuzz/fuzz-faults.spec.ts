/** Fuzzing finds known faults with small bodies that reproduce them, and accuses no correct server. */
import { copyFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { allCases } from '../../../fixtures/cases/load.ts'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { inertJson } from '../../../spec/lib/sanitize.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { findingsIn, fuzzed } from '../../support/fuzz-runs.ts'
import { present, temporary } from '../../support/exchange.ts'

const musts = (ids: readonly string[]): string[] =>
  ids.filter((id) => requirement(id).level === 'MUST').toSorted()

const strings = (clientId: string): string =>
  `{"clientId":${clientId},"clientSecret":"","organizationId":""}`

/** Faults that 200 bodies find, with one of the smallest bodies that show them. */
const found: readonly (readonly [fault: string, body: string])[] = [
  ['malformed-json-crashes', '{"c'],
  ['malformed-json-drops-connection', '{"c'],
  ['empty-body-crashes', ''],
  ['null-body-crashes', 'null'],
  ['truncated-json-completed', strings('""').slice(0, -1)],
  ['missing-secret-crashes', '{"clientId":"","organizationId":""}'],
  ['members-converted-to-text', '{"clientId":"","clientSecret":{},"organizationId":""}'],
  ['number-as-secret-crashes', '{"clientSecret":{}}'],
  ['operator-in-client-id-crashes', '{"clientId":{}}'],
  ['body-echoed-in-validation-error', '"{{lookalike clientSecret}}"'],
]

for (const [id, body] of found)
  test(`200 bodies find ${id}, and what is printed reproduces it`, async () => {
    const fault = present(faults.find((variation) => variation.id === id))
    const { violated, fuzz, verdict } = await fuzzed(fault, 200)
    const reported = present(fuzz).found
    const bodies = reported.map(({ paste }) => paste.steps[0]?.text)
    expect(bodies).toContain(body)
    for (const text of bodies) expect(text?.length).toBeLessThanOrEqual(80)
    expect(musts(violated)).toEqual(reported.flatMap(({ requirements }) => requirements).toSorted())
    expect(violated.filter((broken) => !fault.breaks.includes(broken))).toEqual([])
    expect(verdict).toMatchObject({ verdict: 'non-conformant', exit: { code: 1, owner: 'target' } })
    for (const { paste, requirements } of reported) {
      const findings = await findingsIn(fault, pasted(inertJson(paste)))
      expect(findings.violated).toEqual(expect.arrayContaining([...requirements]))
      expect((await findingsIn(faultless, pasted(inertJson(paste)))).violated).toEqual([])
    }
  })

/** The printed case in a new file, beside the schema of cases, read by the loader of cases. */
function pasted(printed: string) {
  const file = temporary(
    'generated.json',
    `{ "chapter": "Generated", "order": 1, "cases": [${printed}] }`,
  )
  const schema = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'cases', 'schema.json')
  copyFileSync(schema, join(dirname(file), 'schema.json'))
  return present(allCases(dirname(file))[0])
}

for (const variation of [faultless, ...freedoms])
  test(`50 bodies find nothing in ${variation.id}`, async () => {
    const { violated, fuzz, verdict, notPerformed } = await fuzzed(variation, 50)
    expect(violated.filter((id) => !variation.breaks.includes(id))).toEqual([])
    expect(musts(violated)).toEqual([])
    const { tried, repeated, leftOut, found: none } = present(fuzz)
    // Where ids are alike, or a character long, many bodies would name the configured client.
    const guarded = leftOut.filter(({ reason }) => reason === 'it names the configured clientId')
    const held = guarded.reduce((sum, { bodies }) => sum + bodies, 0)
    expect([tried + repeated + held, leftOut, none, notPerformed]).toEqual([50, guarded, [], []])
    expect(tried).toBeGreaterThan(20)
    expect(verdict.verdict).toBe('conformant')
  })
