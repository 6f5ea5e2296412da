/** The report of a client, its other formats, its evidence and its certificate. */
import { expect, test } from '@playwright/test'
import { clientCases } from '../../../fixtures/client/cases/index.ts'
import { clientFaults } from '../../../fixtures/client/faults/index.ts'
import { certifyClientInMemory } from '../../../fixtures/client/reference/memory.ts'
import { createLeakSearch } from '../../../fixtures/redaction/leak-search.ts'
import { clientMaterial, type ClientEnd } from '../../../reports/client/material.ts'
import { writeClientReports } from '../../../reports/client/write.ts'
import { readStatement } from '../../../reports/certificate/read.ts'
import { readEnvelope } from '../../../reports/certificate/envelope.ts'
import { evidenceText } from '../../../reports/evidence/evidence.ts'
import { evidenceIn } from '../../../reports/evidence/read.ts'
import { rejudge } from '../../../reports/evidence/rejudge.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { buildReport } from '../../../reports/report/build.ts'
import { formOf } from '../../../reports/report/validate.ts'
import { knownClientCase } from '../../../fixtures/client/cases/index.ts'
import { PROTECTED_PATH } from '../../../spec/operations/index.ts'
import { clientRequirements } from '../../../spec/requirements/index.ts'
import { contract, present } from '../../support/exchange.ts'

const endOf = async (
  alter: Parameters<typeof certifyClientInMemory>[0]['alter'],
  cases = clientCases,
): Promise<ClientEnd> => ({
  run: (await certifyClientInMemory({ alter }, cases)).run,
  cases,
  contract,
  program: 'acme 1.2',
  driven: 'started',
  protectedPath: PROTECTED_PATH,
  profile: 'certify',
  strict: false,
  requireAll: false,
  runtime: { node: 'v20.0.0', options: [], preloads: [], authorities: [] },
  startedAt: Date.UTC(2026, 0, 15, 12),
})

const fault = present(clientFaults.find(({ id }) => id === 'client-prints-failed-login'))

test('a report names the side, conforms to its schema, and has the findings of the run', async () => {
  const material = clientMaterial(await endOf(fault.alter))
  const report = buildReport(material)
  expect(formOf('report.schema.json')(JSON.parse(JSON.stringify(report)))).toBeUndefined()
  expect(report).toMatchObject({
    side: 'client',
    verdict: 'non-conformant',
    exit: { code: 1, owner: 'target' },
    target: { program: 'acme 1.2', driven: 'started' },
  })
  const violated = report.requirements.filter(({ outcome }) => outcome === 'violated')
  expect(violated.map(({ id }) => id)).toEqual(fault.breaks)
  expect(consoleText(report)).toContain('client    acme 1.2')
  expect(markdownText(report)).toContain('client of the Formflow API')
  const failed = report.cases.find(({ outcome }) => outcome === 'violated')
  expect(failed?.reproduce).toBe(`npm run conformance -- client --grep @${failed?.id} -- <command>`)
})

test('evidence, judged again, gives the same outcomes', async () => {
  const material = clientMaterial(await endOf(fault.alter))
  const { requirements } = buildReport(material)
  const evidence = evidenceIn(evidenceText(material))
  const { report, unknown } = rejudge(evidence, contract, clientRequirements, knownClientCase)
  expect(unknown).toEqual([])
  expect(report.side).toBe('client')
  expect(report.requirements).toEqual(requirements)
})

test('a selection of cases names what it leaves out, and is not certified', async () => {
  const cases = clientCases.filter(({ profile }) => profile === 'smoke')
  const end = { ...(await endOf(() => ({}), cases)), profile: 'smoke' as const }
  const { requirements } = buildReport(clientMaterial(end))
  expect(requirements.find(({ id }) => id === 'client-tls-verified')?.reason).toBe(
    'not in this profile; profile certify tests it',
  )
})

test('a certificate names the side, the client, and its conditions', async ({}, info) => {
  const end = await endOf(() => ({}))
  const reportsDir = info.outputPath('out')
  const none = createLeakSearch([])
  const write = { reportsDir, containsSecret: none.containsSecret }
  const started = await writeClientReports(end, write)
  expect(started.reasons).toEqual([])
  expect(started.certificate?.statement.predicate.formflow).toMatchObject({
    status: 'certified',
    side: 'client',
    conditions: [],
  })
  const byHand = await writeClientReports({ ...end, driven: 'listening' }, write)
  const text = byHand.certificate?.files.find(([name]) => name === 'certificate.json')?.[1] ?? ''
  const { conditions } = readStatement(readEnvelope(Buffer.from(text))).predicate.formflow
  expect(conditions).toEqual([
    'the application was not started by the suite: its output, its files and its command line were not searched for secrets',
  ])
  const page = byHand.certificate?.files.find(([name]) => name === 'certificate.html')?.[1]
  expect(page).toContain('Conformance of a client of the Formflow API')
  expect(page).toContain('acme 1.2')
})

test('a report that holds a secret is not written, and the run is one of the suite', async ({}, info) => {
  const end = await endOf(() => ({}))
  const search = createLeakSearch([])
  search.learn('acme 1.2 and what is a secret', 'secret')
  const written = await writeClientReports(
    { ...end, program: 'acme 1.2 and what is a secret' },
    { reportsDir: info.outputPath('out'), containsSecret: search.containsSecret },
  )
  expect(written.report.exit).toMatchObject({ code: 4, owner: 'suite' })
})
