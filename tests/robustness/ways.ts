/** What can be wrong, or merely special, on the way to a server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificate, type CertificateOptions } from '../self/certificates.ts'
import { bytes, reference } from './stages.ts'
import { ipv6Wire, proxyWire, tlsWire } from './wires.ts'
import type { Situation, Stage } from './model.ts'

const environment = { owner: 'environment', code: 3, most: 1 } as const
const plan = { owner: 'none', code: 0, message: /^conformant$/, most: 'plan' } as const
const whole = 'the plan'

const portOf = ({ baseUrl }: Stage): number => Number(new URL(baseUrl).port)

/** The reference behind TLS; the certificate is made here and now. */
const behindTls =
  (options: CertificateOptions, astray = true) =>
  async (): Promise<Stage & { readonly ca: string }> => {
    const inner = await reference()()
    const made = await certificate(options)
    const wire = await tlsWire(made, portOf(inner))
    return {
      ...inner,
      ca: made.ca,
      baseUrl: `https://127.0.0.1:${wire.port}`,
      // Nobody may ask anything of who is not to be trusted.
      ...(astray ? { astray: wire.asked } : {}),
      close: async () => {
        wire.close()
        await inner.close()
      },
    }
  }

const untrusted = (
  [
    ['self-signed', 'a self-signed certificate', { selfSigned: true }, 'DEPTH_ZERO_SELF_SIGNED'],
    ['expired', 'an expired certificate', { selfSigned: true, days: -2 }, '[A-Z_]+'],
    ['private', 'a certificate of an authority that nobody knows', {}, 'UNABLE_TO_VERIFY'],
  ] as const
).map(([slug, title, options, code]): Situation => ({
  id: `certificate-${slug}`,
  title,
  simulated: 'made at test time; the server counts what it is asked: nothing',
  ...environment,
  message: new RegExp(`TLS failed; check the certificate .*\\(${code}`),
  bound: '1 connection, no request',
  stage: behindTls(options),
}))

