/** A server on a free port. */
import type { AddressInfo, Server } from 'node:net'
import type { Application } from './application.ts'

export interface Listening {
  readonly baseUrl: URL
  readonly close: () => Promise<void>
}

export type Start = (application: Application) => Promise<Listening>

export const HOST = '127.0.0.1'

/** @param server that listens, or will */
export async function listening(server: Server): Promise<Listening> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: new URL(`http://${HOST}:${port}`),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
      }),
  }
}
