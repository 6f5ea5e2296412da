/** Where the run is: a moving line on a terminal, a line a chapter elsewhere. */
import { expect, test } from '@playwright/test'
import { createProgress } from '../../reports/progress.ts'

function written(isTTY: boolean): string[] {
  const lines: string[] = []
  const progress = createProgress({ isTTY, write: (text) => lines.push(text) }, 3)
  progress.step('Valid credentials', 1)
  progress.step('Valid credentials', 2)
  progress.step('Methods', 7)
  progress.done()
  return lines
}

test('on a terminal one line moves, and is gone at the end', () => {
  expect(written(true)).toEqual([
    '\r\u001b[Kcase 1/3 - request 1 - Valid credentials',
    '\r\u001b[Kcase 2/3 - request 2 - Valid credentials',
    '\r\u001b[Kcase 3/3 - request 7 - Methods',
    '\r\u001b[K',
  ])
})

test('elsewhere each chapter is told once, without control characters', () => {
  expect(written(false)).toEqual([
    'case 1/3 - request 1 - Valid credentials\n',
    'case 3/3 - request 7 - Methods\n',
  ])
})
