/** Real frameworks, tested over a socket: every finding is known, with its cases and one cause. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Certification } from '../../../fixtures/run/certify.ts'
import { frameworksPage } from '../../docs/pages/frameworks.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { explained, observed } from '../../frameworks/breaks.ts'
import { certifyServer } from '../../frameworks/certify.ts'
import { frameworks, runsOf } from '../../frameworks/index.ts'
import type { FrameworkRun } from '../../frameworks/shared/model.ts'
import { frameworkResults } from '../../frameworks/results.ts'

// In one worker, so that each server runs only once.
test.describe.configure({ mode: 'default' })

const certifications = new Map<string, Promise<Certification>>()

function certified(run: FrameworkRun): Promise<Certification> {
  const certification = certifications.get(run.id) ?? certifyServer(run.start)
  certifications.set(run.id, certification)
  return certification
}

for (const run of frameworks.flatMap(runsOf)) {
  const { violated, musts } = expectations(run)
  test(`${run.title} violates the MUSTs [${musts.join(', ')}], and exactly what the causes explain`, async () => {
    const certification = await certified(run)
    expect(observed(certification)).toEqual(violated)
    const { verdict, notPerformed } = certification
    expect(verdict.verdict).toBe(musts.length > 0 ? 'non-conformant' : 'conformant')
    expect(verdict.must.judged).toBe(verdict.must.total)
    expect(notPerformed).toEqual([])
  })
}

function expectations(run: FrameworkRun) {
  const violated = explained(run)
  const musts = Object.keys(violated).filter((id) => requirement(id).level === 'MUST')
  return { violated, musts }
}

for (const { title, causes, fixed, ...framework } of frameworks) {
  test(`${title} with fixes violates no MUST and no SHOULD`, () => {
    const left = Object.keys(explained(fixed)).filter((id) => requirement(id).level !== 'MAY')
    expect(left).toEqual([])
  })

  test(`${title}: every cause has findings, and all findings have a known cause`, () => {
    const named = framework.runs.flatMap(({ found }) => Object.keys(found))
    expect([...new Set(named)].toSorted()).toEqual(causes.map(({ id }) => id).toSorted())
  })
}

test('docs/frameworks.md is what `npm run docs` writes', async () => {
  const page = frameworksPage(await frameworkResults(certified))
  const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'frameworks.md')
  expect(readFileSync(file, 'utf8') === page, 'run npm run docs').toBe(true)
})
