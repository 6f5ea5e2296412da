/** Refusals that show which value was wrong. */
import type { Sight } from '../../../spec/checks/lib/check.ts'
import { sight, type Scene } from '../../support/exchange.ts'
import { checkFinds } from '../../support/check-results.ts'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'

const refusal = (name: string, scene: Scene = {}): Scene => ({
  status: 401,
  body: { json: { message: 'The credentials are not valid.' } },
  ...scene,
  step: { name, expect: { status: [401] }, proves: ['uniform-refusal'] },
})

const before = (...scenes: readonly Scene[]): readonly Sight[] =>
  scenes.map((scene) => sight(scene))

/** Two refusals, and the third that is compared with them. */
const third = (client: Scene, organization: Scene, secret: Scene = {}): Scene => ({
  ...refusal('wrong secret', secret),
  before: before(refusal('unknown client', client), refusal('wrong organization', organization)),
})

checkFinds('uniform-refusal', [
  { title: 'three equal refusals are right', scene: third({}, {}), finds: [] },
  {
    title: 'ids and times of a response are ignored',
    scene: third(
      { body: `{"id":"${ID}","at":"2026-01-15T12:00:00.1Z","took":3}` },
      { body: `{"id":"${ID.replaceAll('f', 'a')}","at":"2026-01-15T12:00:07.25Z","took":12}` },
      { body: `{"id":"${ID.toUpperCase()}","at":"2026-01-15T12:01:00.999Z","took":1}` },
    ),
    finds: [],
  },
  {
    title: 'a request id of letters only is ignored',
    scene: third(
      { body: '{"message":"x","requestId":"kqzwxvbnmplkjhgf"}' },
      { body: '{"message":"x","requestId":"poiuytrewqlkjhgf"}' },
      { body: '{"message":"x","requestId":"zxcvbnmasdfghjkl"}' },
    ),
    finds: [],
  },
  {
    title: 'a different code for each reason is a violation, even if the rest is equal',
    scene: third(
      { body: '{"code":"E1001"}' },
      { body: '{"code":"E1002"}' },
      { body: '{"code":"E1002"}' },
    ),
    finds: [
      'error codes of wrong organization: as for unknown client: E1001, is E1002',
      'error codes of wrong secret: as for unknown client: E1001, is E1002',
    ],
  },
  {
    title: 'a parameter of the media type is ignored',
    scene: third({ headers: { 'content-type': 'application/json; charset=utf-8' } }, {}),
    finds: [],
  },
  {
    title: 'a step that does not prove the requirement is not applicable',
    scene: { status: 401 },
    finds: 'not applicable',
  },
  {
    title: 'a wrong value that was accepted is a violation of another requirement',
    scene: third({ status: 200 }, {}),
    finds: 'not applicable',
  },
  {
    title: 'a refusal by the rate limit is not compared',
    scene: third({}, { status: 429, body: '' }),
    finds: 'not applicable',
  },
  {
    title: 'a crash is not compared',
    scene: third({ status: 500, body: '' }, {}),
    finds: 'not applicable',
  },
  {
    title: 'a different status is a violation of the step that has it',
    scene: third({}, { status: 404 }),
    finds: ['status of wrong organization: as for unknown client: 401, is 404'],
  },
  {
    title: 'a different type is a violation',
    scene: third({}, {}, { headers: { 'content-type': 'text/plain' } }),
    finds: ['media type of wrong secret: as for unknown client: application/json, is text/plain'],
  },
  {
    title: 'a header of only one refusal is a violation',
    scene: third({}, {}, { headers: { 'x-locked': 'no', 'x-request-id': 'a', age: '7' } }),
    finds: [
      'header names of wrong secret: as for unknown client: content-type, is content-type, x-locked',
    ],
  },
  {
    title: 'a header with a different error is a violation',
    scene: third(
      { headers: { 'x-error': 'no such client' } },
      { headers: { 'x-error': 'no such client' } },
      { headers: { 'x-error': 'wrong secret' } },
    ),
    finds: [
      'header x-error of wrong secret: as for unknown client: no such client, is wrong secret',
    ],
  },
  {
    title: 'each refusal with a different text than the first is a violation',
    scene: third({ body: 'no such client' }, { body: 'no such organization' }, { body: 'wrong' }),
    finds: [
      'body of wrong organization: as for unknown client: no such client, is no such organization',
      'body of wrong secret: as for unknown client: no such client, is wrong',
    ],
  },
])
