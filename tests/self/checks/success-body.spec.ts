/** The body of success. */
import type { Json } from '../../../spec/model.ts'
import { goodGrant, type Scene } from '../../support/exchange.ts'
import { tells, type Row } from '../../support/check-results.ts'

const body = (members: { readonly [name: string]: Json }): Scene => ({
  body: { json: { ...goodGrant, ...members } },
})

const others: readonly Row[] = [
  { title: 'a refusal is not looked at', scene: { status: 400 }, says: 'nothing to look at' },
  {
    title: 'the protected operation is not looked at',
    scene: { step: { operation: 'protected' } },
    says: 'nothing to look at',
  },
  {
    title: 'another method is not looked at',
    scene: { step: { method: 'PUT' } },
    says: 'nothing to look at',
  },
  {
    title: 'a 204 has nothing to look at',
    scene: { status: 204, body: '' },
    says: 'nothing to look at',
  },
]

tells('success-body-json', [
  { title: 'one JSON text is right', scene: {}, says: [] },
  {
    title: 'a body under another success status is looked at',
    scene: { status: 201, body: '[]' },
    says: [],
  },
  ...others,
  {
    title: 'an empty body is told',
    scene: { body: '' },
    says: ['body: one JSON text, is the body is empty'],
  },
  {
    title: 'half a text is told',
    scene: { body: '{"token":' },
    says: ['body: one JSON text, is the body is not one complete JSON text'],
  },
  {
    title: 'a byte order mark is told',
    scene: { body: '\ufeff{}' },
    says: ['body: one JSON text, is the body starts with a byte order mark'],
  },
  {
    title: 'bytes that are no UTF-8 are told',
    scene: { body: { text: '{}', bytes: 2, utf8: false } },
    says: ['body: one JSON text, is the body is not valid UTF-8'],
  },
  {
    title: 'names that stand twice are told',
    scene: { body: '{"token":1,"a":{"b":1,"b":2},"token":3}' },
    says: ['body: unique member names, is b, token twice'],
  },
])

tells('success-schema', [
  { title: 'the three members are right', scene: {}, says: [] },
  { title: 'a further member is right', scene: body({ scope: 'all' }), says: [] },
  ...others,
  { title: 'what is no JSON has no schema', scene: { body: '{' }, says: 'nothing to look at' },
  {
    title: 'missing and mistyped members are told, each by its place',
    scene: { body: { json: { token: null, expires_in: '3600' } } },
    says: [
      'body /token_type: present, is absent',
      'body /token: string, is null',
      'body /expires_in: number, is string of 4 characters',
    ],
  },
  { title: 'an array is told', scene: { body: '[]' }, says: ['body: object, is array of 0'] },
])

tells('token-type-bearer', [
  { title: 'Bearer is right', scene: {}, says: [] },
  ...others,
  {
    title: 'a type that is no string is for the schema',
    scene: body({ token_type: 1 }),
    says: 'nothing to look at',
  },
  {
    title: 'small letters are told',
    scene: body({ token_type: 'bearer' }),
    says: ['body /token_type: Bearer, is "bearer"'],
  },
  {
    title: 'another type is told',
    scene: body({ token_type: 'MAC' }),
    says: ['body /token_type: Bearer, is "MAC"'],
  },
  {
    title: 'a blank after it is told',
    scene: body({ token_type: 'Bearer ' }),
    says: ['body /token_type: Bearer, is "Bearer "'],
  },
  {
    title: 'a long word is cut',
    scene: body({ token_type: 'x'.repeat(99) }),
    says: [`body /token_type: Bearer, is "${'x'.repeat(40)}"`],
  },
])

const lifetime = (seconds: number, told: string): Row => ({
  title: `${told} seconds are told`,
  scene: body({ expires_in: seconds }),
  says: [`body /expires_in: more than 0, at most 31536000, is number ${told}`],
})

tells('expires-in-positive', [
  { title: 'an hour is right', scene: {}, says: [] },
  { title: 'a part of a second is right', scene: body({ expires_in: 0.5 }), says: [] },
  { title: 'a year is right', scene: body({ expires_in: 31_536_000 }), says: [] },
  ...others,
  {
    title: 'a lifetime that is no number is for the schema',
    scene: body({ expires_in: '1' }),
    says: 'nothing to look at',
  },
  lifetime(0, '0'),
  lifetime(-1, '-1'),
  lifetime(3_600_000_000, '3600000000'),
  lifetime(31_536_001, '31536001'),
])
