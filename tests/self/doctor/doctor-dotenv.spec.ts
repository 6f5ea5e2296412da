/** What reading an `.env` file, and a shell, do to a value. */
import { expect, test } from '@playwright/test'
import type { Note } from '../../../fixtures/doctor/diagnosis.ts'
import { variableNotes } from '../../../fixtures/doctor/variables.ts'
import { envLines } from '../../../fixtures/server/env-lines.ts'
import { randomCredentials, envFor, readFrom } from '../../support/doctor.ts'

const SECRET = 'FORMFLOW_CLIENT_SECRET'
const BASE = 'https://api.acme.dev'

const lines = (notes: readonly Note[]): string[] =>
  notes.filter(({ grade }) => grade !== 'ok').map(({ grade, text }) => `${grade}: ${text}`)

const inFile = (line: string, more = ''): readonly Note[] => {
  const { [SECRET]: _, ...env } = envFor(BASE)
  return variableNotes(readFrom(env, `${line}\n${more}`))
}

for (const [line, expected] of [
  [`${SECRET}=abcdefgh#ijklmnop`, ['problem: X is cut off at a #: its line in .env has 17']],
  [`export ${SECRET} = abcdefgh#ijk`, ['problem: X is cut off at a #']],
  [`${SECRET}=#abcdefghijk`, ['problem: X is cut off at a #']],
  [`${SECRET}='abc'defgh#ijklm'`, ['problem: X is cut off at a #']],
  [`${SECRET}='abcdefghijklm`, ['warning: X starts with a quote in .env that is not closed']],
  [`${SECRET}=abcdefghijkl # a comment`, []],
  [`${SECRET}="abcdefgh#ijklmnop"`, []],
  [`${SECRET}='abcdefgh#ijklmnop' # a comment`, []],
  [`${SECRET}="abc\\ndefghijkl"`, ['problem: X contains a control character']],
  [`${SECRET}=first-of-them\n${SECRET}=second-of-them`, ['warning: X is set on 2 lines of .env']],
] as const)
  test(`the line ${JSON.stringify(line)} is read ${expected.length > 0 ? `with ${expected.join(', ')}` : 'correctly'}`, () => {
    const found = lines(inFile(line))
    expect(found).toHaveLength(expected.length)
    expected.forEach((text, at) => expect(found[at]).toContain(text.replace('X', SECRET)))
  })

test('a value that a shell expanded differs from .env, and so does another value', () => {
  const dotenv = `${SECRET}="abcdefgh$ijkl-mnop"`
  const read = (value: string): string[] =>
    lines(variableNotes(readFrom({ ...envFor(BASE), [SECRET]: value }, dotenv)))
  expect(read('abcdefgh-mnop')).toEqual([
    `problem: ${SECRET} lost the text after a $ in a shell; .env has the whole value`,
  ])
  expect(read('abcdefgh$ijkl-mnop')).toEqual([])
  expect(read('another-one')).toEqual([
    `warning: ${SECRET} has another value in .env, which the environment overrides`,
  ])
  expect(read('')).toEqual([`problem: ${SECRET} is empty in the environment, which overrides .env`])
})

test('a file in UTF-16, with a byte order mark or without read permission is reported', () => {
  const text = `${SECRET}=abcdefghijkl\n`
  const of = (raw: Buffer): string[] => lines(variableNotes(readFrom(envFor(BASE), raw)))
  expect(of(Buffer.from(`\ufeff${text}`, 'utf16le'))).toContain(
    'problem: .env is UTF-16, not UTF-8',
  )
  expect(of(Buffer.from(`\ufeff${text}`))).toContain('warning: .env starts with a byte order mark')
  expect(
    lines(variableNotes({ ...readFrom(envFor(BASE)), unreadable: '.env cannot be read (EACCES)' })),
  ).toEqual(['problem: .env cannot be read (EACCES)'])
})

test('a file with Windows line ends is read correctly', () => {
  const dotenv = envLines(BASE, randomCredentials(), 'x.y.z').replaceAll('\n', '\r\n')
  expect(lines(variableNotes(readFrom({}, dotenv)))).toEqual([])
})
