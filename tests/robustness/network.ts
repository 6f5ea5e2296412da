/** Problems and unusual cases of the network. */
import net from 'node:net'
import { networkInterfaces } from 'node:os'
import { proxyProblems } from './proxies.ts'
import { freePort, portOf, reference } from './stages.ts'
import { tlsProblems } from './tls.ts'
import { ipv6Relay } from './relays.ts'
import type { Situation } from './model.ts'

const environment = { owner: 'environment', code: 3, most: 1 } as const

const noIpv6 = (): string | undefined =>
  Object.values(networkInterfaces())
    .flat()
    .some((address) => address?.address === '::1')
    ? undefined
    : 'this machine has no ::1'

export const networkProblems: readonly Situation[] = [
  {
    id: 'name-unknown',
    title: 'a host name that does not resolve',
    simulated: 'a label of 64 letters, which is too long for a lookup',
    ...environment,
    message: /the host name does not resolve; check FORMFLOW_BASE_URL .*ENOTFOUND/,
    bound: '1 request',
    stage: async () => ({ baseUrl: `http://${'n'.repeat(64)}.invalid`, close: () => undefined }),
  },
  {
    id: 'refused',
    title: 'a closed port',
    simulated: 'a port that was open before',
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
    title: 'a connection without any response',
    simulated: 'a connection that the server does not read, during the TLS handshake',
    ...environment,
    timeoutMs: 300,
    message: /no response within the deadline; .*raise FORMFLOW_TIMEOUT_MS/,
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
  ...tlsProblems,
  ...proxyProblems,
  {
    id: 'ipv6',
    title: 'a server at an IPv6 address',
    simulated: 'the reference server at [::1]',
    owner: 'none',
    code: 0,
    most: 'plan',
    message: /^conformant$/,
    bound: 'the plan',
    unavailable: noIpv6,
    stage: async () => {
      const inner = await reference()()
      const relay = await ipv6Relay(portOf(inner))
      return {
        ...inner,
        baseUrl: `http://[::1]:${relay.port}`,
        close: async () => {
          relay.close()
          await inner.close()
        },
      }
    },
  },
]
