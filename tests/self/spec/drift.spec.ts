/** Drift: each change of a document alone, and whether it breaks those who kept to the old one. */
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { documentIn, type Document } from '../../../spec/drift/document.ts'
import { changesOf, type Changes } from '../../../spec/drift/drift.ts'
import { readJsonFile } from '../../../spec/lib/json-file.ts'
import { namesIn } from '../../../spec/lib/json-pointer.ts'
import type { Json } from '../../../spec/model.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { contract } from '../../support/exchange.ts'

type Path = readonly string[]
type Edit = readonly [path: Path, value: Json | undefined]

const now = contract.document

/** The document with other values at some places; `undefined` removes one. */
function edited(...edits: readonly Edit[]): Document {
  const set = (node: Json, [name = '', ...rest]: Path, value: Json | undefined): Json => {
    const { [name]: old = {}, ...others } = node as { readonly [name: string]: Json }
    const by = rest.length > 0 ? set(old, rest, value) : value
    return by === undefined ? others : { ...others, [name]: by }
  }
  return edits.reduce<Json>((node, [path, value]) => set(node, path, value), now) as Document
}

const post: Path = ['paths', '/api/token', 'post']
const answers: Path = [...post, 'responses']
const media: Path = [...answers, '200', 'content']
const request: Path = ['components', 'schemas', 'ApiClientsRequestDto']
const given: Path = ['components', 'schemas', 'GetTokenResponseDto']
const text = { type: 'string' }
const grant = { $ref: '#/components/schemas/GetTokenResponseDto' }
const header = (more: object): Json =>
  [{ name: 'x-tenant', in: 'header', schema: text, ...more }] as Json

