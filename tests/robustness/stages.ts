/** Building blocks of situations. */
import type net from 'node:net'
import { allOf, type Variation } from '../../fixtures/server/variation.ts'
import type { Answer, Cut, Incoming } from '../../fixtures/server/behaviour.ts'
import { generateKeys } from '../../fixtures/server/world.ts'
import { hostile } from '../support/raw-server.ts'
import { served } from '../support/served.ts'
import type { Stage } from './model.ts'

/** A server that sends these bytes when the head of a request has arrived. */
export const bytes =
  (answer: string | Buffer | ((socket: net.Socket) => void)) => async (): Promise<Stage> => {
    const { origin, close } = await hostile(
      typeof answer === 'function' ? answer : (socket) => socket.end(answer),
    )
    return { baseUrl: origin.href, close }
  }

/** A response with a Content-Length, like that of a proxy or a portal. */
export const response = (
  status: string,
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/html' },
): string => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status}\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Changes a response of the reference server. @param request its number, from 1 */
export type Change = (answer: Answer, request: number, incoming: Incoming) => Answer | Cut

/** Generated once: this takes longer than most situations. */
const keys = generateKeys()

/** The reference server with a change that happens during the run. */
export const reference =
  (change: Change = (answer) => answer, alter: Variation['alter'] = () => ({}), prefix = '') =>
  async (): Promise<Stage> => {
    let requests = 0
    const variation: Variation = {
      id: 'situation',
      title: 'changes during the run',
      breaks: [],
      world: { keys: await keys },
      alter: allOf(alter, () => ({
        answer: (answer, incoming) => {
          requests += 1
          return change(answer, requests, incoming)
        },
      })),
    }
    const { baseUrl, credentials, env, close } = await served(variation, prefix)
    const expiredToken = env['FORMFLOW_EXPIRED_TOKEN'] ?? ''
    return { baseUrl, credentials, expiredToken, close }
  }

/** Sends a little at a time until the connection is closed. */
export function trickle(socket: net.Socket, head: string, drip: string): void {
  const timer = setInterval(() => socket.write(drip), 10)
  socket.on('close', () => clearInterval(timer))
  socket.write(head)
}

/** Sends as fast as the client reads, until `total` bytes are sent or the connection is closed. */
export function flood(socket: net.Socket, head: string, total: number): void {
  const piece = Buffer.alloc(65_536, 'x')
  let left = total
  const more = (): void => {
    left -= piece.length
    if (!socket.destroyed && left >= 0) socket.write(piece, more)
  }
  socket.write(head, more)
}

export const portOf = ({ baseUrl }: Stage): number => Number(new URL(baseUrl).port)

/** A closed port of this machine. */
export async function freePort(): Promise<number> {
  const stage = await bytes('')()
  await stage.close()
  return portOf(stage)
}
