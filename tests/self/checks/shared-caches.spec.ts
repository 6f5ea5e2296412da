/** Whether a cache that many share may store a token. */
import { NOON_S } from '../../support/exchange.ts'
import { checkFinds, type Row } from '../../support/check-results.ts'

const at = (seconds: number): string => new Date((NOON_S + seconds) * 1000).toUTCString()

const control = (value: string, finds: readonly string[] = []): Row => ({
  title: `Cache-Control "${value}" ${finds.length > 0 ? 'allows it' : 'does not allow it'}`,
  scene: { headers: { 'cache-control': value } },
  finds,
})

const allows = (value: string): Row =>
  control(value, [`header cache-control: nothing that allows it, is ${value}`])

const expires = (
  title: string,
  headers: Readonly<Record<string, string>>,
  finds: readonly string[] = [],
): Row => ({
  title,
  scene: { headers: { 'cache-control': '', ...headers } },
  finds,
})

checkFinds('token-not-cacheable', [
  control('no-store'),
  control('No-Store, max-age=3600'),
  control('private, max-age=3600'),
  control('no-cache'),
  control('max-age=0, must-revalidate'),
  control('max-age="0"'),
  control('s-maxage=0'),
  control('x-max-age=12'),
  control(''),
  control('public, max-age=0, must-revalidate'),
  allows('public'),
  allows('public, max-age=0, s-maxage=60'),
  allows('max-age=3600'),
  allows('must-revalidate, MAX-AGE = 60'),
  allows('max-age=0, s-maxage=60'),
  allows('max-age=010'),
  expires('Expires in the future allows it', { expires: at(60) }, [
    `header expires: not in the future, is ${at(60)}`,
  ]),
  expires('Expires now does not', { expires: at(0) }),
  expires('Expires 0 does not', { expires: '0' }),
  expires(
    'the year of Expires is read by the clock of the server',
    { expires: at(-60), date: at(-120) },
    [`header expires: not in the future, is ${at(-60)}`],
  ),
  expires('without a Date nobody knows', { expires: at(60), date: '' }),
  expires('of two lifetimes Cache-Control counts', {
    expires: at(60),
    'cache-control': 'max-age=0',
  }),
  expires('no-store counts more than Expires', { expires: at(60), 'cache-control': 'no-store' }),
  {
    title: 'a refusal is not applicable',
    scene: { status: 401, headers: { 'cache-control': 'public' } },
    finds: 'not applicable',
  },
])

const data = (cacheControl: string, vary: string, finds: Row['finds']): Row => ({
  title: `data with Cache-Control "${cacheControl}" and Vary "${vary}"`,
  scene: {
    step: {
      operation: 'protected',
      method: 'GET',
      present: 'fresh',
      headers: [['authorization', 'Bearer ‹token 1›']],
    },
    headers: { 'cache-control': cacheControl, vary },
  },
  finds,
})

const shares = (cacheControl: string, vary = 'Accept'): Row =>
  data(cacheControl, vary, [
    `header cache-control: nothing that allows it without Vary: Authorization, is ${cacheControl}`,
  ])

checkFinds('data-not-shared-by-caches', [
  shares('public, max-age=300'),
  shares('s-maxage=60'),
  shares('PUBLIC', 'X-Authorization-Mode'),
  data('public, max-age=300', 'Accept, Authorization', []),
  data('public, max-age=300', '*', []),
  data('public, max-age=0', '', 'not applicable'),
  data('private, max-age=300', '', 'not applicable'),
  data('max-age=300', '', 'not applicable'),
  data('no-store', '', 'not applicable'),
  data('public, no-cache', '', 'not applicable'),
])
