/** Faults and freedoms are tested in memory; this shows that memory responds like a socket. */
import { expect, test } from '@playwright/test'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import { createApp } from '../../../fixtures/server/app.ts'
import { memoryTransport } from '../../../fixtures/server/memory.ts'
import { variationNamed } from '../../../fixtures/run/variation.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import { varied } from '../../../fixtures/server/variation.ts'
import { httpTransport, type RawOutcome } from '../../../fixtures/http/transport.ts'
import { gatewayWith } from '../../support/gateway.ts'

/** Headers about the connection are not part of a response. */
const hopByHop = /^(connection|keep-alive)$/i

const comparable = ({ response, failure, extra, interim = [], next }: RawOutcome): unknown =>
  response
    ? [
        extra?.toString('latin1'),
        interim.map(({ status }) => status),
        next && comparable(next),
        response.status,
        response.reason,
        response.body.toString('latin1'),
        response.headers
          .map((pair) => pair.join(': '))
          .filter((header) => !hopByHop.test(header.split(':')[0] ?? ''))
          .toSorted(),
      ]
    : failure?.kind

for (const id of [
  'reference',
  'invalid-members-answered-500',
  'no-content-instead-of-ok',
  'success-body-compressed-in-silence',
  'malformed-json-drops-connection',
  'first-chunk-alone-is-read',
  'token-remembered-by-connection',
  'unread-body-becomes-next-request',
  'length-counted-in-characters',
  'head-answered-with-body',
  'chunks-to-http-1-0',
  'closes-after-errors',
])
  test(`memory and a socket give the same responses to every case: ${id}`, async () => {
    const variation = id === 'reference' ? faultless : await variationNamed(id)
    const behaviour = varied(reference, variation)
    const { now } = stillClock()
    const { gateway, sent, world } = await gatewayWith({
      world: { now, ...variation.world },
      maxRequests: 1000,
      maxFailedLogins: 100,
    })
    for (const testCase of casesIn('exhaustive')) await gateway.perform(testCase.id)
    expect(sent.length).toBeGreaterThan(150)
    // Each remembers what it was sent, and nothing that the other was.
    const app = createApp(behaviour, { ...world, memory: new Map() })
    const port = await app.listen()
    const socket = httpTransport(new URL(`http://127.0.0.1:${port}`), 10_000)
    const memory = memoryTransport(behaviour, world)
    const differing: unknown[] = []
    for (const request of sent) {
      const [inMemory, onSocket] = [
        comparable(await memory(request)),
        comparable(await socket(request)),
      ]
      if (JSON.stringify(inMemory) !== JSON.stringify(onSocket))
        differing.push([request.method, request.body?.toString().slice(0, 200), inMemory, onSocket])
    }
    await app.close()
    expect(differing).toEqual([])
  })
