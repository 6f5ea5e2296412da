/** Cache-Control of tokens, Retry-After of a 429. */
import { checkFinds, type Row } from '../../support/check-results.ts'

const cached = (value: string, actual: string) => ({
  title: `Cache-Control "${value}" on a token is a violation`,
  scene: { headers: { 'cache-control': value } },
  finds: [`header cache-control: no-store, is ${actual}`],
})

checkFinds('token-no-store', [
  { title: 'no-store is right', scene: {}, finds: [] },
  {
    title: 'no-store in capitals among other directives is right',
    scene: { headers: { 'cache-control': 'private, No-Store, max-age=0' } },
    finds: [],
  },
  {
    title: 'a refusal is not applicable: a cache may store it',
    scene: { status: 401, headers: { 'cache-control': '' } },
    finds: 'not applicable',
  },
  cached('', 'absent'),
  cached('no-cache', 'no-cache'),
  cached('private, max-age=3600', 'private, max-age=3600'),
  cached('not-no-store', 'not-no-store'),
  {
    title: 'a token with another success status needs no-store too',
    scene: { status: 201, headers: { 'cache-control': '' } },
    finds: ['header cache-control: no-store, is absent'],
  },
])

checkFinds('retry-after-on-429', [
  {
    title: 'a 429 with Retry-After is right',
    scene: { status: 429, headers: { 'retry-after': '7' } },
    finds: [],
  },
  { title: 'another status is not applicable', scene: {}, finds: 'not applicable' },
  {
    title: 'earlier 429 responses with Retry-After are right',
    scene: { limited: [{ status: 429, headers: { 'retry-after': '7' } }] },
    finds: [],
  },
  {
    title: 'an earlier 429 without Retry-After is a violation',
    scene: { limited: [{ status: 429, headers: { 'retry-after': '7' } }, { status: 429 }] },
    finds: ['header retry-after: seconds or a date, is absent'],
  },
  {
    title: 'a 429 without Retry-After is a violation',
    scene: { status: 429 },
    finds: ['header retry-after: seconds or a date, is absent'],
  },
])

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT'
const retry = (value: string, finds: readonly string[] = []): Row => ({
  title: `Retry-After "${value}" ${finds.length > 0 ? 'cannot be read' : 'can be read'}`,
  scene: { status: 503, headers: { 'retry-after': value } },
  finds,
})
const unread = (value: string): Row =>
  retry(value, [`header retry-after: seconds or an HTTP date, is ${value}`])

checkFinds('retry-after-well-formed', [
  retry('7'),
  retry('0'),
  retry(DATE),
  unread('59s'),
  unread('1m0s'),
  unread('0.5'),
  unread('-1'),
  unread('2026-11-28T12:00:00Z'),
  {
    title: 'a response without the header is not applicable',
    scene: { status: 429 },
    finds: 'not applicable',
  },
  {
    title: 'the header of an earlier 429 is read too',
    scene: { limited: [{ status: 429, headers: { 'retry-after': '59s' } }] },
    finds: ['header retry-after: seconds or an HTTP date, is 59s'],
  },
])
