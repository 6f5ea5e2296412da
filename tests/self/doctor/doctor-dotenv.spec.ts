/** What reading an `.env`, and a shell beside it, does to a value. */
import { expect, test } from '@playwright/test'
import type { Note } from '../../../fixtures/doctor/diagnosis.ts'
import { variableNotes } from '../../../fixtures/doctor/variables.ts'
import { envLines } from '../../../fixtures/server/env-lines.ts'
import { drawnCredentials, envFor, readFrom } from '../../support/doctor.ts'

const SECRET = 'FORMFLOW_CLIENT_SECRET'
const BASE = 'https://api.acme.dev'

const lines = (notes: readonly Note[]): string[] =>
  notes.filter(({ grade }) => grade !== 'ok').map(({ grade, text }) => `${grade}: ${text}`)

const inFile = (line: string, more = ''): readonly Note[] => {
  const { [SECRET]: _, ...env } = envFor(BASE)
  return variableNotes(readFrom(env, `${line}\n${more}`))
}

for (const [line, told] of [
  [`${SECRET}=abcdefgh#ijklmnop`, ['problem: X is cut off at a #: its line in .env has 17']],
  [`export ${SECRET} = abcdefgh#ijk`, ['problem: X is cut off at a #']],
  [`${SECRET}=#abcdefghijk`, ['problem: X is cut off at a #']],
  [`${SECRET}='abc'defgh#ijklm'`, ['problem: X is cut off at a #']],
  [`${SECRET}='abcdefghijklm`, ['warning: X begins with a quote in .env that nothing closes']],
  [`${SECRET}=abcdefghijkl # my own`, []],
  [`${SECRET}="abcdefgh#ijklmnop"`, []],
  [`${SECRET}='abcdefgh#ijklmnop' # my own`, []],
  [`${SECRET}="abc\\ndefghijkl"`, ['problem: X holds a control character']],
  [`${SECRET}=first-of-them\n${SECRET}=second-of-them`, ['warning: X stands on 2 lines of .env']],
] as const)
  test(`the line ${JSON.stringify(line)} is read as ${told.length > 0 ? told.join(', ') : 'sound'}`, () => {
    const found = lines(inFile(line))
    expect(found).toHaveLength(told.length)
    told.forEach((each, at) => expect(found[at]).toContain(each.replace('X', SECRET)))
  })

test('what a shell expanded shows beside .env, and so does another value', () => {
  const dotenv = `${SECRET}="abcdefgh$ijkl-mnop"`
  const read = (value: string): string[] =>
    lines(variableNotes(readFrom({ ...envFor(BASE), [SECRET]: value }, dotenv)))
  expect(read('abcdefgh-mnop')).toEqual([
    `problem: ${SECRET} has lost what followed a $ to a shell: .env holds it whole`,
  ])
  expect(read('abcdefgh$ijkl-mnop')).toEqual([])
  expect(read('another-one')).toEqual([
    `warning: ${SECRET} is another value in .env, and the environment wins`,
  ])
  expect(read('')).toEqual([`problem: ${SECRET} is empty in the environment, which wins over .env`])
})

test('a file in UTF-16, or with a byte order mark, is told as such', () => {
  const text = `${SECRET}=abcdefghijkl\n`
  const of = (raw: Buffer): string[] => lines(variableNotes(readFrom(envFor(BASE), raw)))
  expect(of(Buffer.from(`\ufeff${text}`, 'utf16le'))).toContain(
    'problem: .env is not in UTF-8 but in UTF-16',
  )
  expect(of(Buffer.from(`\ufeff${text}`))).toContain('warning: .env begins with a byte order mark')
  expect(
    lines(variableNotes({ ...readFrom(envFor(BASE)), unreadable: '.env cannot be read (EACCES)' })),
  ).toEqual(['problem: .env cannot be read (EACCES)'])
})

test('a file with Windows line ends does no harm', () => {
  const dotenv = envLines(BASE, drawnCredentials(), 'x.y.z').replaceAll('\n', '\r\n')
  expect(lines(variableNotes(readFrom({}, dotenv)))).toEqual([])
})
