/** Problems of TLS, and a private certificate authority. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificate, type CertificateOptions } from '../support/tls-certificates.ts'
import { portOf, reference } from './stages.ts'
import { proxyRelay, tlsRelay } from './relays.ts'
import type { Situation, Stage } from './model.ts'

const environment = { owner: 'environment', code: 3, most: 1 } as const

/** The reference server behind TLS, with a new certificate. */
export const behindTls =
  (options: CertificateOptions, astray = true) =>
  async (): Promise<Stage & { readonly ca: string }> => {
    const inner = await reference()()
    const made = await certificate(options)
    const relay = await tlsRelay(made, portOf(inner))
    return {
      ...inner,
      ca: made.ca,
      baseUrl: `https://127.0.0.1:${relay.port}`,
      // No request may go to a server with an untrusted certificate.
      ...(astray ? { astray: relay.requests } : {}),
      close: async () => {
        relay.close()
        await inner.close()
      },
    }
  }

const untrusted = (
  [
    ['self-signed', 'a self-signed certificate', { selfSigned: true }, 'DEPTH_ZERO_SELF_SIGNED'],
    ['expired', 'an expired certificate', { selfSigned: true, days: -2 }, '[A-Z_]+'],
    ['private', 'a certificate of an unknown authority', {}, 'UNABLE_TO_VERIFY'],
  ] as const
).map(([slug, title, options, code]): Situation => ({
  id: `certificate-${slug}`,
  title,
  simulated: 'made by the test; the server counts requests: none',
  ...environment,
  message: new RegExp(`TLS failed; check the certificate .*\\(${code}`),
  bound: '1 connection, no request',
  stage: behindTls(options),
}))

/** For a process that trusts the authority. */
const trusting =
  (options: CertificateOptions, astray: boolean, proxied = false) =>
  async (): Promise<Stage> => {
    const { ca, ...stage } = await behindTls(options, astray)()
    const proxy = proxied ? await proxyRelay('user:conformance-proxy-password') : undefined
    const folder = mkdtempSync(join(tmpdir(), 'authority-'))
    const file = join(folder, 'ca.pem')
    writeFileSync(file, ca)
    const url = `http://user:conformance-proxy-password@127.0.0.1:${proxy?.port}`
    return {
      ...stage,
      env: { NODE_EXTRA_CA_CERTS: file, ...(proxy ? { FORMFLOW_PROXY: url } : {}) },
      close: async () => {
        rmSync(folder, { recursive: true, force: true })
        proxy?.close()
        await stage.close()
      },
    }
  }

export const tlsProblems: readonly Situation[] = [
  ...untrusted,
  {
    id: 'certificate-wrong-host',
    title: 'a certificate for another host',
    simulated: 'the authority is trusted (NODE_EXTRA_CA_CERTS), but the host name differs',
    ...environment,
    message: /TLS failed; check the certificate .*ERR_TLS_CERT_ALTNAME_INVALID/,
    bound: '1 connection, no request',
    process: 'only',
    stage: trusting({ host: 'formflow.example' }, true),
  },
  {
    id: 'https-on-http-port',
    title: 'https to a plain HTTP port',
    simulated: 'the reference server without TLS',
    ...environment,
    message: /TLS failed; .*https or http in FORMFLOW_BASE_URL/,
    bound: '1 connection',
    stage: async () => {
      const stage = await reference()()
      return { ...stage, baseUrl: stage.baseUrl.replace('http:', 'https:') }
    },
  },
  {
    id: 'http-on-tls-port',
    title: 'plain HTTP to a TLS port',
    simulated: 'the reference server behind TLS',
    ...environment,
    most: 2,
    message: /https or http.* FORMFLOW_BASE_URL/,
    bound: '2 requests',
    stage: async () => {
      const stage = await behindTls({})()
      return { ...stage, baseUrl: stage.baseUrl.replace('https:', 'http:') }
    },
  },
  {
    id: 'private-authority',
    title: 'a trusted private authority, behind a CONNECT proxy with a password',
    simulated: 'a process with NODE_EXTRA_CA_CERTS and FORMFLOW_PROXY',
    owner: 'none',
    code: 0,
    most: 'plan',
    message: /^conformant$/,
    bound: 'the plan',
    process: 'only',
    stage: trusting({}, false, true),
  },
]