/** What -> the edits, what breaks, and what else is told; the other way round both change places where they say so. */
const changes: readonly (readonly [
  what: string,
  edits: readonly Edit[],
  breaking: readonly string[],
  other: readonly string[],
  back: { readonly breaking: readonly string[]; readonly other: readonly string[] },
])[] = [
  [
    'an optional member of the request',
    [[[...request, 'properties', 'x'], text]],
    [],
    ['member x added'],
    { breaking: [], other: ['member x removed'] },
  ],
  [
    'a required member of the request',
    [
      [[...request, 'properties', 'x'], text],
      [
        [...request, 'required'],
        ['clientId', 'clientSecret', 'organizationId', 'x'],
      ],
    ],
    ['member x added, required'],
    [],
    { breaking: [], other: ['member x removed, required'] },
  ],
  [
    'a member of the request that need not be there',
    [
      [
        [...request, 'required'],
        ['organizationId', 'clientId'],
      ],
    ],
    [],
    ['member clientSecret no longer required'],
    { breaking: ['member clientSecret required now'], other: [] },
  ],
  [
    'another type in the request',
    [[[...request, 'properties', 'clientId', 'type'], 'number']],
    ['type string → number'],
    [],
    { breaking: ['type number → string'], other: [] },
  ],
  [
    'a limit in the request',
    [[[...request, 'properties', 'clientId', 'maxLength'], 40]],
    ['maxLength added: 40'],
    [],
    { breaking: [], other: ['maxLength removed: 40'] },
  ],
  [
    'a limit in the answer',
    [[[...given, 'properties', 'token', 'maxLength'], 4000]],
    [],
    ['maxLength added: 4000'],
    { breaking: ['maxLength removed: 4000'], other: [] },
  ],
  [
    'members that the request may not have',
    [[[...request, 'additionalProperties'], false]],
    ['additionalProperties added: false'],
    [],
    { breaking: [], other: ['additionalProperties removed: false'] },
  ],
  [
    'a choice in the answer',
    [[[...given, 'properties', 'token_type', 'enum'], ['Bearer']]],
    [],
    ['enum added'],
    { breaking: ['enum removed'], other: [] },
  ],
  [
    'a member of the answer',
    [[[...given, 'properties', 'scope'], text]],
    [],
    ['member scope added'],
    { breaking: ['member scope removed'], other: [] },
  ],
  [
    'a member of the answer that may be missing',
    [
      [
        [...given, 'required'],
        ['token', 'token_type'],
      ],
    ],
    ['member expires_in no longer required'],
    [],
    { breaking: [], other: ['member expires_in required now'] },
  ],
  [
    'null in the answer',
    [[[...given, 'properties', 'token', 'nullable'], true]],
    ['type string → null or string'],
    [],
    { breaking: [], other: ['type null or string → string'] },
  ],
  [
    'a narrower type in the answer',
    [[[...given, 'properties', 'expires_in', 'type'], 'integer']],
    [],
    ['type number → integer'],
    { breaking: ['type integer → number'], other: [] },
  ],
  [
    'a keyword that nobody knows',
    [[[...given, 'properties', 'token', 'contentEncoding'], 'base64']],
    ['contentEncoding added: base64'],
    [],
    { breaking: ['contentEncoding removed: base64'], other: [] },
  ],
  [
    'another success status',
    [
      [[...answers, '201'], { description: '' }],
      [[...answers, '200'], undefined],
    ],
    ['status 200 removed'],
    ['status 201 added'],
    { breaking: ['status 201 removed'], other: ['status 200 added'] },
  ],
  [
    'a status of failure',
    [[[...answers, '429'], { description: '' }]],
    [],
    ['status 429 added'],
    { breaking: [], other: ['status 429 removed'] },
  ],
  [
    'another media type',
    [[media, { 'application/vnd.api+json': { schema: grant } }]],
    ['media type application/json removed'],
    ['media type application/vnd.api+json added'],
    {
      breaking: ['media type application/vnd.api+json removed'],
      other: ['media type application/json added'],
    },
  ],
  [
    'a parameter of the media type',
    [[media, { 'application/JSON; charset=utf-8': { schema: grant } }]],
    [],
    [],
    { breaking: [], other: [] },
  ],
  [
    'an answer without a schema',
    [[[...media, 'application/json'], {}]],
    ['schema removed'],
    [],
    { breaking: [], other: ['schema added'] },
  ],
  [
    'a body that may be missing',
    [[[...post, 'requestBody', 'required'], false]],
    [],
    ['request body no longer required'],
    { breaking: ['request body required now'], other: [] },
  ],
  [
    'a parameter',
    [[[...post, 'parameters'], header({})]],
    [],
    ['parameter header x-tenant added'],
    { breaking: [], other: ['parameter header x-tenant removed'] },
  ],
  [
    'a parameter that must be there',
    [[[...post, 'parameters'], header({ required: true })]],
    ['parameter header x-tenant added, required'],
    [],
    { breaking: [], other: ['parameter header x-tenant removed'] },
  ],
  [
    'a header of the answer',
    [[[...answers, '200', 'headers'], { 'X-Id': { schema: text } }]],
    [],
    ['header x-id added'],
    { breaking: ['header x-id removed'], other: [] },
  ],
  [
    'credentials',
    [
      [[...post, 'security'], [{ bearer: [] }]],
      [['components', 'securitySchemes'], { bearer: { type: 'http', scheme: 'bearer' } }],
    ],
    ['call without credentials removed'],
    ['credentials bearer added'],
    { breaking: ['credentials bearer removed'], other: ['call without credentials added'] },
  ],
  [
    'another path',
    [
      [['paths', '/api/tokens'], (now['paths'] as { readonly [name: string]: Json })['/api/token']],
      [['paths', '/api/token'], undefined],
    ],
    ['operation removed'],
    ['operation added'],
    { breaking: ['operation removed'], other: ['operation added'] },
  ],
  [
    'words',
    [
      [[...post, 'summary'], 'Log in'],
      [[...given, 'properties', 'token', 'example'], 'eyJ'],
      [['info', 'version'], '1.1'],
    ],
    [],
    ['1.0 → 1.1', 'example added: eyJ', 'summary Get API access token → Log in'],
    {
      breaking: [],
      other: ['1.1 → 1.0', 'example removed: eyJ', 'summary Log in → Get API access token'],
    },
  ],
  [
    'another name of a schema',
    [
      [
        ['components', 'schemas', 'Grant'],
        contract.document['components'] && schemaOf('GetTokenResponseDto'),
      ],
      [given, undefined],
      [[...media, 'application/json', 'schema', '$ref'], '#/components/schemas/Grant'],
    ],
    [],
    ['schema name GetTokenResponseDto → Grant'],
    { breaking: [], other: ['schema name Grant → GetTokenResponseDto'] },
  ],
  [
    'a schema that takes in another',
    [[[...media, 'application/json', 'schema'], { allOf: [grant], description: 'so' }]],
    [],
    ['description added: so', 'schema name removed: GetTokenResponseDto'],
    {
      breaking: [],
      other: ['description removed: so', 'schema name added: GetTokenResponseDto'],
    },
  ],
]

function schemaOf(name: string): Json {
  const { schemas } = now['components'] as { readonly schemas: { readonly [name: string]: Json } }
  return schemas[name] ?? null
}

const words = ({ breaking, other }: Changes): { breaking: string[]; other: string[] } => ({
  breaking: breaking.map(({ what }) => what).toSorted(),
  other: other.map(({ what }) => what).toSorted(),
})

for (const [what, edits, breaking, other, back] of changes)
  test(`${what}: ${breaking.length > 0 ? 'breaking' : 'not breaking'}`, () => {
    const changed = edited(...edits)
    expect(words(changesOf(now, changed, []))).toEqual({ breaking, other })
    expect(words(changesOf(changed, now, []))).toEqual(back)
  })

