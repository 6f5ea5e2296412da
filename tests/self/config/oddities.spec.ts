/** What a refused login reports of the values that were read: enough to see what quoting or copying did to them. */
import { expect, test } from '@playwright/test'
import { readSecrets } from '../../../fixtures/config/index.ts'

for (const [what, change, text] of [
  ['quotes', (secret: string) => `"${secret}"`, 'quotes around it are part of the value'],
  ['a line break', (secret: string) => `${secret}\n`, 'it ends with a line break'],
  ['a blank', (secret: string) => ` ${secret}`, 'it starts or ends with a blank'],
  ['one quote', (secret: string) => `${secret}"`, 'it has a quote at one end only'],
  ['two dollars', (secret: string) => `${secret}$$a`, 'it contains $ only in pairs'],
  ['no width', (secret: string) => `${secret}\u200ba`, 'it contains an invisible character'],
  ['an example', () => 'enter your own secret', 'it is a placeholder from an example'],
] as const)
  test(`a refused login reports ${what} in a value`, () => {
    const secret = change('gZ3-kq8.Lw0-pT7x')
    const read = readSecrets({
      FORMFLOW_BASE_URL: 'https://api.example',
      FORMFLOW_CLIENT_ID: 'a',
      FORMFLOW_ORGANIZATION_ID: 'o',
      FORMFLOW_CLIENT_SECRET: secret,
    })
    expect(read.provenance).toContain(
      `FORMFLOW_CLIENT_SECRET ${secret.length} characters (${text})`,
    )
    expect(read.provenance).toContain('FORMFLOW_CLIENT_ID 1 characters,')
  })

const ORG = 'org_1234567890'
const KEY = '0Vq#k2!mZr8$Lw3pX9&dTg5^bNc7(hJf1)sQy4*uEa6-oRi'
for (const [what, [clientId, clientSecret, organizationId], text] of [
  [
    'the same value',
    ['ab12cd34ef', 'ab12cd34ef', ORG],
    'CLIENT_ID and FORMFLOW_CLIENT_SECRET have the same value',
  ],
  [
    'swapped values',
    [KEY, 'client_12345678', ORG],
    'CLIENT_ID and FORMFLOW_CLIENT_SECRET look swapped',
  ],
  ['swapped ids', [ORG, KEY, 'client_1'], 'CLIENT_ID and FORMFLOW_ORGANIZATION_ID look swapped'],
  ['a token', ['a', 'eyJhbGciOi.e30.aaaa', ORG], 'CLIENT_SECRET looks like a token'],
] as const)
  test(`a refused login reports ${what}`, () => {
    const { provenance } = readSecrets({
      FORMFLOW_CLIENT_ID: clientId,
      FORMFLOW_CLIENT_SECRET: clientSecret,
      FORMFLOW_ORGANIZATION_ID: organizationId,
    })
    expect(provenance).toMatch(new RegExp(`characters, FORMFLOW_${text}$`))
    expect(provenance).not.toContain(clientSecret)
  })
