/** What the doctor reads from an address, a name, a connection and a handshake. */
import { expect, test } from '@playwright/test'
import { dnsNotes, otherPrefixes, readAddress, tcpNotes } from '../../../fixtures/doctor/address.ts'
import { tlsNotes, type TlsSight } from '../../../fixtures/doctor/tls.ts'
import type { Note } from '../../../fixtures/doctor/diagnosis.ts'
import type { Way } from '../../../fixtures/doctor/route.ts'
import { NOON_S } from '../../support/exchange.ts'

const odd = (notes: readonly Note[]): string[] =>
  notes
    .filter(({ grade }) => grade !== 'ok')
    .map(({ grade, text, mend }) => `${grade}: ${text}; ${mend}`)

const TOKEN = 'includes /api/token already; set FORMFLOW_BASE_URL to'

for (const [value, href, told] of [
  ['https://api.acme.dev', 'https://api.acme.dev/', []],
  [' https://api.acme.dev/gateway/ ', 'https://api.acme.dev/gateway/', []],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/', []],
  ['http://[::1]:4010', 'http://[::1]:4010/', []],
  ['http://api.acme.dev', 'http://api.acme.dev/', ['warning: http: the secret crosses']],
  ['https://api.acme.dev:80', 'https://api.acme.dev:80/', ['warning: port 80 with https://']],
  ['https://acme.dev/api/token', 'https://acme.dev/', [`${TOKEN} https://acme.dev,`]],
  ['https://acme.dev/v1/api/token/', 'https://acme.dev/v1', [`${TOKEN} https://acme.dev/v1,`]],
  ['api.acme.dev', undefined, ['does not begin with https://']],
  ['ftp://api.acme.dev', undefined, ['does not begin with https://']],
  ['https://', undefined, ['is no URL']],
  ['"https://api.acme.dev"', undefined, ['does not begin with https://']],
  ['https://name:word@api.acme.dev', undefined, ['holds a user name or a password']],
  ['https://api.acme.dev/?a=1', undefined, ['holds a query or a fragment']],
  ['https://api.acme.dev/#a', undefined, ['holds a query or a fragment']],
  ['https://staging.example.com', undefined, ['the host is that of an example']],
] as const)
  test(`the address ${value} is read as ${href ?? 'unusable'}`, () => {
    const { url, notes } = readAddress(value)
    expect(url?.href).toBe(href)
    expect(odd(notes)).toHaveLength(told.length)
    told.forEach((words, at) => expect(odd(notes)[at]).toContain(words))
    if (!url) expect(notes[0]).toMatchObject({ grade: 'problem', owner: 'configuration' })
  })

for (const [base, path, prefixes] of [
  ['https://a.dev', '/api/template', ['/formflow', '/v1']],
  ['https://a.dev', '/gateway/api/template?a=1', ['/gateway', '/formflow']],
  ['https://a.dev/api', '/api/template', ['', '/api/formflow']],
  ['https://a.dev/v1/api/', '/api/template', ['/v1', '']],
  ['https://a.dev/wrong/v1', '/api/template', ['/wrong', '']],
] as const)
  test(`below ${base} others are tried for ${path}: ${prefixes.join(' and ')}`, () => {
    expect(otherPrefixes(new URL(base), path)).toEqual(prefixes)
  })

test('a name that has no address is the environment’s problem', () => {
  expect(odd(dnsNotes('a.dev', false, { addresses: ['192.0.2.1'] }))).toEqual([])
  expect(odd(dnsNotes('192.0.2.1', true, { addresses: ['192.0.2.1'] }))).toEqual([])
  const failing = (error?: string): Note[] =>
    dnsNotes('a.dev', false, { addresses: [], ...(error === undefined ? {} : { error }) })
  expect(failing('ENOTFOUND')[0]).toMatchObject({ grade: 'problem', owner: 'environment' })
  expect(odd(failing('ENOTFOUND'))[0]).toMatch(/a\.dev does not resolve \(ENOTFOUND\); .*VPN/)
  expect(odd(failing('EAI_AGAIN'))[0]).toContain('the name server does not answer')
  expect(odd(failing())[0]).toContain('does not resolve (no address)')
})

for (const [error, words] of [
  ['ECONNREFUSED', 'port 443 refuses connections (ECONNREFUSED); check the port'],
  ['ETIMEDOUT', 'port 443 does not answer (ETIMEDOUT); check the port; a firewall'],
  ['EHOSTUNREACH', 'port 443 cannot be reached (EHOSTUNREACH); check the network'],
] as const)
  test(`a connection that ends with ${error} is told with its mend`, () => {
    const way = { host: 'a.dev', port: 443 }
    const told = (more: Partial<Way>): string | undefined =>
      odd(tcpNotes({ ...way, ...more }, { addresses: [], error }))[0]
    expect(told({})).toContain(words)
    expect(told({ unused: 'HTTPS_PROXY' })).toMatch(/; HTTPS_PROXY is set, but not for this host/)
  })

const NOW = NOON_S * 1000
const DAY = 86_400_000
const sound: TlsSight = {
  selfSigned: false,
  hostMatches: true,
  names: ['a.dev'],
  issuer: 'An Authority',
  validFrom: NOW - DAY,
  validTo: NOW + 90 * DAY,
  protocol: 'TLSv1.3',
}
for (const [what, sight, told] of [
  ['sound', {}, []],
  ['soon to end', { validTo: NOW + 29.5 * DAY }, ['warning: the certificate is valid for 29 days']],
  ['with thirty days', { validTo: NOW + 30 * DAY }, []],
  ['expired', { validTo: NOW - 1, untrusted: 'CERT_HAS_EXPIRED' }, ['expired on 2026-01-15']],
  ['not yet valid', { validFrom: NOW + DAY, untrusted: 'CERT_NOT_YET_VALID' }, ['only from 2026']],
  ['of another host', { hostMatches: false }, ['not for a.dev but for a.dev']],
  [
    'self-signed',
    { selfSigned: true, untrusted: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ['signed by itself; NODE_EXTRA_CA_CERTS'],
  ],
  [
    'of an unknown authority',
    { untrusted: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    ['nobody known here has signed'],
  ],
] as const)
  test(`a certificate ${what} is told ${told.length === 0 ? 'as good' : 'with its mend'}`, () => {
    const found = odd(tlsNotes('a.dev', { ...sound, ...sight }, NOW))
    expect(found).toHaveLength(told.length)
    told.forEach((words, at) => expect(found[at]).toContain(words))
  })

for (const [error, words] of [
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
  ['ECONNRESET', 'the handshake was not finished'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'the handshake failed'],
] as const)
  test(`a handshake that ends with ${error} is told as ${words}`, () => {
    expect(odd(tlsNotes('a.dev', { error }, NOW))[0]).toContain(words)
  })
