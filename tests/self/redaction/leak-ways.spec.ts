/** A hundred secrets, sent back in every form and in every place of an answer: nothing that a run tells holds any of them. */
import { expect, test } from '@playwright/test'
import { casesIn, control } from '../../../fixtures/cases/index.ts'
import { certification } from '../../../fixtures/run/certify.ts'
import { gatewayTo } from '../../../fixtures/run/gateways.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { httpText } from '../../../reports/report/http-text.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import { httpTransport } from '../../../fixtures/http/transport.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { buildReport } from '../../../reports/report/build.ts'
import { evidenceOf, materialOf } from '../../support/evidence.ts'
import { hostile } from '../../support/raw-server.ts'
import { ways } from '../../support/leak-ways.ts'
import { granted, tokenWith } from '../../support/scripted-target.ts'
import { remains, secretClasses, writers } from '../../support/secrets.ts'

const places = Object.keys(ways)
const forms = Object.values(writers)

/** One request for each place, and the control before and in between. */
const planned = [
  control,
  ...casesIn('certify')
    .filter(
      ({ steps: [step, ...more] }) =>
        more.length === 0 && step?.operation === 'token' && step.expect.status.includes(400),
    )
    .slice(0, places.length),
]

/** What a run tells of a server that sends a secret back in this form, in each place in turn. */
async function reportsOf(clientSecret: string, write: (text: string) => string, part: boolean) {
  let answers = 0
  const used = new Set<string>()
  const text = write(part ? [...clientSecret].slice(2, -2).join('') : clientSecret)
  const server = await hostile((socket) => {
    const place = places[answers % places.length] ?? ''
    used.add(place)
    answers += 1
    const answer = ways[place]?.(text)
    if (typeof answer === 'function') answer(socket)
    else socket.end(answer ?? '')
  })
  const credentials = { ...generateCredentials(), clientSecret }
  const right = JSON.stringify(credentials)
  const token = tokenWith({ sub: 'a', iat: 1, text })
  const wire = httpTransport(server.origin, 5000)
  const gateway = gatewayTo(server.origin, {
    credentials,
    // The control works, whatever else happens, so that nothing ends the run; its token contains the secret too.
    transport: async (request) =>
      request.body?.toString() === right ? granted(token) : wire(request),
    clock: stillClock(),
    maxRequests: 200,
    maxFailedLogins: 0,
    maxWaitS: 0,
    published: [],
    planned: () => planned,
  })
  const certified = await certification(gateway, planned)
  server.close()
  const report = buildReport({ ...materialOf(certified), planned })
  const exchanges = certified.performances.flatMap((performance) => [
    ...performance.exchanges,
    ...(performance.repeated ?? []),
  ])
  const reported = [
    evidenceOf(certified),
    JSON.stringify(report),
    consoleText(report),
    ...exchanges.map((exchange) => httpText(exchange)),
  ].join('\n')
  return { reported, used, token, containsSecret: gateway.containsSecret }
}

const classes = Object.entries(secretClasses)
const ROUNDS = 11

for (const [at, [kind, make]] of classes.entries())
  test(`nothing of ${ROUNDS} secrets ${kind} is in any report, in whatever form and place they come back`, async () => {
    const everywhere = new Set<string>()
    for (let round = 0; round < ROUNDS; round += 1) {
      const secret = make()
      // Over all classes every form comes several times.
      const write = forms[(at * ROUNDS + round) % forms.length] ?? String
      const { reported, used, token, containsSecret } = await reportsOf(
        secret,
        write,
        round % 3 === 2,
      )
      used.forEach((place) => everywhere.add(place))
      expect(remains(reported, secret), write(secret)).toBe(false)
      expect(reported).not.toContain(token.slice(-40))
      expect([containsSecret(reported), containsSecret(`${reported} ${secret}`)]).toEqual([
        false,
        true,
      ])
    }
    expect([...everywhere].toSorted()).toEqual(places.toSorted())
  })
