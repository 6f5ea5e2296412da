/** A baseline file: what is accepted, and the one line with place and fix for what is not. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Ajv } from 'ajv'
import { baselineOf, inForce, readBaseline } from '../../../fixtures/baseline/read.ts'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { evidenceText } from '../../../reports/evidence/evidence.ts'
import { readJsonFile } from '../../../spec/lib/json-file.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { materialOf } from '../../support/evidence.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { present, temporary } from '../../support/exchange.ts'
import { inFolder } from '../../support/working-folder.ts'

const good = {
  requirement: 'malformed-json-refused',
  case: 'malformed-bodies/truncated',
  reason: 'FF-7',
  owner: 'Platform',
  expires: '2027-01-31',
}
const everywhere = {
  requirement: 'token-no-store',
  reason: 'FF-8',
  owner: 'Edge',
  expires: '2028-02-29',
}

const textOf = (...known: readonly object[]): string => JSON.stringify({ known }, null, 2)

function refusal(content: string | Buffer): string {
  try {
    baselineOf('known.json', Buffer.from(content))
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return 'accepted'
}

test('entries are read as they stand, with the digest of the file', () => {
  const text = textOf(good, everywhere)
  expect(baselineOf('a/known.json', Buffer.from(text))).toEqual({
    file: 'a/known.json',
    sha256: createHash('sha256').update(text).digest('hex'),
    entries: [good, everywhere],
  })
})

const drawn = { ...good, case: 'fuzzing/malformed-json-refused-1ad663af' }

for (const [what, content] of [
  ['no entry', '{"known":[]}'],
  ['the name of a schema, for editors', '{"$schema":"schema.json","known":[]}'],
  ['a byte order mark, as some editors write it', `\ufeff${textOf(good)}`],
  ['a case that was drawn', textOf(drawn)],
  ['another requirement that a drawn case broke', textOf({ ...drawn, requirement: 'no-hang' })],
  ['the chapter that draws', textOf({ ...good, case: 'fuzzing/bodies' })],
  ['a requirement in any case, and in one', textOf(good, { ...good, case: undefined })],
  ['the last day of a leap year’s February', textOf({ ...good, expires: '2028-02-29' })],
] as const)
  test(`${what} is accepted`, () => {
    expect(refusal(content)).toBe('accepted')
  })

const excluded = present(requirements.find((requirement) => requirement.excluded !== undefined))
const { reason: _, ...unexplained } = good

const refused: readonly (readonly [what: string, content: string | Buffer, message: string])[] = [
  ['an empty file', '', 'line 1: it is not JSON'],
  ['a file of something else', 'FORMFLOW_CLIENT_SECRET="s3cret"', 'line 1: it is not JSON from'],
  [
    'a comma too many',
    '{\n  "known": [\n    1,\n  ]\n}',
    'line 4: it is not JSON from column 3 on',
  ],
  ['bytes that are not text', Buffer.from([0x7b, 0xff]), 'known.json is not UTF-8 text'],
  ['a list', '[]', 'line 1: a baseline must be object'],
  ['no list of entries', '{}', 'line 1: a baseline has no "known"'],
  [
    'a misspelt list',
    '{"known":[],\n"knwon":[]}',
    'may have no member "knwon"; did you mean "known"',
  ],
  ['a name given twice', '{"known":[],\n"known":[]}', 'line 2: "known" is there twice'],
  [
    'a reason given twice',
    textOf(good).replace('"owner"', '"reason"'),
    'line 7: "reason" is there twice',
  ],
  [
    'an entry that is not an object',
    textOf(good).replace(/\{\n {6}[^}]*\}/, '5'),
    'line 3: an entry must be object',
  ],
  ['no reason', textOf(good, unexplained), 'line 10: an entry has no "reason"'],
  [
    'an empty reason',
    textOf({ ...good, reason: '' }),
    'line 6: "reason" is empty or a placeholder',
  ],
  [
    'a blank reason',
    textOf({ ...good, reason: '  ' }),
    'line 6: "reason" is empty or a placeholder',
  ],
  [
    'a placeholder',
    textOf({ ...good, reason: '<why>' }),
    'line 6: "reason" is empty or a placeholder',
  ],
  [
    'a placeholder for the owner',
    textOf({ ...good, owner: '<who>' }),
    'line 7: "owner" is empty or a placeholder',
  ],
  [
    'an endless reason',
    textOf({ ...good, reason: 'x'.repeat(501) }),
    '"reason" must NOT have more than',
  ],
  ['a number', textOf({ ...good, owner: 5 }), 'line 7: "owner" must be string'],
  [
    'a misspelt member',
    textOf({ ...good, expiry: '2027-01-31' }),
    'line 9: an entry may have no member "expiry"; did you mean "expires"?',
  ],
  [
    'a day that no month has',
    textOf({ ...good, expires: '2027-02-29' }),
    'line 8: "expires" must be a date',
  ],
  [
    'a day and an hour',
    textOf({ ...good, expires: '2027-01-31T00:00:00Z' }),
    '"expires" must be a date',
  ],
  [
    'a misspelt requirement',
    textOf({ ...good, requirement: 'malformed-jsn-refused' }),
    'line 4: no requirement is called "malformed-jsn-refused"; did you mean malformed-json-refused',
  ],
  [
    'a requirement that nobody can check',
    textOf({ ...good, requirement: excluded.id }),
    `line 4: ${excluded.id} is never checked, so never violated (${excluded.excluded}); remove`,
  ],
  [
    'an id that would make two lines',
    textOf({ ...good, case: 'a\nb' }),
    'line 5: no case is called "a·b"',
  ],
  [
    'a misspelt case',
    textOf({ ...good, case: 'malformed-bodies/truncatd' }),
    'line 5: no case is called "malformed-bodies/truncatd"; did you mean malformed-bodies/truncated',
  ],
  [
    'a generated case without a digest',
    textOf({ ...good, case: 'fuzzing/malformed-json-refused' }),
    'line 5: no case is called "fuzzing/malformed-json-refused"',
  ],
  [
    'a generated case of a misspelt requirement',
    textOf({ ...good, case: 'fuzzing/malformed-jsn-refused-1ad663af' }),
    'line 5: no requirement is called "malformed-jsn-refused"; did you mean malformed-json-refused',
  ],
  [
    'an entry given twice',
    textOf(good, everywhere, { ...good, reason: 'FF-9' }),
    'line 16: malformed-json-refused in malformed-bodies/truncated is listed twice',
  ],
]

test('an unusable file gives one line with the place', () => {
  for (const [what, content, message] of refused) {
    const line = refusal(content)
    expect.soft(line, what).toContain(message)
    expect.soft(line, what).toMatch(/^known\.json [^\n]+$/)
    expect.soft(line, what).not.toContain('s3cret')
  }
})

test('a file that is not there is named, but not when its name could be a secret', () => {
  expect(() => readBaseline('nowhere/known.json')).toThrow(
    'nowhere/known.json cannot be read (ENOENT); set --baseline or FORMFLOW_BASELINE to a baseline.json',
  )
  expect(() => readBaseline('pa55-of-somebody')).toThrow(
    'a baseline whose name has 16 characters cannot be read (ENOENT)',
  )
})

test('run, plan and judge refuse a bad file before anything else happens', async () => {
  const file = temporary('known.json', textOf({ ...good, owner: '<who>' }))
  const evidence = temporary(
    'evidence.ndjson',
    evidenceText(materialOf({ performances: [], findings: [] })),
  )
  for (const args of [['run'], ['plan'], ['judge', evidence]]) {
    const { code, stdout, stderr } = await inProcess([...args, '--baseline', file])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^[^\n]*known\.json line 7: "owner" is empty or a placeholder[^\n]*\n$/)
  }
  const { code, stderr } = await inProcess(['plan'], { FORMFLOW_BASELINE: file })
  expect([code, stderr]).toEqual([2, expect.stringContaining('known.json line 7')])
})

test('no baseline is used by default, and a plan shows the one that is used', async () => {
  const file = temporary('baseline.json', textOf(good, { ...everywhere, expires: '2020-01-31' }))
  const planned = async (args: readonly string[]): Promise<string> =>
    (await inProcess(['plan', '--profile', 'smoke', ...args])).stdout
  await inFolder(join(file, '..'), async () => {
    expect(await planned([])).not.toContain('baseline')
    expect(await planned(['--baseline', 'baseline.json'])).toMatch(
      /^ {2}baseline +baseline\.json, 2 known, 1 of them expired$/m,
    )
  })
})

test('it is in force on the day on which the run began, and whole when all of certify is planned', () => {
  const read = baselineOf('known.json', Buffer.from(textOf(good)))
  const ids = (profile: 'smoke' | 'certify' | 'exhaustive'): string[] =>
    casesIn(profile).map(({ id }) => id)
  const last = Date.UTC(2026, 0, 15, 23, 59, 59, 999)
  expect(inForce(read, last, ids('certify'))).toEqual({ ...read, day: '2026-01-15', whole: true })
  expect(inForce(read, last + 1, ids('exhaustive'))).toMatchObject({
    day: '2026-01-16',
    whole: true,
  })
  expect(inForce(read, last, ids('smoke')).whole).toBe(false)
  expect(inForce(read, last, ids('certify').slice(1)).whole).toBe(false)
})

test('the schema that editors use is a schema', () => {
  const file = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'baseline', 'schema.json')
  const schema = readJsonFile(file) as object
  expect(new Ajv({ formats: { date: true } }).validateSchema(schema)).toBe(true)
})
