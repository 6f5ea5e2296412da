/** What the doctor sees of variables: where they came from, how long, what became of them, and never what they are. */
import { expect, test } from '@playwright/test'
import type { Note } from '../../../fixtures/doctor/diagnosis.ts'
import { variableNotes } from '../../../fixtures/doctor/variables.ts'
import { envLines } from '../../../fixtures/server/env-lines.ts'
import { drawnCredentials, envFor, readFrom } from '../../support/doctor.ts'

const BASE = 'https://api.acme.dev'
const SECRET = 'FORMFLOW_CLIENT_SECRET'
const ID = 'FORMFLOW_CLIENT_ID'
const ORG = 'FORMFLOW_ORGANIZATION_ID'

const odd = (notes: readonly Note[]): Note[] => notes.filter(({ grade }) => grade !== 'ok')
const lines = (notes: readonly Note[]): string[] =>
  odd(notes).map(({ grade, text }) => `${grade}: ${text}`)

/** The lines on a secret that was changed; nothing else is odd. */
const withSecret = (change: (secret: string) => string): string[] => {
  const env = envFor(BASE)
  return lines(variableNotes(readFrom({ ...env, [SECRET]: change(env[SECRET] ?? '') })))
}

test('credentials of the documented class are sound, from either source', () => {
  for (let round = 0; round < 200; round += 1) {
    const env = envFor(BASE)
    const read = variableNotes(readFrom(env))
    expect(lines(read)).toEqual([])
    expect(read.map(({ text }) => text)).toContain(
      `${SECRET} from the environment, 65 characters: letters, digits, signs`,
    )
    const dotenv = envLines(BASE, drawnCredentials(), 'x.y.z')
    const fromFile = variableNotes(readFrom({}, dotenv))
    expect(lines(fromFile)).toEqual([])
    expect(fromFile.filter(({ text }) => text.includes('from .env'))).toHaveLength(4)
  }
})

const damages: readonly (readonly [change: (secret: string) => string, line: string])[] = [
  [() => '', 'problem: SECRET is not set'],
  [() => 'your-client-secret', 'problem: SECRET holds text of an example'],
  [() => 'FORMFLOW_CLIENT_SECRET', 'problem: SECRET holds text of an example'],
  [() => 'changeme', 'problem: SECRET holds text of an example'],
  [() => '...', 'problem: SECRET holds text of an example'],
  [() => '<client secret>', 'problem: SECRET holds text of an example'],
  [() => '${{ secrets.NAME }}', 'problem: SECRET holds a reference that nothing has resolved'],
  [() => '$NAME', 'problem: SECRET holds a reference that nothing has resolved'],
  [() => '%NAME%', 'problem: SECRET holds a reference that nothing has resolved'],
  [(own) => `\ufeff${own}`, 'problem: SECRET begins with a byte order mark'],
  [(own) => `${own}\r`, 'problem: SECRET holds a carriage return, from a file with Windows line'],
  [(own) => `${own}\n`, 'problem: SECRET ends in a line break'],
  [(own) => `${own.slice(0, 9)}\n${own}`, 'problem: SECRET holds a control character'],
  [(own) => ` ${own}`, 'warning: SECRET has a blank at its edge'],
  [(own) => `${own} `, 'warning: SECRET has a blank at its edge'],
  [(own) => `"${own}"`, 'warning: SECRET stands in quotes that are part of the value'],
  [(own) => `“${own}”`, 'warning: SECRET stands in quotes that are part of the value'],
  [(own) => `"x${own}x`, 'warning: SECRET has a quote at one end and none at the other'],
  [(own) => `x${own}$$x`, 'warning: SECRET holds no $ but in pairs'],
  [(own) => `x${own}\u200bx`, 'warning: SECRET holds an invisible character'],
  [() => '2abcdefghijklmnopqrstuvwxyz', 'warning: SECRET has the shape of an id'],
  [() => 'eyJabcdefgh.abcdefgh.abcdefgh', 'warning: SECRET has the shape of a token'],
]
for (const [change, line] of damages)
  test(`${JSON.stringify(change('s'))} is told as "${line}"`, () => {
    // Signs at the edges and $$ within would be other damages.
    const calm = (own: string): string => `x${own.replaceAll('$', '-')}x`
    const found = withSecret((own) => change(calm(own)))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(line.replace('SECRET', SECRET))
  })

test('whatever is damaged has a mend', () => {
  for (const [change] of damages) {
    const env = { ...envFor(BASE), [SECRET]: change('some-secret-of-sufficient-length') }
    expect(odd(variableNotes(readFrom(env))).filter(({ mend }) => !mend)).toEqual([])
  }
})

for (const name of [
  'FORMFLOW_CLIENTSECRET',
  'formflow_client_secret',
  'CLIENT_SECRET',
  'FORMFLOW_SECRET',
])
  test(`a secret under the name ${name} is missed by its right one`, () => {
    const { [SECRET]: secret = '', ...env } = envFor(BASE)
    const [note] = odd(variableNotes(readFrom({ ...env, [name]: secret })))
    expect(note).toMatchObject({
      text: `${SECRET} is not set`,
      mend: `${name} is set; rename it to ${SECRET}`,
    })
  })

test('values that are the same, or in each other’s place, are named together', () => {
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
  expect(read({ [ID]: 'secret_123456789' })).toEqual([`warning: ${ID} has the shape of a secret`])
})

test('without a base URL nothing is missing, and what is idle is told', () => {
  expect(lines(variableNotes(readFrom({})))).toEqual([])
  const { FORMFLOW_BASE_URL: url = '', ...env } = envFor(BASE)
  const [note] = odd(variableNotes(readFrom({ ...env, FORMFLOW_API_URL: url })))
  expect(note?.text).toBe(`${ID}, ${SECRET}, ${ORG} set, but not used`)
  expect(note?.mend).toBe('FORMFLOW_API_URL is set; rename it to FORMFLOW_BASE_URL')
})
