/** The credentials of a second client, all of them or none, and the URL of a key set. */
import { expect, test } from '@playwright/test'
import { readSecrets, readSettings } from '../../../fixtures/config/index.ts'
import { secretNames } from '../../../fixtures/config/variables.ts'
import { envLines } from '../../../fixtures/server/env-lines.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { parse } from 'dotenv'
import { temporary } from '../../support/exchange.ts'

const [first, second] = [generateCredentials(), generateCredentials()]

const env = {
  FORMFLOW_CLIENT_ID: first.clientId,
  FORMFLOW_CLIENT_SECRET: first.clientSecret,
  FORMFLOW_ORGANIZATION_ID: first.organizationId,
}

const more = {
  FORMFLOW_SECOND_CLIENT_ID: second.clientId,
  FORMFLOW_SECOND_CLIENT_SECRET: second.clientSecret,
  FORMFLOW_SECOND_ORGANIZATION_ID: second.organizationId,
}

test('a second client is read as it is, and nobody needs one', () => {
  expect(readSecrets({ ...env, ...more })).toMatchObject({ credentials: first, second })
  expect(readSecrets(env)).not.toHaveProperty('second')
})

test('its secret may be in a file', () => {
  const { FORMFLOW_SECOND_CLIENT_SECRET: secret, ...rest } = more
  const FORMFLOW_SECOND_CLIENT_SECRET_FILE = temporary('secret', `${secret}\n`)
  const read = readSecrets({ ...env, ...rest, FORMFLOW_SECOND_CLIENT_SECRET_FILE })
  expect(read.second).toEqual(second)
})

const wrong: readonly (readonly [what: string, change: object, message: string])[] = [
  [
    'lacks two values',
    { FORMFLOW_SECOND_CLIENT_SECRET: '', FORMFLOW_SECOND_ORGANIZATION_ID: '' },
    'FORMFLOW_SECOND_CLIENT_SECRET, FORMFLOW_SECOND_ORGANIZATION_ID are not set, but other variables of the second client are',
  ],
  [
    'has a short secret',
    { FORMFLOW_SECOND_CLIENT_SECRET: 'short' },
    'FORMFLOW_SECOND_CLIENT_SECRET has 5 characters',
  ],
  [
    'is the first',
    { FORMFLOW_SECOND_CLIENT_ID: first.clientId },
    'FORMFLOW_SECOND_CLIENT_ID and FORMFLOW_CLIENT_ID have the same value',
  ],
]

for (const [what, change, message] of wrong)
  test(`a second client that ${what} is refused, and no value is repeated`, () => {
    const read = (): string => {
      try {
        readSecrets({ ...env, ...more, ...change })
        return ''
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(read()).toContain(message)
    for (const { clientId, clientSecret } of [first, second])
      for (const value of [clientId, clientSecret.slice(0, 10)]) expect(read()).not.toContain(value)
  })

test('its secret is taken out of the environment like the other', () => {
  expect(secretNames).toEqual(
    expect.arrayContaining(['FORMFLOW_SECOND_CLIENT_SECRET', 'FORMFLOW_SECOND_CLIENT_SECRET_FILE']),
  )
})

test('the lines that a served target prints are read back', () => {
  const read = parse(envLines('http://127.0.0.1:1', first, 'x.y.z', second))
  expect(readSecrets(read)).toMatchObject({ credentials: first, second })
})

test('the URL of a key set may be on any host and have a query, but no credentials', () => {
  const read = (FORMFLOW_JWKS_URL: string): string | undefined =>
    readSettings({ FORMFLOW_JWKS_URL }).jwksUrl?.href
  const url = 'https://login.example/keys?tenant=1'
  expect(read(url)).toBe(url)
  expect(read('')).toBeUndefined()
  for (const unfit of ['keys.json', 'file:///keys.json', 'https://user:pass@login.example/keys'])
    expect(() => read(unfit)).toThrow(
      'FORMFLOW_JWKS_URL must be an http or https URL without credentials; found ',
    )
})
