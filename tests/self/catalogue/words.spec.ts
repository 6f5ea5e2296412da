/** The words of the code: plain ones, and one for each meaning. */
import { expect, test } from '@playwright/test'
import {
  perThousandLines,
  RARE_WORDS,
  sourceFiles,
  textOf,
  unclearNames,
} from '../../support/source-files.ts'

/** The lists of words are not counted. */
const lists = ['tests/support/source-files.ts', 'tests/self/catalogue/words.spec.ts']
const files = sourceFiles().filter((file) => !lists.includes(file))

for (const [word, limit] of Object.entries(RARE_WORDS))
  test(`"${word}" stands at most ${limit} times in 1,000 lines`, () => {
    expect(perThousandLines(word, files.map(textOf))).toBeLessThan(limit)
  })

test('no name is made of words that an engineer of this field would have to look up', () => {
  const unclear = files.flatMap((file) =>
    unclearNames(textOf(file)).map((name) => `${file}: ${name}`),
  )
  expect(unclear).toEqual([])
})

test('the counts see what they count', () => {
  expect(perThousandLines('told', ['told\n', 'untold Told.\n'])).toBe(1000)
  expect(unclearNames('const toldCase = 1\ntype Said = 2\nfunction golden() {}')).toEqual([
    'toldCase (told)',
    'Said (said)',
  ])
})

test('no file is over 300 lines without a reason at its head', () => {
  const long = files.filter((file) => textOf(file).split('\n').length > 301)
  const unexplained = long.filter((file) => !/^\/\*\*[^]*?\bLong because\b/.test(textOf(file)))
  expect(unexplained).toEqual([])
})
