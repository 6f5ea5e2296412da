/** The OpenAPI document as the checks read it. */
import { expect, test } from '@playwright/test'
import { loadContract, validateContract } from '../../../spec/contract/index.ts'
import { goodGrant, temporary } from '../../support/exchange.ts'
import { violationLine } from '../../support/check-results.ts'

const contract = loadContract()

test("the vendor's document has the bytes that the suite was written for", () => {
  expect(contract.sha256).toBe('1f08abcc63d58fa7d05d2ad640e9b4e55e59dfccaa74cd54c054adcf97575613')
  expect(contract.file).toBe('formflow.openapi.json')
})

test("the vendor's document is valid OpenAPI 3.0", async () => {
  const { title, version, statuses } = await validateContract()
  expect({ title, version, statuses }).toEqual({
    title: 'Formflow API',
    version: '1.0',
    statuses: [200, 400, 401],
  })
})

const request = { clientId: 'a', clientSecret: 'b', organizationId: 'c' }

test('the examples conform', () => {
  expect(contract.responseProblems(goodGrant)).toEqual([])
  expect(contract.responseProblems({ ...goodGrant, scope: 'all' })).toEqual([])
  expect(contract.responseProblems({ ...goodGrant, expires_in: 0.5 })).toEqual([])
  expect(contract.requestProblems(request)).toEqual([])
  expect(contract.requestProblems({ ...request, clientId: '', note: null })).toEqual([])
})

const answers = [
  [{ ...goodGrant, expires_in: '3600' }, ['body /expires_in: number, is string of 4 characters']],
  [{ ...goodGrant, expires_in: null }, ['body /expires_in: number, is null']],
  [{ ...goodGrant, token: 12 }, ['body /token: string, is number 12']],
  [{ ...goodGrant, token: ['a'] }, ['body /token: string, is array of 1']],
  [
    { token_type: true },
    [
      'body /token: present, is absent',
      'body /expires_in: present, is absent',
      'body /token_type: string, is boolean true',
    ],
  ],
  [[], ['body: object, is array of 0']],
  [null, ['body: object, is null']],
] as const

for (const [answer, violations] of answers)
  test(`the body ${JSON.stringify(answer)} has a violation for each problem`, () => {
    expect(contract.responseProblems(answer).map(violationLine)).toEqual(violations)
  })

test('a request is read by the schema of requests', () => {
  expect(contract.requestProblems({ clientId: 1, clientSecret: 'b' }).map(violationLine)).toEqual([
    'body /organizationId: present, is absent',
    'body /clientId: string, is number 1',
  ])
})

test('another file with the same bytes has the same digest, and the contract names only the file', () => {
  const copy = temporary('copy.json', JSON.stringify(contract.document))
  const { sha256, file } = loadContract(copy)
  expect(file).toBe('copy.json')
  expect(sha256).not.toBe(contract.sha256)
  expect(loadContract(temporary('again.json', JSON.stringify(contract.document))).sha256).toBe(
    sha256,
  )
})
