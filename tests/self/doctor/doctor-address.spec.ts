/** The doctor's checks of the base URL, the host name, the connection and the TLS handshake. */
import { expect, test } from '@playwright/test'
import { dnsNotes, otherPrefixes, readAddress, tcpNotes } from '../../../fixtures/doctor/address.ts'
import { tlsNotes, type TlsPeer } from '../../../fixtures/doctor/tls.ts'
import type { Note } from '../../../fixtures/doctor/diagnosis.ts'
import type { Route } from '../../../fixtures/doctor/route.ts'
import { NOON_S } from '../../support/exchange.ts'

const faulty = (notes: readonly Note[]): string[] =>
  notes
    .filter(({ grade }) => grade !== 'ok')
    .map(({ grade, text, mend }) => `${grade}: ${text}; ${mend}`)

const TOKEN = 'already contains /api/token; set FORMFLOW_BASE_URL to'

for (const [value, href, expected] of [
  ['https://api.acme.dev', 'https://api.acme.dev/', []],
  [' https://api.acme.dev/gateway/ ', 'https://api.acme.dev/gateway/', []],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/', []],
  ['http://[::1]:4010', 'http://[::1]:4010/', []],
  [
    'http://api.acme.dev',
    'http://api.acme.dev/',
    ['warning: http: the secret is sent unencrypted'],
  ],
  [
    'https://api.acme.dev:80',
    'https://api.acme.dev:80/',
    ['warning: port 80 is unusual with https://'],
  ],
  ['https://acme.dev/api/token', 'https://acme.dev/', [`${TOKEN} https://acme.dev;`]],
  ['https://acme.dev/v1/api/token/', 'https://acme.dev/v1', [`${TOKEN} https://acme.dev/v1;`]],
  ['api.acme.dev', undefined, ['does not begin with https://']],
  ['ftp://api.acme.dev', undefined, ['does not begin with https://']],
  ['https://', undefined, ['is not a valid URL']],
  ['"https://api.acme.dev"', undefined, ['does not begin with https://']],
  ['https://name:word@api.acme.dev', undefined, ['contains a user name or a password']],
  ['https://api.acme.dev/?a=1', undefined, ['contains a query or a fragment']],
  ['https://api.acme.dev/#a', undefined, ['contains a query or a fragment']],
  ['https://staging.example.com', undefined, ['the host is an example host']],
] as const)
  test(`the base URL ${value} is read as ${href ?? 'unusable'}`, () => {
    const { url, notes } = readAddress(value)
    expect(url?.href).toBe(href)
    expect(faulty(notes)).toHaveLength(expected.length)
    expected.forEach((text, at) => expect(faulty(notes)[at]).toContain(text))
    if (!url) expect(notes[0]).toMatchObject({ grade: 'problem', owner: 'configuration' })
  })

for (const [base, path, prefixes] of [
  ['https://a.dev', '/api/template', ['/formflow', '/v1']],
  ['https://a.dev', '/gateway/api/template?a=1', ['/gateway', '/formflow']],
  ['https://a.dev/api', '/api/template', ['', '/api/formflow']],
  ['https://a.dev/v1/api/', '/api/template', ['/v1', '']],
  ['https://a.dev/wrong/v1', '/api/template', ['/wrong', '']],
] as const)
  test(`beside ${base} with ${path} the doctor tries ${prefixes.join(' and ')}`, () => {
    expect(otherPrefixes(new URL(base), path)).toEqual(prefixes)
  })

test('a host name without an address is a problem of the environment', () => {
  expect(faulty(dnsNotes('a.dev', false, { addresses: ['192.0.2.1'] }))).toEqual([])
  expect(faulty(dnsNotes('192.0.2.1', true, { addresses: ['192.0.2.1'] }))).toEqual([])
  const failing = (error?: string): Note[] =>
    dnsNotes('a.dev', false, { addresses: [], ...(error === undefined ? {} : { error }) })
  expect(failing('ENOTFOUND')[0]).toMatchObject({ grade: 'problem', owner: 'environment' })
  expect(faulty(failing('ENOTFOUND'))[0]).toMatch(/a\.dev does not resolve \(ENOTFOUND\); .*VPN/)
  expect(faulty(failing('EAI_AGAIN'))[0]).toContain('the name server does not answer')
  expect(faulty(failing())[0]).toContain('does not resolve (no address)')
})

for (const [error, words] of [
  ['ECONNREFUSED', 'port 443 refuses connections (ECONNREFUSED); check the port'],
  ['ETIMEDOUT', 'port 443 does not answer (ETIMEDOUT); check the port; a firewall'],
  ['EHOSTUNREACH', 'port 443 cannot be reached (EHOSTUNREACH); check the network'],
] as const)
  test(`a connection that fails with ${error} is reported with its fix`, () => {
    const route = { host: 'a.dev', port: 443 }
    const noteFor = (more: Partial<Route>): string | undefined =>
      faulty(tcpNotes({ ...route, ...more }, { addresses: [], error }))[0]
    expect(noteFor({})).toContain(words)
    expect(noteFor({ unused: 'HTTPS_PROXY' })).toMatch(
      /; HTTPS_PROXY is set, but not used for this host/,
    )
  })

const NOW = NOON_S * 1000
const DAY = 86_400_000
const valid: TlsPeer = {
  selfSigned: false,
  hostMatches: true,
  names: ['a.dev'],
  issuer: 'An Authority',
  validFrom: NOW - DAY,
  validTo: NOW + 90 * DAY,
  protocol: 'TLSv1.3',
}
for (const [what, peer, expected] of [
  ['that is valid', {}, []],
  [
    'that expires soon',
    { validTo: NOW + 29.5 * DAY },
    ['warning: the certificate is valid for 29 more days'],
  ],
  ['that is valid for thirty days', { validTo: NOW + 30 * DAY }, []],
  ['that expired', { validTo: NOW - 1, untrusted: 'CERT_HAS_EXPIRED' }, ['expired on 2026-01-15']],
  [
    'that is not yet valid',
    { validFrom: NOW + DAY, untrusted: 'CERT_NOT_YET_VALID' },
    ['only from 2026'],
  ],
  ['for another host', { hostMatches: false }, ['not for a.dev but for a.dev']],
  [
    'that is self-signed',
    { selfSigned: true, untrusted: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ['self-signed; to trust it, set NODE_EXTRA_CA_CERTS'],
  ],
  [
    'of an unknown authority',
    { untrusted: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    ['signed by an unknown authority'],
  ],
] as const)
  test(`a certificate ${what} is ${expected.length === 0 ? 'fine' : 'reported with its fix'}`, () => {
    const found = faulty(tlsNotes('a.dev', { ...valid, ...peer }, NOW))
    expect(found).toHaveLength(expected.length)
    expected.forEach((text, at) => expect(found[at]).toContain(text))
  })

for (const [error, words] of [
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
  ['ECONNRESET', 'the TLS handshake was not finished'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'the TLS handshake failed'],
] as const)
  test(`a handshake that fails with ${error}: ${words}`, () => {
    expect(faulty(tlsNotes('a.dev', { error }, NOW))[0]).toContain(words)
  })
