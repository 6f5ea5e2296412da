/** Evidence: one exchange a line, sealed. Judged again, it gives the same report, or says why not. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { EvidenceError, evidenceText, readEvidence } from '../../../reports/evidence/evidence.ts'
import { rejudge } from '../../../reports/evidence/rejudge.ts'
import { buildReport } from '../../../reports/report/build.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { evidenceOf, judgedAgain, materialOf } from '../../support/evidence.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { contract, present, temporary } from '../../support/exchange.ts'

const certified = certifyInMemory(faultless)

test('every exchange is a line, between the head and the end, and so is a case that was not sent', async () => {
  const { performances } = await certified
  const lines = evidenceOf(await certified)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string })
  const between = performances.flatMap(({ exchanges, notPerformed }) => [
    ...exchanges.map(() => 'exchange'),
    ...(notPerformed ? ['not performed'] : []),
  ])
  expect(lines.map(({ kind }) => kind)).toEqual(['run', ...between, 'end'])
})

test('reading gives what was written', async () => {
  const { performances } = await certified
  const read = readEvidence(evidenceOf(await certified))
  expect([...read.performances.values()]).toEqual(JSON.parse(JSON.stringify(performances)))
})

test('a repeated case and one that was not performed are read as such', async () => {
  const material = materialOf(await certified)
  const [first, second] = material.planned.map(({ id }) => id) as [string, string]
  const { exchanges } = present(material.results.get(first)).performance
  const repeated = { caseId: first, exchanges, repeated: exchanges }
  const cut = {
    caseId: second,
    exchanges: [],
    notPerformed: { owner: 'environment', reason: 'the server is down' },
  } as const
  const results = new Map([
    [first, { performance: repeated, findings: [] }],
    [second, { performance: cut, findings: [] }],
  ])
  const { performances } = readEvidence(evidenceText({ ...material, results }))
  expect([...performances.values()]).toEqual(JSON.parse(JSON.stringify([repeated, cut])))
})

// faults.spec.ts shows for every fault that its evidence is complete; these show that the report is the same.
for (const fault of [0, 40, 80, 120, 160, 200, 240, 280, 320, 360].map((at) => present(faults[at])))
  test(`the evidence of the fault ${fault.id} gives the same report`, async () => {
    const certification = await certifyInMemory(fault)
    const { report, newer, unknown } = judgedAgain(evidenceOf(certification))
    expect(JSON.stringify(report) === JSON.stringify(buildReport(materialOf(certification)))).toBe(
      true,
    )
    expect([newer, unknown]).toEqual([[], []])
  })

test('evidence that ends before the run did is no pass', async () => {
  const text = evidenceOf(await certified).replace(/^\{"kind":"end".*\n/m, '')
  const { report } = judgedAgain(text)
  expect(report).toMatchObject({
    verdict: 'undetermined',
    exit: { code: 3, owner: 'environment', reason: 'the evidence ends before the run did' },
  })
})

test('evidence without an exchange of a case leaves its requirements open', async () => {
  const text = evidenceOf(await certified)
  const shortened = text
    .split('\n')
    .filter((line) => !line.includes('"case":"expired-tokens/expired"'))
    .join('\n')
  const { report } = judgedAgain(shortened)
  const open = report.requirements.find(({ id }) => id === 'expired-token-refused')
  expect(open).toMatchObject({
    outcome: 'inconclusive',
    reason: 'not run: expired-tokens/expired',
  })
})

test('requirements that are newer than the evidence are named', async () => {
  const text = evidenceOf(await certified).replace('"stable-answers",', '')
  const { newer, report } = judgedAgain(text)
  expect(newer).toEqual(['stable-answers'])
  expect(report).toEqual(buildReport(materialOf(await certified)))
})

test('cases that this suite does not have are named, and nothing is judged from them', async () => {
  const known = (id: string) => (id === 'valid-credentials/reordered' ? undefined : caseById(id))
  const evidence = readEvidence(evidenceOf(await certified))
  const { unknown, report } = rejudge(evidence, contract, requirements, known)
  expect(unknown).toEqual(['valid-credentials/reordered'])
  expect(report.cases.map(({ id }) => id)).not.toContain('valid-credentials/reordered')
})

for (const [what, change, message] of [
  ['an empty file', () => '', 'line 1: it is not the start of a run'],
  ['a file of something else', () => '{"a":1}', 'line 1: no run writes a line of its kind'],
  [
    'another version',
    (text: string) => text.replace('"schemaVersion":1', '"schemaVersion":9'),
    'line 1: schemaVersion must be 1, not 9',
  ],
  ['a line that was cut', (text: string) => `${text}{"kind":"exch`, 'it is not JSON'],
  [
    'a file without its beginning',
    (text: string) => text.slice(text.indexOf('\n') + 1),
    'line 1: it is not the start',
  ],
] as const)
  test(`${what} is refused in one line`, async () => {
    const text = change(evidenceOf(await certified))
    expect(() => readEvidence(text)).toThrow(EvidenceError)
    expect(() => readEvidence(text)).toThrow(message)
  })

for (const [what, from, to, message] of [
  [
    'a head without its target',
    '"target":',
    '"goal":',
    "line 1: / must have required property 'target'",
  ],
  [
    'an exchange of which the answer is a word',
    '"response":{',
    '"response":"none","was":{',
    'an exchange of valid-credentials/control: /response must be object',
  ],
  [
    'a generated case that is no case',
    '{"kind":"exchange"',
    '{"kind":"born"}\n{"kind":"exchange"',
    'a generated case: / must be object',
  ],
  [
    'a generated case in the place of a known one',
    '{"kind":"exchange"',
    '{"kind":"born","case":{"id":"expired-tokens/expired"}}\n{"kind":"exchange"',
    'a generated case has the id expired-tokens/expired, which no run gives it',
  ],
  [
    'a generated case with the id of the chapter',
    '{"kind":"exchange"',
    '{"kind":"born","case":{"id":"fuzzing/bodies"}}\n{"kind":"exchange"',
    'a generated case has the id fuzzing/bodies, which no run gives it',
  ],
  [
    'the same generated case twice',
    '{"kind":"exchange"',
    '{"kind":"born","case":{"id":"fuzzing/a"}}\n'.repeat(2) + '{"kind":"exchange"',
    'a generated case has the id fuzzing/a, which no run gives it',
  ],
  [
    'a step that its case does not have',
    '"step":"request"',
    '"step":"other"',
    'a request of valid-credentials/control belongs to no step of that case',
  ],
  ['a line that nests without an end', '"kind":"end"', '"a":' + '['.repeat(100_000), 'line '],
  ['an end without its numbers', '"traffic":{', '"traffic":{},"was":{', 'the last line: /traffic'],
  [
    'a second run after the first',
    '{"kind":"end"',
    '{"kind":"run","schemaVersion":1}\n{"kind":"end"',
    'it has the evidence of more than one run',
  ],
  [
    'a reason that is nobody’s',
    '{"kind":"end"',
    '{"kind":"not performed","case":"a/b","owner":"me","reason":""}\n{"kind":"end"',
    'the reason why a/b was not performed: /owner must be equal to one of the allowed values',
  ],
] as const)
  test(`${what} ends judge with 2 and one line`, async () => {
    const file = temporary('evidence.ndjson', evidenceOf(await certified).replace(from, to))
    const { code, stdout, stderr } = await inProcess(['judge', file])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.split('\n')).toEqual([expect.stringContaining(`${file}: ${message}`), ''])
    expect(stderr).toMatch(/; judge takes the evidence.ndjson of a run\n$/)
  })

test('judge and verify read 64 MiB of a file at most', async () => {
  for (const command of ['judge', 'verify']) {
    const { code, stdout, stderr } = await inProcess([command, '/dev/zero'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^\/dev\/zero:? (it )?holds more than 67108864 bytes[^\n]*\n$/)
  }
})
