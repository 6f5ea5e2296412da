/** A small web application that uses the API: it is configured and made to work by requests, and no command starts it. */
import http from 'node:http'
import https from 'node:https'
import { runClient } from '../../fixtures/client/reference/client.ts'
import type { Io, Received, Task } from '../../fixtures/client/reference/decisions.ts'
import { reference } from '../../fixtures/client/reference/reference.ts'
import { listen } from '../../fixtures/client/program/listener.ts'

export interface WebApplication {
  /** `POST /work` with a task and the authority to trust makes its calls, and answers 200 or 502. */
  readonly origin: string
  readonly close: () => void
}

export async function webApplication(): Promise<WebApplication> {
  const listener = await listen({
    answer: async ({ body }) => {
      const { ca, ...task } = JSON.parse(body.toString('utf8')) as Task & { readonly ca: string }
      const agents = {
        'http:': new http.Agent({ keepAlive: true }),
        'https:': new https.Agent({ keepAlive: true, ca }),
      }
      const exit = await runClient(reference, task, ioOver(agents))
      for (const agent of Object.values(agents)) agent.destroy()
      return { status: exit === 0 ? 200 : 502, headers: {}, body: Buffer.alloc(0) }
    },
  })
  return listener
}

const ioOver = (agents: Readonly<Record<'http:' | 'https:', http.Agent>>): Io => ({
  send: ({ method, url, headers, body }) =>
    new Promise<Received>((resolve, reject) => {
      const { protocol } = new URL(url)
      const request = (protocol === 'https:' ? https : http).request(
        url,
        { method, headers, agent: protocol === 'https:' ? agents['https:'] : agents['http:'] },
        (response) => {
          const pieces: Buffer[] = []
          response.on('data', (piece: Buffer) => pieces.push(piece))
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
              ),
              body: Buffer.concat(pieces),
            }),
          )
        },
      )
      request.on('error', (error: NodeJS.ErrnoException) =>
        reject(
          /CERT|SELF_SIGNED|VERIFY/.test(error.code ?? '')
            ? new Error('certificate refused')
            : error,
        ),
      )
      request.end(body)
    }),
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  print: () => undefined,
  printError: () => undefined,
  writeFile: () => undefined,
  start: () => undefined,
})
