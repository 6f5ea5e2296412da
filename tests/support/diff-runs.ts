/** Runs in memory as sides of a difference. */
import { casesIn } from '../../fixtures/cases/index.ts'
import { certifyInMemory } from '../../fixtures/run/in-memory.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import { freedoms } from '../../fixtures/server/freedoms/index.ts'
import type { Variation } from '../../fixtures/server/variation.ts'
import type { ComparedRun, FactChange, Observed } from '../../reports/diff/model.ts'
import { readEvidence, type Evidence } from '../../reports/evidence/evidence.ts'
import type { Report } from '../../reports/report/report.ts'
import { evidenceOf } from './evidence.ts'
import { present } from './exchange.ts'

export const variationNamed = (id: string): Variation =>
  present([...faults, ...freedoms].find((variation) => variation.id === id))

/** Cases with every kind of fact: grants, refusals of both operations, HEAD, a large body, an empty value, requests that repeat. */
const wanted =
  /^(valid-credentials|protected-operation|expired-tokens|methods)\/|told-apart$|-number$|oversize$|-empty$|every-node$/
const planned = casesIn('certify').filter(({ id }) => wanted.test(id))

/** The evidence of a certification in memory, as text. */
export const evidenceText = async (variation: Variation): Promise<string> =>
  evidenceOf(await certifyInMemory(variation, { planned }))

export const evidenceFor = async (variation: Variation): Promise<Evidence> =>
  readEvidence(await evidenceText(variation))

/** A report alone. */
export const reported = (report: Report): ComparedRun => ({
  file: 'report.json',
  read: 'report',
  report,
  noEvidence: 'there is no evidence.ndjson beside report.json',
})

/** `header etag: absent → present`, without counts. */
export const facts = ({ changes }: Observed): string[] => changes.map(inWords)

const inWords = ({ subject, name, old, new: now }: FactChange): string =>
  `${subject} ${name}: ${old ?? 'absent'} → ${now ?? 'absent'}`
