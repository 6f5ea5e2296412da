/** The doctor in front of gates: it takes the same way as a run, and names what is wrong with it. */
import { expect, test } from '@playwright/test'
import { fixedAddresses } from '../../../fixtures/http/lookup.ts'
import { envFor, examined } from '../../support/doctor.ts'
import { present, temporary } from '../../support/exchange.ts'
import { failed } from '../../support/scripted-target.ts'
import { hostile } from '../../support/raw-server.ts'
import { served } from '../../support/served.ts'

const VALUE = 'S3cr3t-of-the-gate'
const withHeaders = (text: string): Record<string, string> => ({
  FORMFLOW_HEADERS_FILE: temporary('headers.txt', text),
})

test('requests of the doctor have the headers too, and no note has a value', async () => {
  const values: unknown[] = []
  const server = await served(undefined, '', ({ headers }) => {
    values.push(headers['x-api-key'])
    return false
  })
  const seen = await examined({ ...server.env, ...withHeaders(`X-Api-Key: ${VALUE}\n`) })
  await server.close()
  expect(seen.diagnosis.exit.code, seen.text).toBe(0)
  expect(seen.textOf('variables')).toContain('FORMFLOW_HEADERS_FILE: every request has X-Api-Key')
  expect(values).toEqual(seen.sent.map(() => VALUE))
  expect(seen.text).not.toContain(VALUE)
})

test('a gate that repeats the key does not bring it into the output', async () => {
  const server = await served(undefined, '', ({ headers }, reply) => {
    const message = `no such API key: ${String(headers['x-api-key'])}`
    reply.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
    return true
  })
  const seen = await examined({ ...server.env, ...withHeaders(`X-Api-Key: ${VALUE}\n`) })
  await server.close()
  expect(seen.diagnosis.exit.code).toBe(3)
  expect(seen.textOf('login')).toMatch(/wants a key that it issued.*[^]*--header-file/)
  expect(seen.textOf('login')).toContain('‹header x-api-key›')
  expect(seen.text + JSON.stringify(seen.diagnosis)).not.toContain(VALUE)
})

test('a file that cannot be used is a problem of the configuration, and nothing is sent', async () => {
  const server = await served()
  const seen = await examined({ ...server.env, ...withHeaders(`Host: ${VALUE}\n`) })
  const without = await examined({ ...server.env, FORMFLOW_CLIENT_KEY_FILE: '/no/such' })
  await server.close()
  for (const { diagnosis } of [seen, without])
    expect(diagnosis).toMatchObject({ exit: { code: 2 }, requests: { sent: 0 } })
  expect(seen.textOf('variables')).toContain(
    'line 1 of the file of FORMFLOW_HEADERS_FILE sets Host, which frames the message',
  )
  expect(without.textOf('variables')).toContain('FORMFLOW_CLIENT_CERT_FILE is not')
})

test('a host is reached at the address that the user names, and one below .localhost here', async () => {
  const server = await served()
  const { port } = new URL(server.baseUrl)
  const lookup = (): Promise<never> => Promise.reject(new Error('DNS was asked'))
  for (const [host, more, words] of [
    [
      'api.staging.acme.dev',
      { FORMFLOW_RESOLVE: `api.staging.acme.dev:${port}:127.0.0.1` },
      'api.staging.acme.dev is reached at 127.0.0.1 (FORMFLOW_RESOLVE), whatever DNS says',
    ],
    ['tenant.localhost', {}, 'tenant.localhost has the address 127.0.0.1'],
  ] as const) {
    const env = { ...server.env, ...more, FORMFLOW_BASE_URL: `http://${host}:${port}` }
    const seen = await examined(env, { lookup })
    expect(seen.diagnosis.exit.code, seen.text).toBe(0)
    expect(seen.textOf('dns')).toContain(words)
  }
  const other = { FORMFLOW_RESOLVE: `other.acme.dev:${port}:127.0.0.1` }
  const seen = await examined({ ...server.env, ...other }, { lookup })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ exit: { code: 2 }, requests: { sent: 0 } })
  expect(seen.textOf('address')).toContain('FORMFLOW_RESOLVE is about another host or port')
  expect(fixedAddresses({ host: 'a', port: 1 }, undefined)).toBeUndefined()
})

test('a server that wants a client certificate is named, after the handshake and in it', async () => {
  const server = await served()
  const failure = failed('client-certificate', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')
  const after = await examined(server.env, { instead: () => failure })
  await server.close()
  expect(after.diagnosis.exit).toEqual({ code: 2, owner: 'configuration' })
  expect(after.textOf('http')).toMatch(
    /failed: the server requires a client certificate\nset FORMFLOW_CLIENT_CERT_FILE/,
  )
  const alert = await hostile((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 48])))
  const within = await examined(envFor(`https://127.0.0.1:${alert.origin.port}`))
  alert.close()
  expect(within.diagnosis).toMatchObject({ exit: { code: 2 }, requests: { sent: 0 } })
  expect(within.textOf('tls')).toMatch(/wants a client certificate, or refuses the one/)
  expect(present(within.step('tls').notes[0]).owner).toBe('configuration')
})
