/**
 * A process that does all work of `text-work.ts` with one part of the texts of `shapes.ts`. It prints a line before each
 * piece of work, so that whoever started it sees which one does not end.
 */
import { pairs, repeated, shapes } from './shapes.ts'
import { shortTexts, sightsOf, sightWorks, wholeTexts } from './text-work.ts'

const KIB = 1024

/** Where a cost grows with the square of the length, this takes more than half a minute. */
const LENGTH = 256 * KIB

/** Of a body at most 64 KiB are read in all ways; their sum is limited by a budget, so it is not made for more. */
const READ = 64 * KIB

function perform(name: string, text: string, work: () => unknown): void {
  process.stdout.write(`${name} with ${JSON.stringify(text)}\n`)
  work()
}

function performAll(text: string): void {
  const whole = repeated(text, LENGTH)
  for (const [name, work] of Object.entries(wholeTexts)) perform(name, text, () => work(whole))
  const sights = sightsOf(whole)
  for (const [name, work] of Object.entries(sightWorks)) perform(name, text, () => sights.map(work))
  const short = repeated(text, READ)
  for (const [name, work] of Object.entries(shortTexts)) perform(name, text, () => work(short))
}

const [part = ''] = process.argv.slice(2)
if (part === 'shapes') for (const text of shapes) performAll(text)
if (part === 'pairs') for (const text of pairs) performAll(text)
process.stdout.write('end\n')
