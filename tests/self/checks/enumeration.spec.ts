/** Refusals that tell one secret from another. */
import type { Sight } from '../../../spec/checks/check.ts'
import { sight, type Scene } from '../../support/exchange.ts'
import { tells } from '../../support/check-results.ts'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'

const refusal = (name: string, scene: Scene = {}): Scene => ({
  status: 401,
  body: { json: { message: 'The credentials are not valid.' } },
  ...scene,
  step: { name, expect: { status: [401] }, proves: ['uniform-refusal'] },
})

const before = (...scenes: readonly Scene[]): readonly Sight[] =>
  scenes.map((scene) => sight(scene))

/** The two refusals before, and the one that is compared with them. */
const third = (client: Scene, organization: Scene, secret: Scene = {}): Scene => ({
  ...refusal('wrong secret', secret),
  before: before(refusal('unknown client', client), refusal('wrong organization', organization)),
})

tells('uniform-refusal', [
  { title: 'three refusals of one face are right', scene: third({}, {}), says: [] },
  {
    title: 'ids and times that change with every answer are evened out',
    scene: third(
      { body: `{"id":"${ID}","at":"2026-01-15T12:00:00.1Z","took":3}` },
      { body: `{"id":"${ID.replaceAll('f', 'a')}","at":"2026-01-15T12:00:07.25Z","took":12}` },
      { body: `{"id":"${ID.toUpperCase()}","at":"2026-01-15T12:01:00.999Z","took":1}` },
    ),
    says: [],
  },
  {
    title: 'a request id of letters alone is evened out',
    scene: third(
      { body: '{"message":"x","requestId":"kqzwxvbnmplkjhgf"}' },
      { body: '{"message":"x","requestId":"poiuytrewqlkjhgf"}' },
      { body: '{"message":"x","requestId":"zxcvbnmasdfghjkl"}' },
    ),
    says: [],
  },
  {
    title: 'a code for each reason is told, however alike the rest',
    scene: third(
      { body: '{"code":"E1001"}' },
      { body: '{"code":"E1002"}' },
      { body: '{"code":"E1002"}' },
    ),
    says: [
      'error codes of wrong organization: as for unknown client: E1001, is E1002',
      'error codes of wrong secret: as for unknown client: E1001, is E1002',
    ],
  },
  {
    title: 'a parameter of the media type tells nothing apart',
    scene: third({ headers: { 'content-type': 'application/json; charset=utf-8' } }, {}),
    says: [],
  },
  {
    title: 'a case that does not compare is not looked at',
    scene: { status: 401 },
    says: 'nothing to look at',
  },
  {
    title: 'a wrong value that was accepted is told elsewhere',
    scene: third({ status: 200 }, {}),
    says: 'nothing to look at',
  },
  {
    title: 'a refusal by the rate limit compares with nothing',
    scene: third({}, { status: 429, body: '' }),
    says: 'nothing to look at',
  },
  {
    title: 'a crash compares with nothing',
    scene: third({ status: 500, body: '' }, {}),
    says: 'nothing to look at',
  },
  {
    title: 'another status is told by the refusal that has it',
    scene: third({}, { status: 404 }),
    says: ['status of wrong organization: as for unknown client: 401, is 404'],
  },
  {
    title: 'another type is told',
    scene: third({}, {}, { headers: { 'content-type': 'text/plain' } }),
    says: ['media type of wrong secret: as for unknown client: application/json, is text/plain'],
  },
  {
    title: 'headers that come with one refusal alone are told',
    scene: third({}, {}, { headers: { 'x-locked': 'no', 'x-request-id': 'a', age: '7' } }),
    says: [
      'header names of wrong secret: as for unknown client: content-type, is content-type, x-locked',
    ],
  },
  {
    title: 'a header that names another error is told',
    scene: third(
      { headers: { 'x-error': 'no such client' } },
      { headers: { 'x-error': 'no such client' } },
      { headers: { 'x-error': 'wrong secret' } },
    ),
    says: [
      'error headers of wrong secret: as for unknown client: x-error: no such client, is x-error: wrong secret',
    ],
  },
  {
    title: 'other words are told against the first refusal, each',
    scene: third({ body: 'no such client' }, { body: 'no such organization' }, { body: 'wrong' }),
    says: [
      'body of wrong organization: as for unknown client: no such client, is no such organization',
      'body of wrong secret: as for unknown client: no such client, is wrong',
    ],
  },
])
