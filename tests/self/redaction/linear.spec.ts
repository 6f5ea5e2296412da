/** Nothing that reads a text of a target takes more time than the text is long, whatever the text is made of. */
import { expect, test } from '@playwright/test'
import { sealBody, sealHeader } from '../../../fixtures/redaction/default-seals.ts'
import { decode, decoders, readingsOf } from '../../../fixtures/redaction/decodings.ts'
import { jwtFacts } from '../../../fixtures/redaction/jwt-facts.ts'
import { createLeakSearch } from '../../../fixtures/redaction/leak-search.ts'
import { merged } from '../../../fixtures/redaction/matches.ts'
import { plain } from '../../../fixtures/redaction/reading.ts'
import { createSealer, withoutMarks } from '../../../fixtures/redaction/seal.ts'
import { membersIn, tokensIn } from '../../../fixtures/redaction/token-scan.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { textLeaks } from '../../../reports/reporters/leak-scan.ts'
import { pairs, shapes, tooFast } from '../../support/growth.ts'

// Each test does one thing with some hundred megabytes of text.
test.describe.configure({ timeout: 300_000 })

const { clientSecret } = generateCredentials()
const marks = { of: () => '‹sealed 1›', known: () => undefined }

const sealer = createSealer([])
sealer.learn({ mark: '‹a›', kind: 'secret', value: clientSecret })
sealer.learn({ mark: '‹b›', kind: 'token', value: 'a'.repeat(5000) })

const search = createLeakSearch([])
search.learn(clientSecret, 'secret')
search.learn('a'.repeat(5000), 'token')

const hit = {
  length: 8,
  secret: { mark: '‹a›', kind: 'secret', value: clientSecret },
  form: '',
  usable: true,
  inPieces: true,
} as const

type Work = (text: string) => unknown

const works: Readonly<Record<string, Work>> = {
  ...Object.fromEntries(
    decoders.map((decoder, at): [string, Work] => [
      `reading ${at + 1}, ${decoder.form},`,
      (text) => decode(plain(text), decoder)?.text.length,
    ]),
  ),
  'finding secrets': (text) => sealer.findPlain(text, ''),
  'finding tokens': tokensIn,
  'finding members with tokens': membersIn,
  'taking marks out': withoutMarks,
  'fitting marks into a text': (text) =>
    merged(
      Array.from({ length: text.length >> 6 }, (_, at) => ({
        ...hit,
        from: at << 6,
        to: (at << 6) + 9,
      })),
      text,
    ),
  'sealing a success body by default': (text) => sealBody(text, 'grant', marks),
  'sealing a refusal by default': (text) => sealBody(text, 'text', marks),
  'sealing a cookie': (text) => sealHeader('set-cookie', text, 'text', marks),
  'sealing a header': (text) => sealHeader('x-header', text, 'grant', marks),
  'facts of a token': (text) => jwtFacts(text, (same) => ({ text: same, marks: [] })),
  'facts of claims': (text) =>
    jwtFacts(`eyJhbGciOiJub25lIn0.${Buffer.from(text).toString('base64url')}.`, (same) => ({
      text: same,
      marks: [],
    })),
  'the search for leaks': search.containsSecret,
  'the search of a file of Allure': (text) => textLeaks('index.html', text, () => false),
}

for (const [what, work] of Object.entries(works)) {
  test(`${what} costs as much as the text is long, up to 1 MiB`, () => {
    expect(tooFast(work, shapes, 65_536)).toEqual([])
  })
  test(`${what} costs as much as a text of pairs is long`, () => {
    expect(tooFast(work, pairs, 4096)).toEqual([])
  })
}

const json: Readonly<Record<string, (length: number) => string>> = {
  'arrays in arrays': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'many members': (length) =>
    `{${Array.from({ length: length / 16 }, (_, at) => `"member${at}":1`).join()}}`,
  'many strings': (length) =>
    JSON.stringify(Array.from({ length: length / 16 }, () => clientSecret.slice(0, 12))),
  'one string': (length) => JSON.stringify(clientSecret.repeat(length / 64)),
  'one string of escapes': (length) => JSON.stringify('"\\'.repeat(length / 4)),
}

for (const [what, write] of Object.entries(json))
  test(`sealing JSON of ${what} costs as much as the text is long`, () => {
    const work = (text: string): unknown => {
      const json = write(text.length)
      const { text: sealed } = sealer.sealReadings(json, [plain(json)], [], '')
      return sealBody(sealed, 'grant', marks)
    }
    expect(tooFast(work, ['x'], 65_536)).toEqual([])
  })

test('all readings of a text together are no longer than a number of times the text', () => {
  const wrong = [...shapes, ...pairs].filter((shape) => {
    const text = shape.repeat(Math.ceil(4096 / shape.length))
    const sum = [...readingsOf(text)].reduce((total, reading) => total + reading.text.length, 0)
    return sum > 34 * text.length
  })
  expect(wrong).toEqual([])
})
