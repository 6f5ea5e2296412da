/** Credentials of other systems: which texts contain one, and the text without its value. */
import { expect, test } from '@playwright/test'
import { disclosuresIn, withoutDisclosures } from '../../../spec/lib/disclosures.ts'

const rows: readonly (readonly [text: string, found: string | undefined, without?: string])[] = [
  [
    'postgres://app:Qw7x@10.0.0.5:5432/a',
    'a password in a URL',
    'postgres://app:‹›@10.0.0.5:5432/a',
  ],
  ['redis://:Qw7x@cache', 'a password in a URL', 'redis://:‹›@cache'],
  ['{"url":"amqp:\\/\\/u:Qw7x@[::1]\\/"}', 'a password in a URL'],
  [
    'Server=db;Database=a;User Id=sa;Password=Qw7x;',
    'a password in a connection string',
    'Server=db;Database=a;User Id=sa;Password=‹›;',
  ],
  ['uid=sa; pwd=Qw7x', 'a password in a connection string', 'uid=sa; pwd=‹›'],
  [`x $2b$10$${'a'.repeat(53)} x`, 'a hash of a password', 'x ‹› x'],
  [
    `$argon2id$v=19$m=65536,t=3,p=4$${'c'.repeat(22)}$${'d'.repeat(43)}`,
    'a hash of a password',
    '‹›',
  ],
  [`pbkdf2_sha256$600000$${'s'.repeat(22)}$${'h'.repeat(44)}`, 'a hash of a password', '‹›'],
  ['-----BEGIN EC PRIVATE KEY-----', 'a private key', '‹›'],
  ['k: -----BEGIN PRIVATE KEY-----\nMIIEvQ+/=\nAbC=\n-----END', 'a private key', 'k: ‹›-----END'],
  ['-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\nAbC\\n-----END', 'a private key', '‹›-----END'],
  [`key AKIA${'Q'.repeat(16)}`, 'an access key of a cloud', 'key ‹›'],
  // Addresses, words and public keys.
  ['https://api.example:8443/a@b', undefined],
  ['http://[::1]:80/@x', undefined],
  ['mailto:a:b@example.com', undefined],
  ['https://example.com/?x=a:b@c', undefined],
  ['Password=wrong; try again', undefined],
  ['-----BEGIN PUBLIC KEY-----', undefined],
  ['costs $2a$ and more', undefined],
]

for (const [text, found, without = text] of rows)
  test(`${text.slice(0, 50)} contains ${found ?? 'nothing'}`, () => {
    expect(disclosuresIn(text)).toEqual(found === undefined ? [] : [found])
    expect(withoutDisclosures(text, () => '‹›')).toBe(without)
  })