test('a document does not differ from itself, nor in the order of its parts', () => {
  const reversed = (node: Json): Json =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(
          Object.entries(node)
            .toReversed()
            .map(([name, each]) => [name, reversed(each)]),
        )
      : node
  expect(changesOf(now, now, [])).toEqual({ breaking: [], other: [] })
  expect(changesOf(now, reversed(now) as Document, [])).toEqual({ breaking: [], other: [] })
})

const withPath = (path: string, item: Json): Document => edited([['paths', path], item])

test('the parts of a path may be called otherwise, and their parameters stand elsewhere', () => {
  const part = (name: string): Json => [{ name, in: 'path', required: true, schema: text }] as Json
  const ok = { responses: { 200: { description: '' } } }
  const old = withPath('/api/file/{id}', { get: { ...ok, parameters: part('id') } })
  const document = withPath('/api/file/{fileId}', { parameters: part('fileId'), get: ok })
  expect(changesOf(old, document, [])).toEqual({ breaking: [], other: [] })
})

test('a schema that is used in many places is told once, with its places', () => {
  const use = {
    get: {
      responses: { 200: { description: '', content: { 'application/json': { schema: grant } } } },
    },
  }
  const old = withPath('/api/again', use)
  const edit: Edit = [[...given, 'properties', 'token', 'type'], 'number']
  const changed = edited([['paths', '/api/again'], use], edit)
  expect(changesOf(old, changed, []).breaking).toMatchObject([
    {
      places: ['POST /api/token, answer 200: token', 'GET /api/again, answer 200: token'],
      old: '/components/schemas/GetTokenResponseDto/properties/token/type',
      new: '/components/schemas/GetTokenResponseDto/properties/token/type',
    },
  ])
})

test('a schema that holds itself has an end, and so has one that is called as an object is', () => {
  const self = edited([[...given, 'properties', 'parent'], grant])
  expect(words(changesOf(now, self, [])).other).toEqual(['member parent added'])
  expect(changesOf(self, self, [])).toEqual({ breaking: [], other: [] })
  const odd = edited([[...given, 'properties', 'constructor'], text])
  expect(words(changesOf(now, odd, [])).other).toEqual(['member constructor added'])
})

test('references that multiply are refused, not followed for ever', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => {
      const next = { $ref: `#/components/schemas/S${at + 1}` }
      return [`S${at}`, { type: 'object', properties: { a: next, b: next } }]
    }),
  )
  const bomb = edited(
    [
      ['components', 'schemas'],
      {
        ...(now['components'] as { schemas: { readonly [name: string]: Json } }).schemas,
        ...schemas,
      },
    ],
    [[...media, 'application/json', 'schema'], { $ref: '#/components/schemas/S0' }],
  )
  expect(() => changesOf(now, bomb, [])).toThrow(/more than \d+ places/)
})

test('the vendor’s older document: what breaks, where, and which requirements rest on it', () => {
  const file = join(
    import.meta.dirname,
    '..',
    '..',
    'support',
    'documents',
    'token-2025-05.openapi.json',
  )
  const { breaking, other } = changesOf(
    documentIn(JSON.stringify(readJsonFile(file))),
    now,
    requirements,
  )
  expect(breaking.map(({ what, requirements: ids }) => [what, ids])).toEqual([
    ['member clientId added, required', ['client-id-required', 'client-id-is-a-string']],
    [
      'member clientSecret added, required',
      ['client-secret-required', 'client-secret-is-a-string'],
    ],
    [
      'member organizationId added, required',
      ['organization-id-required', 'organization-id-is-a-string'],
    ],
    ['status 201 removed', ['declared-status', 'stable-answers', 'status-429-declared']],
  ])
  const added = other.find(({ what }) => what === 'status 200 added')
  expect(added?.new).toBe('/paths/~1api~1token/post/responses/200')
  expect(added?.requirements).toEqual(
    expect.arrayContaining([
      'success-status',
      'success-schema',
      'token-is-jwt',
      'expires-in-positive',
    ]),
  )
})

test('every requirement that the contract is the source of is touched when its place goes', () => {
  const untouched = requirements
    .filter(({ source }) => source === 'contract')
    .filter(({ id, reference }) => {
      const names = namesIn(reference)
      // An item of a list is taken out with its list.
      const place =
        /^\d+$/.test(names.at(-1) ?? '') && names.at(-2) === 'required' ? names.slice(0, -1) : names
      // A schema as a whole is what it leaves open.
      const edit: Edit =
        names.length === 3 && names[0] === 'components'
          ? [[...names, 'additionalProperties'], false]
          : [place, undefined]
      const { breaking, other } = changesOf(now, edited(edit), requirements)
      return ![...breaking, ...other].some((driftChange) => driftChange.requirements.includes(id))
    })
  expect(untouched.map(({ id }) => id)).toEqual([])
})
