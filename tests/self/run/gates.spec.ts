/** What stands in front of an API: gates on 127.0.0.1, and a certificate through each of them. */
import { randomBytes, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Access } from '../../../fixtures/config/index.ts'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { certification, type Certification } from '../../../fixtures/run/certify.ts'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import { gatewayTo } from '../../../fixtures/run/gateways.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import { httpTransport } from '../../../fixtures/http/transport.ts'
import { readEnvelope } from '../../../reports/certificate/envelope.ts'
import { readStatement } from '../../../reports/certificate/read.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { command, type Ended } from '../../support/cli-process.ts'
import { present, temporary } from '../../support/exchange.ts'
import { served, type Gate } from '../../support/served.ts'
import { certificate } from '../../support/tls-certificates.ts'
import { servedByTls } from '../../support/tls-server.ts'

/** Refuses like an API gateway unless a request has the header. */
const wants =
  (name: string, value: string, refusal: Readonly<Record<string, string>> = {}): Gate =>
  (request, reply) => {
    if (request.headers[name] === value) return false
    reply
      .writeHead(401, { 'content-type': 'application/json', ...refusal })
      .end('{"message":"No API key found in request"}')
    return true
  }

/** Gate as a platform does while it starts an application. */
function sleeping(times: number): Gate {
  let answered = 0
  return (_, reply) => {
    if (answered === times) return false
    answered += 1
    reply.writeHead(503, { 'retry-after': '1' }).end('<h1>starting</h1>')
    return true
  }
}

/** No file and no line of a run holds one of them. */
function expectNowhere(ended: Ended, ...secrets: readonly string[]): void {
  for (const secret of secrets)
    for (const [name, text] of [...ended.files(), ['output', ended.output] as const])
      expect(text.includes(secret), `${name} has a secret`).toBe(false)
}

test('one run through all of them is certified, and says how it got through', async ({}, info) => {
  const apiKey = randomBytes(18).toString('base64url')
  const client = await certificate({ host: 'client.test' })
  const asleep = sleeping(1)
  const isAwake = wants('x-api-key', apiKey)
  const host = 'api.staging.acme.dev'
  const server = await servedByTls(
    { host },
    {
      tls: { requestCert: true, rejectUnauthorized: true, ca: client.ca },
      answers: (request, reply) => asleep(request, reply) || isAwake(request, reply),
    },
  )
  const entry = `${host}:${server.port}:127.0.0.1`
  const headers = temporary('headers.txt', `X-Api-Key: ${apiKey}\r\nX-Env: blue\n`)
  const options = [
    '--header-file',
    headers,
    '--resolve',
    entry,
    '--wait',
    '60',
    '--rate-limit',
    '0',
  ]
  const ended = await command(info, ['run', '--no-html', ...options], {
    env: {
      ...server.env,
      FORMFLOW_BASE_URL: `https://${host}:${server.port}`,
      FORMFLOW_EXPIRED_TOKEN: server.expiredToken,
      FORMFLOW_USER_AGENT: 'acme-ci/7',
      FORMFLOW_CLIENT_CERT_FILE: temporary('client.pem', client.cert),
      FORMFLOW_CLIENT_KEY_FILE: temporary('client.key', client.key),
      NODE_EXTRA_CA_CERTS: temporary('ca.pem', server.ca),
    },
  })
  await server.close()
  expect(ended.code, ended.output).toBe(0)
  expect(ended.output).toMatch(/^certificate: certified until /m)

  const { connection, traffic, conditions = [] } = ended.report()
  const { fingerprint256 } = new X509Certificate(client.cert)
  const sha256 = fingerprint256.replaceAll(':', '').toLowerCase()
  expect(connection).toEqual({
    verified: true,
    peers: [expect.objectContaining({ address: '127.0.0.1', responses: traffic.requests })],
    headers: ['X-Api-Key', 'X-Env'],
    clientCertificate: sha256,
    userAgent: 'acme-ci/7',
    resolve: entry,
    woken: { requests: 2, seconds: expect.any(Number), answered: true },
  })
  expect(server.seen()).toHaveLength(traffic.requests + 2)
  expect(server.seen().every(({ headers: sent }) => sent['x-env'] === 'blue')).toBe(true)
  expect(server.seen()[0]?.headers.host).toBe(`${host}:${server.port}`)
  expect(server.seen().some(({ headers: sent }) => sent['user-agent'] === 'acme-ci/7')).toBe(true)

  for (const condition of [
    'every request had X-Api-Key, X-Env for what stands in front of the API (FORMFLOW_HEADERS_FILE)',
    `the client presented the certificate with sha256 ${sha256.slice(0, 12)}`,
    'the User-Agent of requests is "acme-ci/7" (FORMFLOW_USER_AGENT)',
    `connections went to the address of ${entry} (FORMFLOW_RESOLVE), not to that of DNS`,
    'the target answered after ',
  ])
    expect(conditions.filter((text) => text.startsWith(condition))).toHaveLength(1)
  const files = ended.files()
  const { formflow } = readStatement(
    readEnvelope(Buffer.from(present(files.get('certificate.json')))),
  ).predicate
  expect([formflow.conditions, formflow.connection]).toEqual([conditions, connection])
  // Not signed, and otherwise in order.
  const verified = await inProcess(['verify', join(ended.reports, 'certificate.json'), '--json'])
  const { steps } = JSON.parse(verified.stdout) as { steps: { outcome: string }[] }
  expect(steps.filter(({ outcome }) => outcome === 'failed')).toMatchObject([{ name: 'signature' }])
  const evidence = present(files.get('evidence.ndjson'))
  expect(evidence.includes('["X-Api-Key","‹header x-api-key›"]')).toBe(true)
  const har = JSON.stringify(JSON.parse(present(files.get('exchanges.har'))))
  expect(har.includes('{"name":"X-Env","value":"‹header x-env›"}')).toBe(true)
  expectNowhere(ended, apiKey, present(client.key.split('\n')[1]))
})

