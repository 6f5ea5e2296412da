/**
 * Output of runs without what differs from run to run: ports, times, and values that a server generates. The documents
 * change then only if the suite does.
 */
import { sha256 } from '../../spec/lib/digest.ts'

/** The moment in which all runs of the documents seem to happen. */
const MOMENT = '2026-03-02T09:30:00.000Z'

const START = Date.parse(MOMENT)

/** The day on which a certificate of that moment expires. */
const LAST_DAY = '2026-05-31'

/** Values that stand for generated ones, always the same in the same place. */
const KID = sha256('key').slice(0, 12)
const IDS = ['2dm3PAEMVxTVD8FYtEuoUvefruq', '2zqD9hlDWo0wws8YIdlmzVDTt9o'] as const
const KEY = sha256('issuer')

const replacements: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/\b(127\.0\.0\.1|localhost|\[::1\]):\d{4,5}\b/g, '$1:4010'],
  [/\bport \d{4,5} of\b/g, 'port 4010 of'],
  [/\b\d+(?:\.\d)? s(?=$|<| *\|)/gm, '2.0 s'],
  [/("start":) \d+/g, `$1 ${START}`],
  [/("stop":) \d+/g, `$1 ${START + 2000}`],
  [/("duration":) \d{1,3}\b/g, '$1 2'],
  [/("duration":) \d{4,}/g, '$1 2000'],
  [/\btook \d+ ms\b/g, 'took 2 ms'],
  [/\b\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\b/g, new Date(MOMENT).toUTCString()],
  [/\btime="\d+(?:\.\d+)?"/g, 'time="0.002"'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, MOMENT],
  [/("kid\\?":\\?")\w{12}\b/g, `$1${KID}`],
  [/("sub\\?":\\?")\w{27}\b/g, `$1${IDS[0]}`],
  [/("organizationId\\?":\\?")\w{27}\b/g, `$1${IDS[1]}`],
]

/** Claims with times keep their distance from each other. */
const settledTimes = (text: string): string =>
  text.replaceAll(
    /(iat\\?":)(\d{10})(,\\?"exp\\?":)(\d{10})/g,
    (_, before: string, iat: string, between: string, exp: string) =>
      [before, START / 1000, between, START / 1000 + Number(exp) - Number(iat)].join(''),
  )

export const settled = (text: string): string =>
  settledTimes(
    replacements.reduce((changed, [pattern, by]) => changed.replaceAll(pattern, by), text),
  )

/** Also the key that the example generates, and the dates of its certificate. */
export const settledCertificate = (text: string): string =>
  settled(text)
    .replaceAll(/^(keyid +)[0-9a-f]{64}$/gm, `$1${KEY}`)
    .replaceAll(/^( +)[0-9a-f]{64}$/gm, `$1${KEY}`)
    .replaceAll(/(Issued )\d{4}-\d\d-\d\d/g, `$1${MOMENT.slice(0, 10)}`)
    .replaceAll(/(certified until |valid until |expires\s+)\d{4}-\d\d-\d\d/g, `$1${LAST_DAY}`)
