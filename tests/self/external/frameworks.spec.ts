/** Real frameworks, each certified over a socket: every finding is pinned to its cases, and every case to one cause. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Certification } from '../../../fixtures/run/certify.ts'
import { frameworksPage } from '../../docs/pages/frameworks.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { explained, observed } from '../../frameworks/breaks.ts'
import { certifyServer } from '../../frameworks/certify.ts'
import { frameworks, runsOf } from '../../frameworks/index.ts'
import type { Run } from '../../frameworks/shared/model.ts'
import { allTold } from '../../frameworks/told.ts'

// In one worker, so that the page is compared with the runs that were judged, and each server runs once.
test.describe.configure({ mode: 'default' })

const certifications = new Map<string, Promise<Certification>>()

function certified(run: Run): Promise<Certification> {
  const certification = certifications.get(run.id) ?? certifyServer(run.start)
  certifications.set(run.id, certification)
  return certification
}

for (const run of frameworks.flatMap(runsOf)) {
  const { violated, musts } = expectations(run)
  test(`${run.title} violates the MUSTs [${musts.join(', ')}], and all that is explained, and nothing else`, async () => {
    const certification = await certified(run)
    expect(observed(certification)).toEqual(violated)
    const { verdict, notPerformed } = certification
    expect(verdict.verdict).toBe(musts.length > 0 ? 'non-conformant' : 'conformant')
    expect(verdict.must.judged).toBe(verdict.must.total)
    expect(notPerformed).toEqual([])
  })
}

function expectations(run: Run) {
  const violated = explained(run)
  const musts = Object.keys(violated).filter((id) => requirement(id).level === 'MUST')
  return { violated, musts }
}

for (const { title, causes, mended, ...framework } of frameworks) {
  test(`${title}, mended, leaves nothing that a MUST or a SHOULD asks for`, () => {
    const left = Object.keys(explained(mended)).filter((id) => requirement(id).level !== 'MAY')
    expect(left).toEqual([])
  })

  test(`${title}: every cause is explained, and every explanation is needed`, () => {
    const named = framework.runs.flatMap(({ found }) => Object.keys(found))
    expect([...new Set(named)].toSorted()).toEqual(causes.map(({ id }) => id).toSorted())
  })
}

test('docs/frameworks.md is what `npm run docs` writes', async () => {
  const page = frameworksPage(await allTold(certified))
  const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'frameworks.md')
  expect(readFileSync(file, 'utf8') === page, 'run npm run docs').toBe(true)
})
