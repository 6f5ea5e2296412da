/** `serve` as a user starts it: its lines go into an .env file, and a run with that file tests the server. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { expect, test as base } from '@playwright/test'
import { parse } from 'dotenv'
import { variationNamed } from '../../../fixtures/run/variation.ts'
import { command, interrupt, started } from '../../support/cli-process.ts'
import { inProcess } from '../../support/cli-in-process.ts'

const fault = 'created-instead-of-ok'

interface Serving {
  readonly firstLine: string
  readonly dotenv: string
  /** Sends Ctrl-C. @returns exit code and signal */
  readonly stopped: () => Promise<unknown>
}

const test = base.extend<{ serving: Serving }>({
  serving: async ({}, use) => {
    const args = ['serve', '--prefix', '/gateway/', '--lifetime', '600', '--fault', fault]
    const server = started(process.cwd(), args)
    const ended = once(server, 'close')
    const printed: string[] = []
    server.stdout.on('data', (chunk: Buffer) => printed.push(chunk.toString('utf8')))
    // All lines are printed before the message that it listens.
    const [firstLine] = (await once(createInterface(server.stderr), 'line')) as [string]
    const stopped = (): Promise<unknown> => {
      if (server.exitCode === null) interrupt(server)
      return ended
    }
    await use({ firstLine, dotenv: printed.join(''), stopped })
    await stopped()
  },
})

test('a run with the lines of serve tests the server, and Ctrl-C stops it', async ({
  serving,
}, info) => {
  const { firstLine, dotenv, stopped } = serving
  const { FORMFLOW_BASE_URL: baseUrl = '', ...secrets } = parse(dotenv)
  expect(firstLine).toMatch(/^created-instead-of-ok: .*; listening on http:.* stop with Ctrl-C$/)
  expect(firstLine).toContain(baseUrl)
  expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/gateway$/)
  expect(secrets['FORMFLOW_CLIENT_SECRET']).toHaveLength(63)
  const env = { FORMFLOW_PROFILE: 'smoke' }
  const run = await command(info, ['run', '--no-html'], { dotenv, env })
  expect(await stopped()).toEqual([0, null])
  expect(run.code, run.output).toBe(1)
  expect(run.report().target).toMatchObject({ baseUrl, expiredToken: 'configured' })
  const { breaks } = await variationNamed(fault)
  const violated = run.report().requirements.filter(({ outcome }) => outcome === 'violated')
  expect(violated.map(({ id }) => id).toSorted()).toEqual(breaks.toSorted())
})

test('a port in use gives exit 2 and one line', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const { code, stderr } = await inProcess(['serve', '--port', String(port)])
  holder.close()
  expect(code).toBe(2)
  expect(stderr).toBe(`port ${port} cannot be used (EADDRINUSE); use --port 0 for a free one\n`)
})
