/** What may be kept, and for how long one is to wait. */
import { tells } from '../../support/check-results.ts'

const cached = (value: string, actual: string) => ({
  title: `Cache-Control "${value}" on a token is told`,
  scene: { headers: { 'cache-control': value } },
  says: [`header cache-control: no-store, is ${actual}`],
})

tells('token-no-store', [
  { title: 'no-store is right', scene: {}, says: [] },
  {
    title: 'no-store in capitals and among others is right',
    scene: { headers: { 'cache-control': 'private, No-Store, max-age=0' } },
    says: [],
  },
  {
    title: 'a refusal may be cached, for all that this requirement says',
    scene: { status: 401, headers: { 'cache-control': '' } },
    says: 'nothing to look at',
  },
  cached('', 'absent'),
  cached('no-cache', 'no-cache'),
  cached('private, max-age=3600', 'private, max-age=3600'),
  cached('not-no-store', 'not-no-store'),
  {
    title: 'a token under another success status needs no-store as well',
    scene: { status: 201, headers: { 'cache-control': '' } },
    says: ['header cache-control: no-store, is absent'],
  },
])

tells('retry-after-on-429', [
  {
    title: 'a 429 that says when is right',
    scene: { status: 429, headers: { 'retry-after': '7' } },
    says: [],
  },
  { title: 'an answer that is no 429 need not say when', scene: {}, says: 'nothing to look at' },
  {
    title: 'limits that were waited out and said when are right',
    scene: { limited: [{ status: 429, headers: { 'retry-after': '7' } }] },
    says: [],
  },
  {
    title: 'one of two limits that was waited out blindly is told',
    scene: { limited: [{ status: 429, headers: { 'retry-after': '7' } }, { status: 429 }] },
    says: ['header retry-after: seconds or a date, is absent'],
  },
  {
    title: 'a 429 that does not say when is told',
    scene: { status: 429 },
    says: ['header retry-after: seconds or a date, is absent'],
  },
])
