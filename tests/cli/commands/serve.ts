/** `serve`: the reference server, with a fault or a freedom if wanted, until it is stopped. */
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { createApp } from '../../../fixtures/server/app.ts'
import { envLines } from '../../../fixtures/server/env-lines.ts'
import { mintExpired } from '../../../fixtures/server/mint.ts'
import { variationNamed } from '../../../fixtures/run/variation.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import { varied } from '../../../fixtures/server/variation.ts'
import { createWorld } from '../../../fixtures/server/world.ts'
import { variationOf } from '../lib/settings.ts'
import type { Arguments } from '../lib/types.ts'

export async function serve({ values }: Arguments): Promise<number> {
  const { port, prefix, lifetime, limit, id } = optionsOf(values)
  const variation = id === undefined ? undefined : await variationNamed(id)
  const world = await createWorld({ lifetimeS: lifetime, perMinute: limit, ...variation?.world })
  const behaviour = variation ? varied(reference, variation) : reference
  const app = createApp(behaviour, world, { prefix })
  const taken = await app.listen(port).catch((error: unknown) => {
    throw new ConfigurationError(
      `port ${port} cannot be used (${(error as NodeJS.ErrnoException).code}); use --port 0 for a free one`,
    )
  })
  const baseUrl = `http://127.0.0.1:${taken}${prefix}`
  const expired = await mintExpired(behaviour, world)
  process.stdout.write(envLines(baseUrl, world.credentials, expired, world.second))
  process.stderr.write(
    `${variation ? `${variation.id}: ${variation.title}` : 'the reference server'}; listening on ${baseUrl}, stop with Ctrl-C\n`,
  )
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await app.close()
  return 0
}

interface Options {
  readonly port: number
  readonly prefix: string
  readonly lifetime: number
  readonly limit: number
  /** Id of a fault or a freedom. */
  readonly id: string | undefined
}

const optionsOf = (values: Arguments['values']): Options => ({
  port: whole('--port', values['port'] ?? '0'),
  prefix: path('--prefix', (values['prefix'] ?? '').replace(/\/+$/, '')),
  lifetime: whole('--lifetime', values['lifetime'] ?? '3600'),
  limit: whole('--limit', values['limit'] ?? '0'),
  id: variationOf(values),
})

function whole(option: string, value: string): number {
  if (!/^\d{1,9}$/.test(value))
    throw new ConfigurationError(`${option} must be a whole number; found ${value.slice(0, 20)}`)
  return Number(value)
}

function path(option: string, value: string): string {
  if (!/^(\/[\w.~-]+)*$/.test(value))
    throw new ConfigurationError(`${option} must be a path that starts with /, such as /gateway/v1`)
  return value
}
