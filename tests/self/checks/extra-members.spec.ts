/** Members of a login that the contract does not name. */
import type { Json } from '../../../spec/model.ts'
import { goodGrant, goodJwt, tokenFacts, type Scene } from '../../support/exchange.ts'
import { checkFinds } from '../../support/check-results.ts'

const three = { clientId: 'a', clientSecret: '‹clientSecret›', organizationId: 'b' }

const login = (
  extra: Readonly<Record<string, Json>>,
  claims: Readonly<Record<string, Json>> = {},
  scene: Scene = {},
): Scene => ({
  sent: { ...three, ...extra },
  secrets: [tokenFacts({ claims: { ...goodJwt.claims, ...claims } })],
  ...scene,
})

/** The step says what is sent. */
const beside = (claims: Readonly<Record<string, Json>>): Scene =>
  login({}, claims, {
    target: '/api/token?organizationId=of-the-query&short=a',
    step: { headers: [['x-organization-id', 'of-a-header']] },
  })

const asGiven = (claim: string, member: string): string =>
  `token claim ${claim}: nothing of the extra member ${member}, is its value`

checkFinds('extra-members-grant-nothing', [
  {
    title: 'a login with the members of the contract alone is not applicable',
    scene: login({}),
    finds: 'not applicable',
  },
  {
    title: 'a refusal is not applicable',
    scene: login({ role: 'conf-role' }, {}, { status: 400 }),
    finds: 'not applicable',
  },
  {
    title: 'where a member of the contract is missing, another may be read in its place',
    scene: { ...login({}), sent: { clientId: 'a', client_secret: 'b', organizationId: 'c' } },
    finds: 'not applicable',
  },
  {
    title: 'a token that cannot be read is right',
    scene: login({ role: 'conf-role' }, {}, { secrets: [] }),
    finds: [],
  },
  {
    title: 'an organization in a header and in the query that changes nothing is right',
    scene: beside({}),
    finds: [],
  },
  {
    title: 'an organization from a header is a violation',
    scene: beside({ organizationId: 'of-a-header' }),
    finds: ['token claim organizationId: nothing of the header x-organization-id, is its value'],
  },
  {
    title: 'an organization from the query is a violation',
    scene: beside({ tenant: { id: 'of-the-query' } }),
    finds: ['token claim id: nothing of the query member organizationId, is its value'],
  },
  {
    title: 'members that change nothing are right',
    scene: login({ role: 'conf-role', expires_in: 999999 }, { role: 'reader', roles: ['reader'] }),
    finds: [],
  },
  {
    title: 'a claim that has the name alone is right',
    scene: login({ scope: 'conf-scope' }, { scope: 'templates' }),
    finds: [],
  },
  {
    title: 'a short value under another name is right: it may stand there for another reason',
    scene: login({ role: 'admin' }, { aud: 'admin' }),
    finds: [],
  },
  {
    title: 'a member that becomes a claim is a violation',
    scene: login({ role: 'admin' }, { role: 'admin' }),
    finds: [asGiven('role', 'role')],
  },
  {
    title: 'a value under another claim, in a list, is a violation',
    scene: login({ scope: 'conf-scope' }, { scp: ['read', 'conf-scope'] }),
    finds: [asGiven('scp', 'scope')],
  },
  {
    title: 'a value within another claim is a violation',
    scene: login({ role: 'conf-role' }, { realm_access: { roles: [{ name: 'conf-role' }] } }),
    finds: [asGiven('name', 'role')],
  },
  {
    title: 'a number that becomes the end of the token is a violation',
    scene: login({ exp: 4102444800 }, { exp: 4102444800 }),
    finds: [asGiven('exp', 'exp')],
  },
  {
    title: 'an object that becomes a claim is a violation',
    scene: login({ org: { id: 1 } }, { org: { id: 1 } }),
    finds: [asGiven('org', 'org')],
  },
  {
    title: 'a longer life that the body grants is a violation',
    scene: login(
      { expires_in: 999999 },
      {},
      { body: { json: { ...goodGrant, expires_in: 999999 } } },
    ),
    finds: ['body /expires_in: nothing of the extra member expires_in, is 999999'],
  },
  {
    title: 'another number that equals the life by chance is right',
    scene: login({ retries: 3600 }),
    finds: [],
  },
])
