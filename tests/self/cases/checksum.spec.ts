/** Credentials that end with a checksum: a wrong value has one that fits, so its form is no reason to refuse it. */
import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { checkedValue } from '../../../fixtures/cases/checksum.ts'
import { lookalike, otherInside } from '../../../fixtures/cases/lookalike.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const base62 = (value: number): string =>
  [5, 4, 3, 2, 1, 0].map((place) => BASE62[Math.floor(value / 62 ** place) % 62]).join('')

const letters = (length: number, alphabet = BASE62): string =>
  [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')

/** As every textbook has it: each second digit from the right, without the check digit, counts twice. */
function luhnDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

const withSum = (text: string, sum: string): string => text + sum

const schemes: Readonly<Record<string, () => string>> = {
  'a token with a prefix, and a CRC of what follows it': () => {
    const text = letters(30)
    return withSum(`ffp_${text}`, base62(crc32(text)))
  },
  'a CRC of the whole in base62': () => {
    const text = `ffp_${letters(30)}`
    return withSum(text, base62(crc32(text)))
  },
  'a CRC in hexadecimal': () => {
    const text = `client-${letters(16)}-`
    return withSum(text, crc32(text).toString(16).padStart(8, '0'))
  },
  'a number with the digit of Luhn': () => {
    const text = letters(12, '0123456789')
    return withSum(text, luhnDigit(text))
  },
}

test('the digit of Luhn is the one of the textbook', () => {
  expect(checkedValue('79927398713')?.text).toBe('7992739871')
  expect(checkedValue('79927398710')).toBeUndefined()
})

for (const [what, make] of Object.entries(schemes)) {
  test(`${what}: the value is recognized, and with another end it is not`, () => {
    for (let round = 0; round < 50; round += 1) {
      const value = make()
      const checked = checkedValue(value)
      expect(checked, value).toBeDefined()
      expect((checked?.text ?? '') + checked?.sum(checked.text)).toBe(value)
    }
  })

  test(`${what}: values that are wrong by design have a checksum that fits`, () => {
    for (let round = 0; round < 50; round += 1) {
      const value = make()
      for (const wrong of [lookalike(value), otherInside(value)]) {
        expect(wrong).not.toBe(value)
        expect(wrong).toHaveLength(value.length)
        expect(checkedValue(wrong), wrong).toBeDefined()
      }
    }
  })
}

test('the wrong value of a number is a number', () => {
  for (let round = 0; round < 500; round += 1)
    expect(lookalike(letters(10, '0123456789'))).toMatch(/^\d{10}$/)
})

test('the wrong value of a hexadecimal number in capitals is one', () => {
  for (let round = 0; round < 500; round += 1)
    expect(lookalike(letters(32, '0123456789ABCDEF'))).toMatch(/^[\dA-F]{32}$/)
})

test('a value without a checksum keeps its last character as the one that differs', () => {
  for (let round = 0; round < 50; round += 1) {
    const { clientId, clientSecret } = generateCredentials()
    for (const value of [clientId, clientSecret]) {
      expect(checkedValue(value)).toBeUndefined()
      expect(lookalike(value).slice(0, -1)).not.toBe(value)
    }
  }
})

test('short values are no checksums, and none makes it fail', () => {
  for (const value of ['', '0', '18', 'a', '_', 'é', '-'.repeat(40)])
    expect(checkedValue(value), value).toBeUndefined()
})
