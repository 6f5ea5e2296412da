/** Proxies: one that forwards, and some that do not. */
import { bytes, freePort, reference } from './stages.ts'
import { behindTls } from './tls.ts'
import { proxyRelay } from './relays.ts'
import type { Situation, Stage } from './model.ts'

const environment = { owner: 'environment', code: 3, most: 1 } as const

/** A server behind a proxy with a password. @param given the password of the client */
const throughProxy =
  (given: string, secure = false) =>
  async (): Promise<Stage> => {
    const inner = secure ? await behindTls({}, true)() : await reference()()
    const proxy = await proxyRelay('user:conformance-proxy-password')
    return {
      ...inner,
      proxy: new URL(`http://user:${given}@127.0.0.1:${proxy.port}`),
      close: async () => {
        proxy.close()
        await inner.close()
      },
    }
  }

export const proxyProblems: readonly Situation[] = [
  {
    id: 'proxy-forwards',
    title: 'a proxy with a password, plain HTTP',
    simulated: 'the proxy forwards the absolute form, and repeats the password in every response',
    owner: 'none',
    code: 0,
    most: 'plan',
    message: /^conformant$/,
    bound: 'the plan',
    stage: throughProxy('conformance-proxy-password'),
  },
  {
    id: 'proxy-credentials',
    title: 'a proxy that wants other credentials, plain HTTP',
    simulated: '407 to every request',
    ...environment,
    message: /was answered 407: the proxy wants other credentials; check HTTP_PROXY/,
    bound: '1 request',
    stage: throughProxy('conformance-wrong-password'),
  },
  {
    id: 'proxy-refuses',
    title: 'a proxy that refuses CONNECT',
    simulated: '407 to CONNECT; the server counts requests: none',
    ...environment,
    message:
      /the proxy did not let .*the proxy answered 407 to CONNECT; it wants other credentials/,
    bound: '1 connection, no request',
    stage: throughProxy('conformance-wrong-password', true),
  },
  {
    id: 'proxy-down',
    title: 'a proxy that is not running',
    simulated: 'a closed port as the proxy',
    ...environment,
    message: /the proxy did not let the request through; check HTTPS_PROXY.*ECONNREFUSED/,
    bound: '1 connection',
    stage: async () => ({
      baseUrl: 'http://formflow.invalid',
      proxy: new URL(`http://127.0.0.1:${await freePort()}`),
      close: () => undefined,
    }),
  },
  {
    id: 'proxy-silent',
    title: 'a proxy that never responds to CONNECT',
    simulated: 'it accepts the connection, reads, and sends nothing',
    ...environment,
    timeoutMs: 300,
    message: /no response within the deadline/,
    bound: '1 connection, its deadline',
    stage: async () => {
      const stage = await bytes(() => undefined)()
      return { ...stage, baseUrl: 'https://formflow.invalid', proxy: new URL(stage.baseUrl) }
    },
  },
]
