/** Drift: single changes of a document, and whether they break a client. Long because one table has all changes. */
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
const responses: Path = [...post, 'responses']
const media: Path = [...responses, '200', 'content']
const request: Path = ['components', 'schemas', 'ApiClientsRequestDto']
const given: Path = ['components', 'schemas', 'GetTokenResponseDto']
const text = { type: 'string' }
const grant = { $ref: '#/components/schemas/GetTokenResponseDto' }
const header = (more: object): Json =>
  [{ name: 'x-tenant', in: 'header', schema: text, ...more }] as Json

/** What -> the edits, breaking changes, other changes, and both in the other direction. */
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
    'an optional member of the request that was required',
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
    'a limit in the response',
    [[[...given, 'properties', 'token', 'maxLength'], 4000]],
    [],
    ['maxLength added: 4000'],
    { breaking: ['maxLength removed: 4000'], other: [] },
  ],
  [
    'no additional members in the request',
    [[[...request, 'additionalProperties'], false]],
    ['additionalProperties added: false'],
    [],
    { breaking: [], other: ['additionalProperties removed: false'] },
  ],
  [
    'an enum in the response',
    [[[...given, 'properties', 'token_type', 'enum'], ['Bearer']]],
    [],
    ['enum added'],
    { breaking: ['enum removed'], other: [] },
  ],
  [
    'a member of the response',
    [[[...given, 'properties', 'scope'], text]],
    [],
    ['member scope added'],
    { breaking: ['member scope removed'], other: [] },
  ],
  [
    'an optional member of the response that was required',
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
    'null in the response',
    [[[...given, 'properties', 'token', 'nullable'], true]],
    ['type string → null or string'],
    [],
    { breaking: [], other: ['type null or string → string'] },
  ],
  [
    'a narrower type in the response',
    [[[...given, 'properties', 'expires_in', 'type'], 'integer']],
    [],
    ['type number → integer'],
    { breaking: ['type integer → number'], other: [] },
  ],
  [
    'an unknown keyword',
    [[[...given, 'properties', 'token', 'contentEncoding'], 'base64']],
    ['contentEncoding added: base64'],
    [],
    { breaking: ['contentEncoding removed: base64'], other: [] },
  ],
  [
    'another success status',
    [
      [[...responses, '201'], { description: '' }],
      [[...responses, '200'], undefined],
    ],
    ['status 200 removed'],
    ['status 201 added'],
    { breaking: ['status 201 removed'], other: ['status 200 added'] },
  ],
  [
    'an error status',
    [[[...responses, '429'], { description: '' }]],
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
    'a response without a schema',
    [[[...media, 'application/json'], {}]],
    ['schema removed'],
    [],
    { breaking: [], other: ['schema added'] },
  ],
  [
    'an optional body',
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
    'a required parameter',
    [[[...post, 'parameters'], header({ required: true })]],
    ['parameter header x-tenant added, required'],
    [],
    { breaking: [], other: ['parameter header x-tenant removed'] },
  ],
  [
    'a header of the response',
    [[[...responses, '200', 'headers'], { 'X-Id': { schema: text } }]],
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
    'descriptions',
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
    'a schema with another one in allOf',
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

const described = ({ breaking, other }: Changes): { breaking: string[]; other: string[] } => ({
  breaking: breaking.map(({ what }) => what).toSorted(),
  other: other.map(({ what }) => what).toSorted(),
})

for (const [what, edits, breaking, other, back] of changes)
  test(`${what}: ${breaking.length > 0 ? 'breaking' : 'not breaking'}`, () => {
    const changed = edited(...edits)
    expect(described(changesOf(now, changed, []))).toEqual({ breaking, other })
    expect(described(changesOf(changed, now, []))).toEqual(back)
  })

test('a document does not differ from itself, nor when its members are in another order', () => {
  const reversed = (node: Json): Json =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(
          Object.entries(node)
            .toReversed()
            .map(([name, value]) => [name, reversed(value)]),
        )
      : node
  expect(changesOf(now, now, [])).toEqual({ breaking: [], other: [] })
  expect(changesOf(now, reversed(now) as Document, [])).toEqual({ breaking: [], other: [] })
})

const withPath = (path: string, item: Json): Document => edited([['paths', path], item])

test('path parts may have other names, and their parameters may move to the path item', () => {
  const part = (name: string): Json => [{ name, in: 'path', required: true, schema: text }] as Json
  const ok = { responses: { 200: { description: '' } } }
  const old = withPath('/api/file/{id}', { get: { ...ok, parameters: part('id') } })
  const document = withPath('/api/file/{fileId}', { parameters: part('fileId'), get: ok })
  expect(changesOf(old, document, [])).toEqual({ breaking: [], other: [] })
})

test('a change of a shared schema is reported once, with its places', () => {
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
      places: ['POST /api/token, response 200: token', 'GET /api/again, response 200: token'],
      old: '/components/schemas/GetTokenResponseDto/properties/token/type',
      new: '/components/schemas/GetTokenResponseDto/properties/token/type',
    },
  ])
})

test('a schema may contain itself, and a member may be called constructor', () => {
  const self = edited([[...given, 'properties', 'parent'], grant])
  expect(described(changesOf(now, self, [])).other).toEqual(['member parent added'])
  expect(changesOf(self, self, [])).toEqual({ breaking: [], other: [] })
  const odd = edited([[...given, 'properties', 'constructor'], text])
  expect(described(changesOf(now, odd, [])).other).toEqual(['member constructor added'])
})

test('references that multiply are counted and refused', () => {
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
  expect(() => changesOf(now, bomb, [])).toThrow(
    'its references expand it to more than 100000 places',
  )
})

test('references that are nested too deep are refused', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 1000 }, (_, at) => {
      const next = { $ref: `#/components/schemas/S${at + 1}` }
      return [`S${at}`, { type: 'object', properties: { a: next } }]
    }),
  )
  const chain = edited(
    [['components', 'schemas'], schemas],
    [[...media, 'application/json', 'schema'], { $ref: '#/components/schemas/S0' }],
  )
  expect(() => changesOf(now, chain, [])).toThrow(
    'its references are nested more than 500 levels deep',
  )
})

test('references in a circle are followed to their end', () => {
  const names = ['A', 'B', 'C']
  const all = Object.fromEntries(
    names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
  )
  const circle = edited(
    [
      ['components', 'schemas'],
      Object.fromEntries(names.map((name) => [name, { type: 'object', properties: all }])),
    ],
    [[...media, 'application/json', 'schema'], { $ref: '#/components/schemas/A' }],
  )
  expect(changesOf(circle, circle, [])).toEqual({ breaking: [], other: [] })
})

test('the vendor’s older document: breaking changes, and the requirements that they affect', () => {
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

test('every requirement from the contract is affected when its place is removed', () => {
  const unaffected = requirements
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
  expect(unaffected.map(({ id }) => id)).toEqual([])
})
