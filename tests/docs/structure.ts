/** `npm run structure`: the figures of the floor plan, for `npm run check`. The self-tests enforce the limits. */
import { dirname } from 'node:path'
import {
  foldersInCircles,
  importsIn,
  perThousandLines,
  RARE_WORDS,
  sourceFiles,
  textOf,
  unclearNames,
} from '../support/source-files.ts'

const files = sourceFiles()
const texts = files.map(textOf)
const imports = files.flatMap((file) => importsIn(file, textOf(file)))
const product = files.filter((file) => !/^tests\/(self|support|docs)\//.test(file))

const countBy = (names: readonly string[]): [string, number][] => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)
}
const linesOf = (file: string): number => textOf(file).split('\n').length - 1
const sizes = product.map(linesOf).toSorted((a, b) => a - b)
const folders = countBy(product.map((file) => dirname(file)))
const loose = ['spec', 'fixtures', 'reports', 'tests', 'tests/self'].map(
  (folder) => `${folder} ${files.filter((file) => dirname(file) === folder).length}`,
)

const figures: readonly (readonly [string, string])[] = [
  ['loose files', loose.join(', ')],
  ['fullest folder of product files', folders[0]?.join(' ') ?? ''],
  ['folders in circles', String(foldersInCircles(imports).length)],
  ['product files, lines', `${product.length}, ${sizes.reduce((sum, size) => sum + size, 0)}`],
  ['median and longest product file', `${sizes[sizes.length >> 1]}, ${sizes.at(-1)}`],
  ['files over 300 lines', files.filter((file) => linesOf(file) > 300).join(', ') || 'none'],
  [
    'per 1,000 lines',
    Object.keys(RARE_WORDS)
      .map((word) => `${word} ${perThousandLines(word, texts).toFixed(1)}`)
      .join(', '),
  ],
  ['unclear names', String(texts.flatMap(unclearNames).length)],
]
for (const [name, figure] of figures) process.stdout.write(`${name.padEnd(34)}${figure}\n`)
