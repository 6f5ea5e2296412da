/** A result is shown once nothing can take it back. */
import { expect, test } from '@playwright/test'
import { createSettling } from '../../../fixtures/run/settling.ts'

/** Lets what waits go on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a case waits while it is pending, and the others do not', async () => {
  const pending = new Set(['a', 'b'])
  const settling = createSettling((id) => pending.has(id))
  settling.begin()
  const shown: string[] = []
  const waiting = ['a', 'b', 'c'].map(async (id) => {
    await settling.settled(id)
    shown.push(id)
  })
  await turn()
  expect(shown).toEqual(['c'])
  settling.update()
  await turn()
  expect(shown).toEqual(['c'])
  pending.delete('a')
  settling.update()
  await turn()
  expect(shown).toEqual(['c', 'a'])
  expect(settling.isOpen('b')).toBe(true)
  settling.end()
  await Promise.all(waiting)
  expect(shown).toEqual(['c', 'a', 'b'])
  expect(settling.isOpen('b')).toBe(false)
})

test('nothing waits before a plan is performed, or after it', async () => {
  const settling = createSettling(() => true)
  await settling.settled('a')
  settling.begin()
  settling.end()
  await settling.settled('a')
  expect(settling.isOpen('a')).toBe(false)
})
