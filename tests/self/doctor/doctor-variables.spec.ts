/** The doctor's checks of variables: source, length and damage, never the value. */
import { expect, test } from '@playwright/test'
import type { Note } from '../../../fixtures/doctor/diagnosis.ts'
import { variableNotes } from '../../../fixtures/doctor/variables.ts'
import { envLines } from '../../../fixtures/server/env-lines.ts'
import { randomCredentials, envFor, readFrom } from '../../support/doctor.ts'

const BASE = 'https://api.acme.dev'
const SECRET = 'FORMFLOW_CLIENT_SECRET'
const ID = 'FORMFLOW_CLIENT_ID'
const ORG = 'FORMFLOW_ORGANIZATION_ID'

const faulty = (notes: readonly Note[]): Note[] => notes.filter(({ grade }) => grade !== 'ok')
const lines = (notes: readonly Note[]): string[] =>
  faulty(notes).map(({ grade, text }) => `${grade}: ${text}`)

/** The problems of a changed secret; everything else is correct. */
const withSecret = (change: (secret: string) => string): string[] => {
  const env = envFor(BASE)
  return lines(variableNotes(readFrom({ ...env, [SECRET]: change(env[SECRET] ?? '') })))
}

test('credentials of the documented form are correct, from both sources', () => {
  for (let round = 0; round < 200; round += 1) {
    const env = envFor(BASE)
    const read = variableNotes(readFrom(env))
    expect(lines(read)).toEqual([])
    expect(read.map(({ text }) => text)).toContain(
      `${SECRET} from the environment, 65 characters: letters, digits, signs`,
    )
    const dotenv = envLines(BASE, randomCredentials(), 'x.y.z')
    const fromFile = variableNotes(readFrom({}, dotenv))
    expect(lines(fromFile)).toEqual([])
    expect(fromFile.filter(({ text }) => text.includes('from .env'))).toHaveLength(4)
  }
})

const damages: readonly (readonly [change: (secret: string) => string, line: string])[] = [
  [() => '', 'problem: SECRET is not set'],
  [() => 'your-client-secret', 'problem: SECRET is a placeholder from an example'],
  [() => 'FORMFLOW_CLIENT_SECRET', 'problem: SECRET is a placeholder from an example'],
  [() => 'changeme', 'problem: SECRET is a placeholder from an example'],
  [() => '...', 'problem: SECRET is a placeholder from an example'],
  [() => '<client secret>', 'problem: SECRET is a placeholder from an example'],
  [() => '${{ secrets.NAME }}', 'problem: SECRET is a variable reference that was not resolved'],
  [() => 'op://vault/item/field', 'problem: SECRET is a variable reference that was not resolved'],
  [() => 'vault:kv/data/a#b', 'problem: SECRET is a variable reference that was not resolved'],
  [() => 'encrypted:BD9x8Wq1', 'problem: SECRET is a variable reference that was not resolved'],
  [() => '$NAME', 'problem: SECRET is a variable reference that was not resolved'],
  [() => '%NAME%', 'problem: SECRET is a variable reference that was not resolved'],
  [(secret) => `\ufeff${secret}`, 'problem: SECRET starts with a byte order mark'],
  [
    (secret) => `${secret}\r`,
    'problem: SECRET contains a carriage return, from a file with Windows line',
  ],
  [(secret) => `${secret}\n`, 'problem: SECRET ends with a line break'],
  [(secret) => `${secret.slice(0, 9)}\n${secret}`, 'problem: SECRET contains a control character'],
  [(secret) => ` ${secret}`, 'warning: SECRET starts or ends with a blank'],
  [(secret) => `${secret} `, 'warning: SECRET starts or ends with a blank'],
  [(secret) => `"${secret}"`, 'warning: SECRET has quotes around it that are part of the value'],
  [(secret) => `“${secret}”`, 'warning: SECRET has quotes around it that are part of the value'],
  [(secret) => `"x${secret}x`, 'warning: SECRET has a quote at one end only'],
  [(secret) => `x${secret}$$x`, 'warning: SECRET contains $ only in pairs'],
  [(secret) => `x${secret}\u200bx`, 'warning: SECRET contains an invisible character'],
  [() => '2abcdefghijklmnopqrstuvwxyz', 'warning: SECRET looks like an id'],
  [() => 'eyJabcdefgh.abcdefgh.abcdefgh', 'warning: SECRET looks like a token'],
]
for (const [change, line] of damages)
  test(`${JSON.stringify(change('s'))} gives "${line}"`, () => {
    // Signs at the ends and $$ inside would be other problems.
    const plain = (secret: string): string => `x${secret.replaceAll('$', '-')}x`
    const found = withSecret((secret) => change(plain(secret)))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(line.replace('SECRET', SECRET))
  })

test('every problem has a fix', () => {
  for (const [change] of damages) {
    const env = { ...envFor(BASE), [SECRET]: change('some-secret-of-sufficient-length') }
    expect(faulty(variableNotes(readFrom(env))).filter(({ mend }) => !mend)).toEqual([])
  }
})

for (const name of [
  'FORMFLOW_CLIENTSECRET',
  'formflow_client_secret',
  'CLIENT_SECRET',
  'FORMFLOW_SECRET',
])
  test(`a secret in ${name} is reported with the correct name`, () => {
    const { [SECRET]: secret = '', ...env } = envFor(BASE)
    const [note] = faulty(variableNotes(readFrom({ ...env, [name]: secret })))
    expect(note).toMatchObject({
      text: `${SECRET} is not set`,
      mend: `${name} is set; rename it to ${SECRET}`,
    })
  })

test('equal and swapped values are reported with both names', () => {
  const env = envFor(BASE)
  const read = (changes: Record<string, string | undefined>): string[] =>
    lines(variableNotes(readFrom({ ...env, ...changes } as Record<string, string>)))
  expect(read({ [ORG]: env[ID] })).toEqual([`warning: ${ID} and ${ORG} have the same value`])
  expect(read({ [ID]: env[SECRET], [SECRET]: env[ID] })).toEqual([
    `warning: ${ID} and ${SECRET} look swapped`,
  ])
  expect(read({ [ORG]: env[SECRET], [SECRET]: env[ORG] })).toEqual([
    `warning: ${ORG} and ${SECRET} look swapped`,
  ])
  expect(read({ [ID]: 'org_123456', [ORG]: 'client_123456' })).toEqual([
    `warning: ${ID} and ${ORG} look swapped`,
  ])
  expect(read({ [ID]: 'secret_123456789' })).toEqual([`warning: ${ID} looks like a secret`])
})

test('without a base URL nothing is missing, but credentials without it are an error', () => {
  expect(lines(variableNotes(readFrom({})))).toEqual([])
  expect(lines(variableNotes(readFrom({ FORMFLOW_BASE_URL: '' })))).toEqual([
    'problem: FORMFLOW_BASE_URL is set but empty',
  ])
  const { FORMFLOW_BASE_URL: url = '', ...env } = envFor(BASE)
  const [note] = faulty(variableNotes(readFrom({ ...env, FORMFLOW_API_URL: url })))
  expect(note?.grade).toBe('problem')
  expect(note?.text).toBe(`${ID}, ${SECRET}, ${ORG} set, but FORMFLOW_BASE_URL is not`)
  expect(note?.mend).toBe('FORMFLOW_API_URL is set; rename it to FORMFLOW_BASE_URL')
})
