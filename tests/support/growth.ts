/** How the cost of a function grows with the length of a text that somebody else wrote. */

/** Characters that mean something to a parser, an encoder or an expression of ours. */
const characters = [...'a0 \n"\\<>&%[{:./=-+@\0', 'é', '‹', '\u200b', '\u{1f511}']

/** Texts that made an expression or a loop slow, and others of their kind. */
export const shapes: readonly string[] = [
  ...characters,
  '\r\n',
  ' \n',
  'eyJ',
  'eyJhbGciO.',
  'eyJhbGciO.a.b ',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.YWJj ',
  ' at ////',
  '\nat (/:1:',
  'SELECT ',
  'File "',
  ' in /',
  '#1 /',
  'Traceback ',
  '[1,',
  '{"a":',
  '"a":1,',
  '"token":"',
  '"requestid":',
  'token=',
  '\\"',
  '\\u00',
  '%25',
  '&#1',
  '=\r\n',
  '113,55,',
  '71 37 ',
  '"0":"q","1":"7",',
  'H4sIAAAA',
  '\u001f\u008b\b',
  '<b>',
  '</',
  '‹a',
  '``',
  '|',
]

/** Of the characters that a parser stumbles over, every pair. */
export const pairs: readonly string[] = [...' \na0"\\<&%[{:./='].flatMap((first, _, all) =>
  all.map((second) => first + second),
)

/** A text of so many characters, made of the shape again and again. */
export const repeated = (shape: string, length: number): string =>
  shape.repeat(Math.ceil(length / shape.length)).slice(0, length)

/** CPU time that is measured before it counts, in microseconds: shorter ones are noise. */
const ENOUGH = 300

/** CPU time of one call in microseconds, as the mean of as many calls as it takes to measure it. */
function costOf(work: () => unknown): number {
  const start = process.cpuUsage()
  for (let calls = 1; ; calls += 1) {
    work()
    const { user, system } = process.cpuUsage(start)
    if (user + system >= ENOUGH) return (user + system) / calls
  }
}

/** Measurements of which the middle one counts. */
const TIMES = 5

const middle = (costs: readonly number[]): number =>
  costs.toSorted((a, b) => a - b)[costs.length >> 1] ?? 0

/** How many times as much a text that is 16 times as long may cost. */
export const MOST = 20

/**
 * @param work what is done with a text
 * @param length of the shorter text; the other one is 16 times as long
 * @returns how many times as much the longer text costs; measured several times only if one measurement is too high
 */
export function growth(work: (text: string) => unknown, shape: string, length: number): number {
  const [short, long] = [repeated(shape, length), repeated(shape, 16 * length)]
  // Compiled before it is measured, as it is in a run.
  work(short)
  const ratios: number[] = []
  do ratios.push(costOf(() => work(long)) / costOf(() => work(short)))
  while (middle(ratios) > MOST && ratios.length < TIMES)
  return middle(ratios)
}

/** @returns the shapes whose cost grows faster than their length, with how fast */
export const tooFast = (
  work: (text: string) => unknown,
  all: readonly string[],
  length: number,
): string[] =>
  all.flatMap((shape) => {
    const ratio = growth(work, shape, length)
    return ratio > MOST ? [`${JSON.stringify(shape)}: ${ratio.toFixed(1)} times`] : []
  })
