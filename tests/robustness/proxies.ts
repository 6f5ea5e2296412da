/** Proxies on the way: one that lets through, and those that do not. */
import { bytes, freePort, reference } from './stages.ts'
import { behindTls } from './tls.ts'
import { proxyWire } from './wires.ts'
import type { Situation, Stage } from './model.ts'

const environment = { owner: 'environment', code: 3, most: 1 } as const

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

export const ofProxies: readonly Situation[] = [
  {
    id: 'proxy-forwards',
    title: 'a proxy with a password, plain HTTP',
    simulated: 'a proxy that forwards the absolute form, and repeats the password in each answer',
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
    simulated: '407 to each request',
    ...environment,
    message: /was answered 407: the proxy wants other credentials; check HTTP_PROXY/,
    bound: '1 request',
    stage: throughProxy('conformance-wrong-password'),
  },
  {
    id: 'proxy-refuses',
    title: 'a proxy that refuses CONNECT',
    simulated: '407 to CONNECT; the server counts what it is asked: nothing',
    ...environment,
    message:
      /the proxy did not let .*the proxy answered 407 to CONNECT; it wants other credentials/,
    bound: '1 connection, no request',
    stage: throughProxy('conformance-wrong-password', true),
  },
  {
    id: 'proxy-down',
    title: 'a proxy that is not there',
    simulated: 'a port where nothing listens, as the proxy',
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
    title: 'a proxy that never answers CONNECT',
    simulated: 'accepts, reads, stays silent',
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
