/** How the cases of the profile `gate` are chosen. */
import { expect, test } from '@playwright/test'
import { requestsAtMost } from '../../../fixtures/cases/cost.ts'
import { caseById, casesIn } from '../../../fixtures/cases/index.ts'
import { exactly, gateOf, type Findable } from '../../docs/select-gate.ts'

const certify = casesIn('certify')
const smoke = certify.filter(({ profile }) => profile === 'smoke')

const fault = (foundBy: Readonly<Record<string, readonly string[]>>): Findable => ({
  breaks: [...new Set(Object.values(foundBy).flat())],
  foundBy: new Map(Object.entries(foundBy)),
})

test('each chapter is there, and the budget holds', () => {
  const each = certify.map(({ id }) => fault({ [id]: ['a'] }))
  const gate = gateOf(certify, each, 40)
  const chosen = new Set([...smoke.map(({ id }) => id), ...gate])
  expect(requestsAtMost(certify.filter(({ id }) => chosen.has(id)))).toBeLessThanOrEqual(40)
  const chapters = new Set([...chosen].map((id) => caseById(id).chapter))
  expect(chapters.size).toBeGreaterThan(10)
  expect(chapters).not.toContain('Second client')
})

test('a case that finds faults is chosen before one that finds none', () => {
  const useful = 'media-types/form'
  const gate = gateOf(certify, [fault({ [useful]: ['a'] }), fault({ [useful]: ['b'] })], 58)
  expect(gate).toContain(useful)
})

test('a fault with two broken requirements needs both found', () => {
  const both = fault({ 'a/one': ['a'], 'a/two': ['b'] })
  expect(exactly(new Set(['a/one']), [both])).toBe(0)
  expect(exactly(new Set(['a/one', 'a/two']), [both])).toBe(1)
})
