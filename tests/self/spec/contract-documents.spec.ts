/** Other documents than the vendor's: `FORMFLOW_SPEC` can set any. */
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { ContractError, validateContract } from '../../../spec/contract/index.ts'
import type { Json } from '../../../spec/model.ts'
import { contract, goodGrant, temporary } from '../../support/exchange.ts'
import { violationLine } from '../../support/check-results.ts'

type Path = readonly string[]

/** The vendor's document with another value at one place; `undefined` removes it. */
function edited(path: Path, value: Json | undefined): string {
  const set = (node: Json, [name = '', ...rest]: Path): Json => {
    const members = Object.entries(node as { readonly [name: string]: Json })
    const old = members.find(([member]) => member === name)?.[1] ?? {}
    const replacement = rest.length > 0 ? set(old, rest) : value
    const others = members.filter(([member]) => member !== name)
    return Object.fromEntries(replacement === undefined ? others : [...others, [name, replacement]])
  }
  return JSON.stringify(set(contract.document, path))
}

const operation: Path = ['paths', '/api/token', 'post']
const answer: Path = [...operation, 'responses', '200']
const answerSchema: Path = [...answer, 'content', 'application/json', 'schema']
const grant: Path = ['components', 'schemas', 'GetTokenResponseDto']

const broken: readonly (readonly [what: string, content: string, problem: RegExp])[] = [
  ['is not JSON', '{"openapi":', /: it is not JSON /],
  ['is YAML', 'openapi: 3.0.0\n', /: it is not JSON /],
  ['is empty', '', /: it is not JSON /],
  ['is an array', '[]', /: it is not a JSON object /],
  ['names no version', edited(['openapi'], undefined), /"openapi" must be 3\.0\.x, is absent /],
  ['is OpenAPI 3.1', edited(['openapi'], '3.1.0'), /"openapi" must be 3\.0\.x, is 3\.1\.0 /],
  ['is Swagger 2.0', edited(['openapi'], '2.0'), /"openapi" must be 3\.0\.x, is 2\.0 /],
  ['is not OpenAPI', edited(['info'], undefined), /not valid OpenAPI 3\.0: .*'info'/],
  ['has an odd member', edited([...operation, 'answers'], {}), /not valid OpenAPI 3\.0: \/paths/],
  ['has no such path', edited(['paths'], {}), /: it declares no POST \/api\/token /],
  ['has no such method', edited(operation, undefined), /: it declares no POST \/api\/token /],
  ['has no 200', edited(answer, undefined), /: it has no schema at \/responses\/200\//],
  ['has no answer schema', edited(answerSchema, undefined), /no schema at \/responses\/200\//],
  ['has no body schema', edited([...operation, 'requestBody'], undefined), /at \/requestBody\//],
  [
    'points nowhere',
    edited(answerSchema, { $ref: '#/components/schemas/Nobody' }),
    /not valid OpenAPI 3\.0: Can't resolve .*Nobody/,
  ],
  [
    'has an invalid pattern',
    edited([...grant, 'properties', 'token', 'pattern'], '('),
    /properties\/token\/pattern must match format "regex"/,
  ],
  [
    'has a bound without effect',
    edited([...grant, 'properties', 'expires_in', 'exclusiveMinimum'], true),
    /: the schema at \/paths\/~1api~1token\/post\/responses\/200\/\S+ does not compile: /,
  ],
]

for (const [what, content, problem] of broken)
  test(`a document that ${what} is refused with one line and the fix`, async () => {
    const refusal = await refusalOf(temporary('vendor.json', content))
    expect(refusal).toBeInstanceOf(ContractError)
    expect(refusal.message).toMatch(problem)
    expect(refusal.message).toMatch(
      /^OpenAPI document vendor\.json: [^\n]+ \(FORMFLOW_SPEC sets the document\)$/,
    )
  })

for (const [what, file] of [
  ['does not exist', 'nobody.json'],
  ['is a folder', '.'],
] as const)
  test(`a document that ${what} is refused with the error code of the system`, async () => {
    const refusal = await refusalOf(join(temporary('there.json', '{}'), '..', file))
    expect(refusal).toBeInstanceOf(ContractError)
    expect(refusal.message).toMatch(/: it cannot be read \((ENOENT|EISDIR)\)/)
  })

async function refusalOf(file: string): Promise<Error> {
  const refusal = await validateContract(file).catch((error: unknown) => error)
  if (refusal instanceof Error) return refusal
  throw new Error('the document was accepted')
}

const versions: readonly (readonly [what: string, content: string])[] = [
  ['a later patch of OpenAPI 3.0', edited(['openapi'], '3.0.4')],
  [
    'other operations beside it',
    edited(['paths', '/api/other'], {
      get: { responses: { 204: { description: 'gone' } } },
    }),
  ],
  [
    'examples that hold ids',
    edited(['components', 'schemas', 'Page'], {
      type: 'object',
      properties: {
        id: { type: 'string', example: { id: 'same', row: 1 } },
        rows: { type: 'string', example: { id: 'same', row: 2 } },
      },
      example: { id: 'contract', link: { id: '#same' } },
    }),
  ],
]

for (const [what, content] of versions)
  test(`a version of the document with ${what} works`, async () => {
    const { responseProblems, statuses } = await validateContract(temporary('v2.json', content))
    expect(statuses).toEqual([200, 400, 401])
    expect(responseProblems(goodGrant)).toEqual([])
    expect(responseProblems({ ...goodGrant, token: 1 }).map(violationLine)).toEqual([
      'body /token: string, is number 1',
    ])
  })

test('nullable members, formats and bounds of another version are checked', async () => {
  const properties = {
    token: { type: 'string', nullable: true },
    token_type: { type: 'string', enum: ['Bearer'] },
    expires_in: { type: 'number', minimum: 0, exclusiveMinimum: true },
    issued: { type: 'string', format: 'date-time' },
  }
  const file = temporary('v2.json', edited([...grant, 'properties'], properties))
  const { responseProblems } = await validateContract(file)
  expect(responseProblems({ ...goodGrant, token: null, issued: '2026-01-15T12:00:00Z' })).toEqual(
    [],
  )
  const bad = { token: null, token_type: 'bearer', expires_in: 0, issued: 'noon' }
  expect(responseProblems(bad).map(({ where }) => where)).toEqual([
    'body /token_type',
    'body /expires_in',
    'body /issued',
  ])
})
