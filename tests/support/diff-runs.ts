/** Runs in memory as sides of a difference. */
import { casesIn } from '../../fixtures/cases/index.ts'
import { certifyInMemory } from '../../fixtures/run/in-memory.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import { freedoms } from '../../fixtures/server/freedoms/index.ts'
import type { Variation } from '../../fixtures/server/variation.ts'
import type { FactChange, Observed, Run } from '../../reports/diff/model.ts'
import { readEvidence, type Evidence } from '../../reports/evidence/evidence.ts'
import type { Report } from '../../reports/report/report.ts'
import { evidenceOf, judgedAgain } from './evidence.ts'
import { present } from './exchange.ts'

export const variationNamed = (id: string): Variation =>
  present([...faults, ...freedoms].find((variation) => variation.id === id))

/** Enough to see every kind of fact: grants, refusals of both operations, HEAD, a large body, an empty value. */
const telling =
  /^(valid-credentials|protected-operation|expired-tokens|methods)\/|told-apart$|-number$|oversize$|-empty$/
const planned = casesIn('certify').filter(({ id }) => telling.test(id))

/** What a certification in memory leaves behind, as text. */
export const evidenceText = async (variation: Variation): Promise<string> =>
  evidenceOf(await certifyInMemory(variation, { planned }))

export const evidenceFor = async (variation: Variation): Promise<Evidence> =>
  readEvidence(await evidenceText(variation))

export const runOf = (text: string): Run => ({
  file: 'evidence.ndjson',
  read: 'evidence',
  report: judgedAgain(text).report,
  evidence: readEvidence(text),
})

/** A report alone. */
export const reported = (report: Report): Run => ({
  file: 'report.json',
  read: 'report',
  report,
  without: 'no evidence.ndjson lies beside report.json',
})

/** `header etag: absent → present`, without counting. */
export const facts = ({ changes }: Observed): string[] => changes.map(inWords)

export const inWords = ({ subject, name, old, new: now }: FactChange): string =>
  `${subject} ${name}: ${old ?? 'absent'} → ${now ?? 'absent'}`
