/** Servers between a client and a server: TLS, another address, a proxy. */
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import tls from 'node:tls'
import type { HeaderPair } from '../../spec/model.ts'
import type { Certificate } from '../support/tls-certificates.ts'

export interface Relay {
  readonly port: number
  /** Number of requests that arrived. */
  readonly requests: () => number
  readonly close: () => void
}

/** Connects two sockets in both directions, until one of them ends. */
function join(client: net.Socket, server: net.Socket): void {
  pipeline(client, server, () => server.destroy())
  pipeline(server, client, () => client.destroy())
}

const listening = (server: net.Server, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port))
  })

async function relay(server: net.Server, event: string, to: number, host: string): Promise<Relay> {
  const sockets = new Set<net.Socket>()
  let requests = 0
  const keep = (socket: net.Socket): void => {
    sockets.add(socket)
    // These tests break connections on purpose.
    socket.on('error', () => undefined)
  }
  server.on('connection', keep)
  server.on('tlsClientError', () => undefined)
  server.on(event, (socket: net.Socket) => {
    keep(socket)
    socket.once('data', (first: Buffer) => {
      requests += 1
      const onwards = net.connect(to, '127.0.0.1')
      keep(onwards)
      onwards.write(first)
      join(socket, onwards)
    })
  })
  const port = await listening(server, host)
  return {
    port,
    requests: () => requests,
    close: () => {
      server.close()
      sockets.forEach((socket) => socket.destroy())
    },
  }
}

/** TLS in front of a plain HTTP server. */
export const tlsRelay = ({ key, cert }: Certificate, to: number): Promise<Relay> =>
  relay(tls.createServer({ key, cert }), 'secureConnection', to, '127.0.0.1')

/** The same server at the IPv6 address of this machine. */
export const ipv6Relay = (to: number): Promise<Relay> =>
  relay(net.createServer(), 'connection', to, '::1')

/** A response of the server behind. */
export interface PlainResponse {
  readonly status: number
  readonly headers: readonly HeaderPair[]
  /** Empty for a response without a body. */
  readonly body: Buffer
}

export type Rewrite = (
  answer: PlainResponse,
  request: Pick<http.IncomingMessage, 'httpVersion' | 'headers'>,
) => readonly Buffer[]

/** The same server, with its responses rewritten. It closes a connection after the first response. */
export async function rewritingRelay(to: number, write: Rewrite): Promise<Relay> {
  let requests = 0
  const used = new WeakSet<net.Socket>()
  const server = http.createServer((request, answer) => {
    const { method, url, rawHeaders, socket } = request
    // What came behind the first request gets no response, and may be sent again.
    if (used.has(socket)) return
    used.add(socket)
    requests += 1
    const onwards = http.request({
      port: to,
      host: '127.0.0.1',
      method,
      path: url,
      headers: rawHeaders,
    })
    const passOn = async (from: http.IncomingMessage): Promise<void> => {
      const body = await buffer(from)
      const headers = Object.entries(from.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((text): HeaderPair => [name, text]),
      )
      const response = { status: from.statusCode ?? 0, headers, body }
      write(response, request).forEach((piece) => socket.write(piece))
      socket.end()
    }
    onwards.on('response', (from) => void passOn(from))
    onwards.on('error', () => answer.destroy())
    request.pipe(onwards)
  })
  const port = await listening(server, 'localhost')
  return {
    port,
    requests: () => requests,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export interface ProxyRelay extends Relay {
  /** Request lines: CONNECT or the absolute form. */
  readonly lines: readonly string[]
}

/** @param credentials that the proxy requires, as `user:password` */
export async function proxyRelay(credentials = ''): Promise<ProxyRelay> {
  const lines: string[] = []
  const sockets = new Set<net.Socket>()
  const wanted = `Basic ${Buffer.from(credentials).toString('base64')}`
  const known = ({ headers }: http.IncomingMessage): boolean =>
    credentials === '' || headers['proxy-authorization'] === wanted
  const server = http.createServer((request, answer) => {
    lines.push(`${request.method} ${request.url}`)
    if (!known(request)) {
      answer.writeHead(407).end()
      return
    }
    const headers = { ...request.headers }
    delete headers['proxy-authorization']
    const { method } = request
    const onwards = http.request(request.url ?? '', { method, headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, { ...from.headers, 'x-proxy-saw': credentials })
      from.pipe(answer)
    })
    onwards.on('error', () => answer.writeHead(502).end())
    request.pipe(onwards)
  })
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request, socket: net.Socket) => {
    lines.push(`${request.method} ${request.url}`)
    socket.on('error', () => undefined)
    if (!known(request)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(request.url ?? '') ?? []
    const onwards = net.connect(Number(port), host)
    sockets.add(onwards)
    onwards.on('error', () => socket.destroy())
    onwards.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      join(socket, onwards)
    })
  })
  const port = await listening(server, '127.0.0.1')
  return {
    port,
    lines,
    requests: () => lines.length,
    close: () => {
      server.close()
      sockets.forEach((socket) => socket.destroy())
    },
  }
}
