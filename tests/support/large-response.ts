/** Measures and prints what a large response costs; a script that `npm run bench` starts. */
import { sealedExchange } from '../../fixtures/redaction/sealed-exchange.ts'
import { createVault } from '../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../fixtures/server/world.ts'
import { httpText } from '../../reports/report/http-text.ts'
import { examine } from '../../spec/verdict/examine.ts'
import { caseOf, contract } from './exchange.ts'
import { repeated, shapes } from './shapes.ts'
import { tokenStep } from './scripted-target.ts'

const { clientSecret } = generateCredentials()
const step = tokenStep({ proves: ['uniform-refusal'] })
const testCase = caseOf('valid-credentials/control', [step, { ...step, name: 'again' }])

/** Everything that a run does with a refusal: sealed, examined by all checks, written as text. */
function workOnRefusal(body: Buffer): void {
  const response = {
    status: 401,
    reason: '',
    httpVersion: '1.1',
    headers: [['content-type', 'application/json']] as const,
    trailers: [],
    body,
  }
  const exchange = sealedExchange(
    {
      step,
      scheme: 'https',
      request: { method: 'POST', target: '/api/token', headers: [] },
      outcome: { response },
      sentAt: 0,
      durationMs: 1,
    },
    createVault(clientSecret, []),
  )
  const exchanges = [exchange, { ...exchange, step: 'again' }]
  examine(testCase, { caseId: testCase.id, exchanges }, contract)
  httpText(exchange)
}

/** CPU time in milliseconds, the least of three. */
function costOf(body: Buffer): number {
  const costs = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage()
    workOnRefusal(body)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...costs)
}

const bodyOf = (shape: string, length: number): Buffer => Buffer.from(repeated(shape, length))

const costs = shapes.map((shape) => {
  const ms = costOf(bodyOf(shape, 1_048_576))
  return { ms, times: ms / costOf(bodyOf(shape, 65_536)) }
})
const most = Math.max(...costs.map(({ ms }) => ms))
const times = Math.max(...costs.map((cost) => cost.times))
process.stdout.write(
  `1 MiB in a refusal, of ${shapes.length} shapes: at most ${Math.round(most)} ms of CPU (limit 1000), ` +
    `${times.toFixed(1)} times as much as 64 KiB (limit 20)\n`,
)
