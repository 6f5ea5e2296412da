/** Servers that send exactly the bytes that a test wants, on a free port. */
import net from 'node:net'
import { httpTransport, type RawOutcome, type RawRequest } from '../../fixtures/http/transport.ts'

export interface Hostile {
  readonly origin: URL
  /** Everything that was received on all connections. */
  readonly received: () => Buffer
  readonly connections: () => number
  readonly close: () => void
}

/** @param answer called once the head of a request is complete */
export async function hostile(answer: (socket: net.Socket) => void): Promise<Hostile> {
  const chunks: Buffer[] = []
  const sockets: net.Socket[] = []
  const server = net.createServer((socket) => {
    let head = ''
    sockets.push(socket)
    // In many of these tests the client resets the connection.
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      const wasComplete = isComplete(head)
      head += chunk.toString('latin1')
      if (!wasComplete && isComplete(head)) answer(socket)
    })
  })
  const origin = await listening(server)
  return {
    origin,
    received: () => Buffer.concat(chunks),
    connections: () => sockets.length,
    close: () => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
    },
  }
}

/** The head of an HTTP request, or the first record of a TLS handshake. */
const isComplete = (head: string): boolean => head.includes('\r\n\r\n') || head.startsWith('\x16')

function listening(server: net.Server): Promise<URL> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve(new URL(`http://127.0.0.1:${port}`))
    })
  })
}

export const get: RawRequest = { method: 'GET', target: '/', headers: [] }

/** Sends one request to a server with this response. @returns the result of the transport */
export async function outcomeOf(
  answer: string | Buffer | ((socket: net.Socket) => void),
  request: RawRequest = get,
  timeoutMs = 5000,
): Promise<RawOutcome> {
  const server = await hostile(
    typeof answer === 'function' ? answer : (socket) => socket.end(answer),
  )
  const outcome = await httpTransport(server.origin, timeoutMs)(request)
  server.close()
  return outcome
}

/** The bytes that the transport sends for a request. */
export async function sentFor(request: RawRequest): Promise<string> {
  const server = await hostile((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))
  await httpTransport(server.origin, 5000)(request)
  server.close()
  return server.received().toString('latin1').replace(server.origin.host, 'HOST')
}