interface Through {
  readonly answers: Gate
  readonly access?: Access
  /** Seconds to wait for a target that sleeps. */
  readonly waitS?: number
  readonly host?: string
}

/** Every case of a whole run through a gate, without the runner. */
async function through({ answers, access = {}, waitS, host = '127.0.0.1' }: Through) {
  const server = await served(faultless, '', answers)
  const baseUrl = new URL(server.baseUrl)
  baseUrl.hostname = host
  const resolve = { host, port: Number(baseUrl.port), address: '127.0.0.1' }
  const way = { ...access, resolve }
  const gateway = gatewayTo(baseUrl, {
    credentials: server.credentials,
    expiredToken: server.env['FORMFLOW_EXPIRED_TOKEN'],
    access: way,
    // Waits are not waited for.
    clock: stillClock(Date.now()),
    ...(waitS === undefined
      ? {}
      : { wake: { maxS: waitS, transport: (ms: number) => httpTransport(baseUrl, ms, way) } }),
    planned: () => casesIn('certify'),
  })
  const done = await certification(gateway, casesIn('certify'))
  await server.close()
  return { done, woken: gateway.woken() }
}

/** Every MUST is satisfied, but for those about a second client. */
function expectConformant({ verdict, violated }: Certification): void {
  expect([verdict.verdict, verdict.exit, violated]).toEqual([
    'conformant',
    { code: 0, owner: 'none' },
    [],
  ])
  expect(verdict.must.judged).toBe(verdict.must.total)
}

test('a gate that asks for an API key is passed by a header', async () => {
  const value = randomBytes(18).toString('base64url')
  const access = { headers: [{ name: 'X-Api-Key', value }] }
  const { done } = await through({ answers: wants('x-api-key', value), access })
  expectConformant(done)
  expect(JSON.stringify(done).includes(value)).toBe(false)
})

test('a gate that asks for Basic is passed by Proxy-Authorization', async () => {
  const password = randomBytes(12).toString('hex')
  const value = `Basic ${Buffer.from(`gate:${password}`).toString('base64')}`
  const challenge = { 'www-authenticate': 'Basic realm="staging"' }
  const { done } = await through({
    answers: wants('proxy-authorization', value, challenge),
    access: { headers: [{ name: 'Proxy-Authorization', value }] },
  })
  expectConformant(done)
  expect(JSON.stringify(done).includes(value)).toBe(false)
})

test('without the header the gate is named, and what to do', async () => {
  const { done } = await through({ answers: wants('x-api-key', 'any') })
  expect(done.verdict.exit).toMatchObject({
    code: 3,
    reason: expect.stringMatching(/a gateway in front of the API wants a key .*--header-file/),
  })
})

test('a target that sleeps is waited for, and what woke it is no part of the traffic', async () => {
  const { done, woken } = await through({ answers: sleeping(4), waitS: 60 })
  expectConformant(done)
  // 1, 2, 4 and 5 s, and never less than Retry-After.
  expect(woken).toEqual({ requests: 5, seconds: 12, answered: true })
  const awake = await through({ answers: () => false, waitS: 60 })
  expect(awake.woken).toEqual({ requests: 1, seconds: 0, answered: true })
  expect(done.requests).toBe(awake.done.requests)
})

test('a target that sleeps longer ends the run, and says how long it was waited for', async () => {
  const { done, woken } = await through({ answers: sleeping(Infinity), waitS: 10 })
  expect(woken).toEqual({ requests: 4, seconds: 7, answered: false })
  expect(done.verdict.exit).toEqual({
    code: 3,
    owner: 'environment',
    reason: expect.stringMatching(/was answered 503: .*; it was waited for 7 s \(--wait\)$/),
  })
})

test('a canary is reached by its address, with the name of the API', async () => {
  const hosts = new Set<string | undefined>()
  const answers: Gate = ({ headers }) => {
    hosts.add(headers.host?.replace(/:\d+$/, ''))
    return false
  }
  const { done } = await through({ answers, host: 'api.staging.acme.dev' })
  expect(done.violated).toEqual(['https-only'])
  expect([...hosts]).toEqual(['api.staging.acme.dev'])
})
