/** The response to the control: whose problem it is, with the fix. */
import { expect, test } from '@playwright/test'
import { diagnose } from '../../../fixtures/gateway/diagnose.ts'
import type { Owner } from '../../../spec/model.ts'
import { sight, type Scene } from '../../support/exchange.ts'

const page = '<!doctype html><title>Sign in to the network</title>'

const diagnoses: readonly (readonly [scene: Scene, owner: Owner, words: RegExp])[] = [
  [
    { status: 401 },
    'configuration',
    /credentials were refused; check FORMFLOW_CLIENT_ID, .*SECRET/,
  ],
  [{ status: 403 }, 'configuration', /credentials were refused/],
  [{ status: 400 }, 'configuration', /not accepted as well-formed/],
  [{ status: 422 }, 'configuration', /not accepted as well-formed/],
  [{ status: 404 }, 'configuration', /no token endpoint there; check the path prefix/],
  [{ status: 405 }, 'configuration', /no token endpoint there/],
  [{ status: 501 }, 'configuration', /no token endpoint there/],
  [
    { status: 308, headers: { location: 'https://www.example/api?code=1#x' } },
    'configuration',
    /it redirects to https:\/\/www\.example\/api; set FORMFLOW_BASE_URL/,
  ],
  [{ status: 302 }, 'configuration', /redirects to nowhere/],
  [{ status: 429 }, 'environment', /rate limit did not lift; wait, or lower FORMFLOW_RATE_LIMIT/],
  [{ status: 502 }, 'environment', /gateway in front of the server/],
  [{ status: 503 }, 'environment', /gateway in front of the server/],
  [{ status: 504 }, 'environment', /gateway in front of the server/],
  [{ status: 200, body: page }, 'environment', /answered 200: with a page instead of JSON/],
  [{ status: 500 }, 'target', /the server fails on a request with the configured credentials/],
  [{ status: 505 }, 'target', /the server fails/],
  [{ failure: { kind: 'dns', message: 'ENOTFOUND' } }, 'environment', /does not resolve/],
  [
    { failure: { kind: 'refused', message: 'ECONNREFUSED' } },
    'environment',
    /nothing listens there/,
  ],
  [
    { failure: { kind: 'unreachable', message: 'ENETUNREACH' } },
    'environment',
    /VPN or a firewall/,
  ],
  [
    { failure: { kind: 'tls', message: 'CERT_HAS_EXPIRED' } },
    'environment',
    /check the certificate/,
  ],
  [{ failure: { kind: 'timeout', message: '10 s' } }, 'environment', /raise FORMFLOW_TIMEOUT_MS/],
  [{ failure: { kind: 'reset', message: 'ECONNRESET' } }, 'environment', /https or http/],
  [{ failure: { kind: 'not-http', message: 'HPE' } }, 'environment', /does not speak HTTP\/1\.1/],
  [{ failure: { kind: 'truncated', message: 'aborted' } }, 'target', /the response broke off/],
  [{ failure: { kind: 'too-large', message: '1 MiB' } }, 'target', /larger than 1 MiB/],
  [{ failure: { kind: 'encoding', message: 'gzip' } }, 'target', /cannot be decompressed/],
]

const certificates: readonly (readonly [Scene, presents: boolean, owner: Owner, words: RegExp])[] =
  [
    [
      { failure: { kind: 'client-certificate', message: 'ALERT_CERTIFICATE_REQUIRED' } },
      false,
      'configuration',
      /the server requires a client certificate; set FORMFLOW_CLIENT_CERT_FILE/,
    ],
    [
      { failure: { kind: 'client-certificate', message: 'ALERT_UNKNOWN_CA' } },
      true,
      'configuration',
      /the server refuses the client certificate; check that FORMFLOW_CLIENT_CERT_FILE/,
    ],
    [
      { failure: { kind: 'reset', message: 'ECONNRESET' } },
      true,
      'configuration',
      /closed without a response, as servers do that refuse a client certificate/,
    ],
    [
      { failure: { kind: 'tls', message: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' } },
      false,
      'environment',
      /may require a client certificate \(FORMFLOW_CLIENT_CERT_FILE/,
    ],
    [
      { failure: { kind: 'tls', message: 'CERT_HAS_EXPIRED' } },
      true,
      'environment',
      /check the certificate/,
    ],
  ]

for (const [scene, presentsCertificate, owner, words] of certificates)
  test(`${scene.failure?.message} ${presentsCertificate ? 'with' : 'without'} a client certificate is a problem of the ${owner}`, () => {
    const found = diagnose(sight(scene).exchange, { presentsCertificate })
    expect([found?.owner, found?.reason]).toEqual([owner, expect.stringMatching(words)])
  })

for (const [scene, owner, words] of diagnoses) {
  const what = scene.failure?.kind ?? `status ${scene.status}${scene.body ? ' and a page' : ''}`
  test(`a control that ends with ${what} is a problem of the ${owner}`, () => {
    const found = diagnose(sight(scene).exchange)
    expect(found?.owner).toBe(owner)
    expect(found?.reason).toMatch(words)
    expect(found?.reason).toMatch(/^the control \(POST \/api\/token\) (was answered \d+|failed): /)
    expect(found?.reason).toContain(scene.failure?.message ?? String(scene.status))
  })
}

const working: readonly (readonly [what: string, scene: Scene])[] = [
  ['a grant', {}],
  ['another success', { status: 201 }],
  ['a success without a body', { status: 204, body: '' }],
  ['a success that is not quite JSON', { body: '{"token":' }],
  ['a success of another type', { headers: { 'content-type': 'text/plain' } }],
]

for (const [what, scene] of working)
  test(`a control that gets ${what} shows a target that can be tested`, () => {
    expect(diagnose(sight(scene).exchange)).toBeUndefined()
  })
