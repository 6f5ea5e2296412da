/** The body of a success. */
import type { Json } from '../../../spec/model.ts'
import { goodGrant, type Scene } from '../../support/exchange.ts'
import { checkFinds, type Row } from '../../support/check-results.ts'

const body = (members: { readonly [name: string]: Json }): Scene => ({
  body: { json: { ...goodGrant, ...members } },
})

const others: readonly Row[] = [
  { title: 'a refusal is not applicable', scene: { status: 400 }, finds: 'not applicable' },
  {
    title: 'the protected operation is not applicable',
    scene: { step: { operation: 'protected' } },
    finds: 'not applicable',
  },
  {
    title: 'another method is not applicable',
    scene: { step: { method: 'PUT' } },
    finds: 'not applicable',
  },
  {
    title: 'a 204 is not applicable',
    scene: { status: 204, body: '' },
    finds: 'not applicable',
  },
]

checkFinds('success-body-json', [
  { title: 'one JSON text is right', scene: {}, finds: [] },
  {
    title: 'a body with another success status is read as well',
    scene: { status: 201, body: '[]' },
    finds: [],
  },
  ...others,
  {
    title: 'an empty body is a violation',
    scene: { body: '' },
    finds: ['body: one JSON text, is the body is empty'],
  },
  {
    title: 'a truncated text is a violation',
    scene: { body: '{"token":' },
    finds: ['body: one JSON text, is the body is not one complete JSON text'],
  },
  {
    title: 'a byte order mark is a violation',
    scene: { body: '\ufeff{}' },
    finds: ['body: one JSON text, is the body starts with a byte order mark'],
  },
  {
    title: 'bytes that are not UTF-8 are a violation',
    scene: { body: { text: '{}', bytes: 2, utf8: false } },
    finds: ['body: one JSON text, is the body is not valid UTF-8'],
  },
  {
    title: 'duplicate names are a violation',
    scene: { body: '{"token":1,"a":{"b":1,"b":2},"token":3}' },
    finds: ['body: unique member names, is b, token twice'],
  },
])

checkFinds('success-schema', [
  { title: 'the three members are right', scene: {}, finds: [] },
  { title: 'an additional member is right', scene: body({ scope: 'all' }), finds: [] },
  ...others,
  {
    title: 'a body that is not JSON is not applicable',
    scene: { body: '{' },
    finds: 'not applicable',
  },
  {
    title: 'each missing or mistyped member is a violation',
    scene: { body: { json: { token: null, expires_in: '3600' } } },
    finds: [
      'body /token_type: present, is absent',
      'body /token: string, is null',
      'body /expires_in: number, is string of 4 characters',
    ],
  },
  {
    title: 'an array is a violation',
    scene: { body: '[]' },
    finds: ['body: object, is array of 0'],
  },
])

checkFinds('token-type-bearer', [
  { title: 'Bearer is right', scene: {}, finds: [] },
  ...others,
  {
    title: 'a type that is not a string is not applicable',
    scene: body({ token_type: 1 }),
    finds: 'not applicable',
  },
  {
    title: 'lower case is a violation',
    scene: body({ token_type: 'bearer' }),
    finds: ['body /token_type: Bearer, is "bearer"'],
  },
  {
    title: 'a different type is a violation',
    scene: body({ token_type: 'MAC' }),
    finds: ['body /token_type: Bearer, is "MAC"'],
  },
  {
    title: 'a trailing space is a violation',
    scene: body({ token_type: 'Bearer ' }),
    finds: ['body /token_type: Bearer, is "Bearer "'],
  },
  {
    title: 'a long value is shortened',
    scene: body({ token_type: 'x'.repeat(99) }),
    finds: [`body /token_type: Bearer, is "${'x'.repeat(40)}"`],
  },
])

const lifetime = (seconds: number, text: string): Row => ({
  title: `${text} seconds are a violation`,
  scene: body({ expires_in: seconds }),
  finds: [`body /expires_in: more than 0, at most 31536000, is number ${text}`],
})

checkFinds('expires-in-positive', [
  { title: 'an hour is right', scene: {}, finds: [] },
  { title: 'a part of a second is right', scene: body({ expires_in: 0.5 }), finds: [] },
  { title: 'a year is right', scene: body({ expires_in: 31_536_000 }), finds: [] },
  ...others,
  {
    title: 'a lifetime that is not a number is not applicable',
    scene: body({ expires_in: '1' }),
    finds: 'not applicable',
  },
  lifetime(0, '0'),
  lifetime(-1, '-1'),
  lifetime(3_600_000_000, '3600000000, looks like milliseconds'),
  lifetime(31_536_001, '31536001, looks like milliseconds'),
  lifetime(31_536_000_001, '31536000001'),
])
