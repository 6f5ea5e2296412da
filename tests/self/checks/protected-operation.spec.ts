/** A fresh token is accepted, in whatever step it is presented. */
import { NOON_S, goodJwt, tokenFacts, type Scene } from '../../support/exchange.ts'
import { checkFinds } from '../../support/check-results.ts'

const setUp = {
  name: 'fresh token',
  operation: 'protected',
  method: 'GET',
  present: 'fresh',
  headers: [['authorization', 'Bearer ‹token 1›']],
  expect: { status: ['2xx'] },
} as const

const opened = (scene: Scene = {}): Scene => ({ step: setUp, status: 200, body: '{}', ...scene })

/** The Date of the server is one second after the end of the token. */
const late = new Date((NOON_S + 3601) * 1000).toUTCString()
const refused = ['status of fresh token: 2xx, is 401']

const data = { bytes: 40, utf8: true, text: '', shortened: true } as const
const notJson = 'the body is not one complete JSON text'

checkFinds('protected-body-json', [
  { title: 'JSON is right', scene: opened({ body: data }), finds: [] },
  {
    title: 'another text is right where another type is promised',
    scene: opened({ headers: { 'content-type': 'text/csv' }, body: data }),
    finds: 'not applicable',
  },
  {
    title: 'a response to HEAD has no body',
    scene: opened({ step: { ...setUp, method: 'HEAD' }, body: data }),
    finds: 'not applicable',
  },
  {
    title: 'a text that is no JSON is a violation',
    scene: opened({ body: { ...data, notJson } }),
    finds: [`body: one JSON text, as Content-Type says, is ${notJson}`],
  },
])

checkFinds('fresh-token-accepted', [
  { title: 'a token that opens is right', scene: opened(), finds: [] },
  { title: 'a 204 is right', scene: opened({ status: 204, body: '' }), finds: [] },
  {
    title: 'a 401 in the set-up of another case is a violation',
    scene: opened({ status: 401 }),
    finds: refused,
  },
  {
    title: 'a 401 to a fresh token of the second client is a violation, whatever the step proves',
    scene: opened({
      step: { ...setUp, present: 'of-second-client', proves: ['clients-kept-apart'] },
      status: 401,
    }),
    finds: refused,
  },
  {
    title: 'at another path may be the data of the first client',
    scene: opened({
      step: { ...setUp, present: 'of-second-client', proves: ['clients-kept-apart'] },
      target: '/api/template/42',
      status: 401,
    }),
    finds: 'not applicable',
  },
  ...[301, 403, 404, 405, 429, 500, 503].map((status) => ({
    title: `a ${status} says nothing about the token`,
    scene: opened({ status }),
    finds: 'not applicable' as const,
  })),
  {
    title: 'no response says nothing about the token',
    scene: opened({ failure: { kind: 'reset', message: 'reset' } }),
    finds: 'not applicable',
  },
  {
    title: 'a token that ended while it waited for its turn may be refused',
    scene: opened({ status: 401, headers: { date: late } }),
    finds: 'not applicable',
  },
  {
    title: 'the clock of the server decides whether it ended, not ours',
    scene: opened({
      status: 401,
      headers: { date: new Date((NOON_S - 3000) * 1000).toUTCString() },
      secrets: [tokenFacts({ claims: { ...goodJwt.claims, exp: NOON_S - 10 } })],
    }),
    finds: refused,
  },
  {
    title: 'without a Date our clock decides',
    scene: opened({
      status: 401,
      headers: { date: '' },
      secrets: [tokenFacts({ claims: { ...goodJwt.claims, exp: NOON_S - 10 } })],
    }),
    finds: 'not applicable',
  },
  {
    title: 'another token that ended is no excuse',
    scene: opened({
      status: 401,
      secrets: [
        tokenFacts(),
        { ...tokenFacts({ claims: { exp: NOON_S - 10 } }), mark: '‹token 2›' },
      ],
    }),
    finds: refused,
  },
  {
    title: 'an opaque token that is refused is a violation',
    scene: opened({ status: 401, secrets: [{ mark: '‹token 1›', kind: 'token', length: 40 }] }),
    finds: refused,
  },
  {
    title: 'any other token may be refused',
    scene: opened({ step: { ...setUp, present: 'garbage' }, status: 401 }),
    finds: 'not applicable',
  },
  {
    title: 'a step that proves another requirement is judged by that one',
    scene: opened({ step: { ...setUp, proves: ['lower-case-scheme-accepted'] }, status: 401 }),
    finds: 'not applicable',
  },
  {
    title: 'the step that proves it wants a success',
    scene: opened({ step: { ...setUp, proves: ['fresh-token-accepted'] }, status: 418 }),
    finds: ['status of fresh token: 2xx, is 418'],
  },
])

checkFinds('token-reusable', [
  {
    title: 'a token that ended before it was presented again may be refused',
    scene: opened({
      step: { ...setUp, present: 'same', proves: ['token-reusable'] },
      status: 401,
      headers: { date: late },
    }),
    finds: [],
  },
  {
    title: 'a token that has not ended may not',
    scene: opened({
      step: { ...setUp, present: 'same', proves: ['token-reusable'] },
      status: 401,
    }),
    finds: refused,
  },
  {
    title: 'the end of a token excuses a 401 only',
    scene: opened({
      step: { ...setUp, present: 'same', proves: ['token-reusable'] },
      status: 418,
      headers: { date: late },
    }),
    finds: ['status of fresh token: 2xx, is 418'],
  },
])