/** In a process that trusts the authority. */
const trusting =
  (options: CertificateOptions, astray: boolean, proxied = false) =>
  async (): Promise<Stage> => {
    const { ca, ...stage } = await behindTls(options, astray)()
    const proxy = proxied ? await proxyWire('user:conformance-proxy-password') : undefined
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

/** A server reached by a proxy that wants these credentials, and is given those. */
const throughProxy =
  (given: string, secure = false) =>
  async (): Promise<Stage> => {
    const inner = secure ? await behindTls({}, true)() : await reference()()
    const proxy = await proxyWire('user:conformance-proxy-password')
    return {
      ...inner,
      proxy: new URL(`http://user:${given}@127.0.0.1:${proxy.port}`),
      close: async () => {
        proxy.close()
        await inner.close()
      },
    }
  }

/** A port of this machine where nothing listens any more. */
async function freePort(): Promise<number> {
  const stage = await bytes('')()
  await stage.close()
  return portOf(stage)
}

const noIpv6 = (): string | undefined =>
  Object.values(networkInterfaces())
    .flat()
    .some((each) => each?.address === '::1')
    ? undefined
    : 'this machine has no ::1'

export const ofWays: readonly Situation[] = [
  {
    id: 'name-unknown',
    title: 'a host name that does not resolve',
    simulated: 'a label of 64 letters, too long to be asked for',
    ...environment,
    message: /the host name does not resolve; check FORMFLOW_BASE_URL .*ENOTFOUND/,
    bound: '1 request',
    stage: async () => ({ baseUrl: `http://${'n'.repeat(64)}.invalid`, close: () => undefined }),
  },
  {
    id: 'refused',
    title: 'a port where nothing listens',
    simulated: 'a port that was given back',
    ...environment,
    message: /nothing listens there; check host and port .*ECONNREFUSED/,
    bound: '1 request',
    stage: async () => ({
      baseUrl: `http://127.0.0.1:${await freePort()}`,
      close: () => undefined,
    }),
  },
  {
    id: 'black-hole',
    title: 'a black hole',
    simulated: 'a connection that nobody reads, in the middle of TLS',
    ...environment,
    timeoutMs: 300,
    message: /no answer within the deadline; .*raise FORMFLOW_TIMEOUT_MS/,
    bound: '1 request, its deadline',
    stage: async () => {
      const sockets: net.Socket[] = []
      const server = net.createServer({ pauseOnConnect: true }, (socket) => sockets.push(socket))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as net.AddressInfo
      return {
        baseUrl: `https://127.0.0.1:${port}`,
        close: () => {
          server.close()
          sockets.forEach((socket) => socket.destroy())
        },
      }
    },
  },
  ...untrusted,
  {
    id: 'certificate-wrong-host',
    title: 'a certificate for another host',
    simulated: 'its authority is trusted (NODE_EXTRA_CA_CERTS), its name is another',
    ...environment,
    message: /TLS failed; check the certificate .*ERR_TLS_CERT_ALTNAME_INVALID/,
    bound: '1 connection, no request',
    process: 'only',
    stage: trusting({ host: 'formflow.example' }, true),
  },
  {
    id: 'https-on-http-port',
    title: 'https asked of a port of plain HTTP',
    simulated: 'the reference without TLS',
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
    title: 'plain HTTP asked of a port of TLS',
    simulated: 'the reference behind TLS, asked by http',
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
    title: 'a private authority, made known, behind a CONNECT proxy with a password',
    simulated: 'NODE_EXTRA_CA_CERTS and FORMFLOW_PROXY in a process of its own',
    ...plan,
    message: /^conformant$/,
    bound: whole,
    process: 'only',
    stage: trusting({}, false, true),
  },
  {
    id: 'proxy-forwards',
    title: 'a proxy with a password, plain HTTP',
    simulated: 'a proxy that forwards the absolute form, and repeats the password in each answer',
    ...plan,
    bound: whole,
    stage: throughProxy('conformance-proxy-password'),
  },
  {
    id: 'proxy-credentials',
    title: 'a proxy that wants other credentials, plain HTTP',
    simulated: '407 to each request',
    ...environment,
    message: /was answered 407: a proxy on the way wants other credentials; check HTTP_PROXY/,
    bound: '1 request',
    stage: throughProxy('conformance-wrong-password'),
  },
  {
    id: 'proxy-refuses',
    title: 'a proxy that refuses CONNECT',
    simulated: '407 to CONNECT; the server counts what it is asked: nothing',
    ...environment,
    message: /the proxy on the way .*the proxy answered 407 to CONNECT; it wants other credentials/,
    bound: '1 connection, no request',
    stage: throughProxy('conformance-wrong-password', true),
  },
  {
    id: 'proxy-down',
    title: 'a proxy that is not there',
    simulated: 'a port where nothing listens, as the proxy',
    ...environment,
    message: /the proxy on the way did not let it through; check HTTPS_PROXY.*ECONNREFUSED/,
    bound: '1 connection',
    stage: async () => ({
      baseUrl: 'http://formflow.invalid',
      proxy: new URL(`http://127.0.0.1:${await freePort()}`),
      close: () => undefined,
    }),
  },
  {
    id: 'proxy-silent',
    title: 'a proxy that never answers CONNECT',
    simulated: 'accepts, reads, stays silent',
    ...environment,
    timeoutMs: 300,
    message: /no answer within the deadline/,
    bound: '1 connection, its deadline',
    stage: async () => {
      const stage = await bytes(() => undefined)()
      return { ...stage, baseUrl: 'https://formflow.invalid', proxy: new URL(stage.baseUrl) }
    },
  },
  {
    id: 'ipv6',
    title: 'a server at an IPv6 address',
    simulated: 'the reference at [::1]',
    ...plan,
    bound: whole,
    unavailable: noIpv6,
    stage: async () => {
      const inner = await reference()()
      const wire = await ipv6Wire(portOf(inner))
      return {
        ...inner,
        baseUrl: `http://[::1]:${wire.port}`,
        close: async () => {
          wire.close()
          await inner.close()
        },
      }
    },
  },
]
