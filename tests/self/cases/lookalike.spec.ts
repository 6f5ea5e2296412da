/** A wrong value has the right format: a server that refuses its format has proven nothing. */
import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { compose } from '../../../fixtures/cases/template.ts'
import { lookalike } from '../../../fixtures/cases/lookalike.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'

const kinds: Readonly<Record<string, () => string>> = {
  'KSUID of base62': () => generateCredentials().clientId,
  'secret of the documented class': () => generateCredentials().clientSecret,
  UUID: () => randomUUID(),
  'UUID in capitals': () => randomUUID().toUpperCase(),
  'hexadecimal digest': () => randomBytes(32).toString('hex'),
  'base64 with two padding characters': () => randomBytes(31).toString('base64'),
  'base64 with one padding character': () => randomBytes(32).toString('base64'),
  'base64 without padding': () => randomBytes(33).toString('base64'),
  number: () => String(randomBytes(4).readUInt32LE()),
  'word of punctuation': () => [...randomBytes(12)].map((byte) => '#$%&!-'[byte % 6]).join(''),
  'single character': () => 'aZ7#$é'[(randomBytes(1)[0] ?? 0) % 6] ?? '',
}

/** Letters stay letters of their case and digits digits; everything else is punctuation. */
const classOf = (value: string): string =>
  value.replaceAll(/[a-z]/g, 'a').replaceAll(/[A-Z]/g, 'A').replaceAll(/\d/g, '0')

const withoutSigns = (value: string): string => classOf(value).replaceAll(/[^aA0=]/g, '.')

for (const [kind, make] of Object.entries(kinds))
  test(`the look-alike of a ${kind} differs and keeps its length and format`, () => {
    const values = Array.from({ length: 100 }, make)
    const wrong = values.filter((value) => {
      const other = lookalike(value)
      const differs = other.toLowerCase() !== value.toLowerCase()
      return !differs || withoutSigns(other) !== withoutSigns(value) || lookalike(value) !== other
    })
    expect(wrong).toEqual([])
  })

test('the look-alike of hexadecimal text is hexadecimal', () => {
  for (let round = 0; round < 100; round += 1) {
    const value = randomBytes(16).toString('hex')
    expect(lookalike(value)).toMatch(/^[\da-f]{32}$/)
    expect(lookalike(value.toUpperCase())).toMatch(/^[\dA-F]{32}$/)
  }
})

test('the look-alike of padded base64 is the canonical text of other bytes', () => {
  for (const length of [31, 32]) {
    for (let round = 0; round < 100; round += 1) {
      const value = randomBytes(length).toString('base64')
      const bytes = Buffer.from(lookalike(value), 'base64')
      expect(bytes.toString('base64')).toBe(lookalike(value))
      expect(bytes).not.toEqual(Buffer.from(value, 'base64'))
    }
  }
})

test('only the last letter or digit changes, so a comparison of the first characters is found', () => {
  expect(lookalike('2abcdefghijklmnopqrstuvwxyZ')).toBe('2abcdefghijklmnopqrstuvwxyM')
  expect(lookalike('secret-7-##')).toBe('secret-2-##')
})

/** Flawed comparisons -> the wrong value that each accepts. */
const flaws: readonly (readonly [
  placeholder: string,
  flaw: string,
  fooled: (wrong: string, value: string) => boolean,
])[] = [
  ['otherfirst', 'compares an end', (a, b) => a.slice(-1) === b.slice(-1)],
  ['otherinside', 'compares both ends', (a, b) => a.at(0) === b.at(0) && a.at(-1) === b.at(-1)],
  ['equivalent', 'normalises', (a, b) => a.normalize('NFKC') === b.normalize('NFKC')],
  ['butlast', 'compares a beginning', (a, b) => b.startsWith(a)],
]

const wrongValue = (placeholder: string, value: string): string =>
  compose(`{{${placeholder} clientSecret}}`, {
    clientId: '',
    clientSecret: value,
    organizationId: '',
  }).toString()

for (const [placeholder, flaw, fooled] of flaws)
  test(`{{${placeholder}}} is wrong, and a server that ${flaw} accepts it`, () => {
    const values = Array.from({ length: 100 }, () => generateCredentials().organizationId)
    const right = values.filter((value) => {
      const wrong = wrongValue(placeholder, value)
      return wrong !== value && fooled(wrong, value)
    })
    expect(right).toEqual(values)
  })

test('{{othercase}} is wrong for every kind of value, even where both cases mean the same', () => {
  for (const [kind, make] of Object.entries(kinds)) {
    const value = make()
    expect(JSON.parse(`"${wrongValue('othercase', value)}"`), kind).not.toBe(value)
  }
  expect(wrongValue('othercase', '2AbcdefghijklmnopqrstuvwxyZ')).toBe('2aBCDEFGHIJKLMNOPQRSTUVWXYz')
  expect(wrongValue('othercase', 'deadbeef')).toBe('deadeeef')
  expect(wrongValue('othercase', 'пароль-ß1')).toBe('ПАРОЛЬ-ß1')
})

test('{{equivalent}} decomposes accents or composes them, and then replaces characters with a second code point', () => {
  expect(wrongValue('equivalent', 'žK1')).toBe('z\u030c\u212a1')
  expect(wrongValue('equivalent', 'z\u030c1')).toBe('ž1')
  expect(wrongValue('equivalent', 'a1')).toBe('\uff41\uff11')
})
