/** The runs that docs/diff.md compares: real ones, in memory instead of over a socket. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseById, casesIn } from '../../fixtures/cases/index.ts'
import { certifyInMemory, faultless } from '../../fixtures/run/in-memory.ts'
import { stillClock } from '../../fixtures/http/rate-limit.ts'
import { variationNamed } from '../../fixtures/run/variation.ts'
import { allOf, type Variation } from '../../fixtures/server/variation.ts'
import { evidenceText, readEvidence } from '../../reports/evidence/evidence.ts'
import { diffPage } from './pages/diff.ts'
import { jsonText } from '../../reports/formats/text/json.ts'
import type { Report } from '../../reports/report/report.ts'
import { rejudge } from '../../reports/evidence/rejudge.ts'
import { loadContract } from '../../spec/contract/index.ts'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { PROTECTED_PATH } from '../../spec/operations/index.ts'
import { requirements } from '../../spec/requirements/index.ts'
import { commandLine, root } from '../cli/lib/programs.ts'
import { resultsOf } from '../support/run-results.ts'

const contract = loadContract()
const { name, version } = readJsonFile(join(root, 'package.json')) as Report['suite']
const planned = casesIn('certify')

const LAST_RELEASE = Date.UTC(2026, 0, 15, 12)
const THIS_RELEASE = Date.UTC(2026, 1, 16, 8, 30)

/** The page, with the output of the commands. */
export async function diffPageToday(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  const printed = (code: 0 | 1, ...args: readonly string[]): string => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [commandLine, ...args], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (status !== code) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
    return stdout.trim()
  }
  try {
    await write(join(folder, 'old'), faultless, LAST_RELEASE)
    await write(
      join(folder, 'worse'),
      await together('request-ids', 'error-bodies-with-time', 'expiry-not-checked'),
      THIS_RELEASE,
    )
    await write(
      join(folder, 'new'),
      await together('additional-members', 'lifetime-of-a-day', 'no-pragma'),
      THIS_RELEASE,
    )
    const document = readFileSync(join(root, 'spec', 'contract', 'formflow.openapi.json'), 'utf8')
    const old = readFileSync(
      join(root, 'tests', 'support', 'documents', 'token-2025-05.openapi.json'),
      'utf8',
    )
    writeFileSync(join(folder, 'formflow.openapi.json'), document)
    writeFileSync(join(folder, 'token-2025-05.openapi.json'), old)
    writeFileSync(join(folder, 'docs-of-today.md'), embedded(document))
    writeFileSync(join(folder, 'docs-of-tomorrow.md'), embedded(tomorrow(document)))
    return diffPage({
      regression: printed(1, 'diff', 'old/report.json', 'worse/report.json'),
      released: printed(0, 'diff', 'old/evidence.ndjson', 'new/evidence.ndjson', '--markdown'),
      drift: printed(1, 'drift', 'token-2025-05.openapi.json', 'formflow.openapi.json'),
      page: printed(1, 'drift', 'docs-of-today.md', 'docs-of-tomorrow.md'),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function together(...ids: readonly string[]): Promise<Variation> {
  const all: Variation[] = []
  for (const id of ids) all.push(await variationNamed(id))
  // Where variations set the same property of the world, the last one wins.
  const world = Object.assign({}, ...all.map((variation) => variation.world)) as Variation['world']
  return {
    ...faultless,
    alter: allOf(...all.map(({ alter }) => alter)),
    ...(world === undefined ? {} : { world }),
  }
}

/** Writes the files of a run that `diff` reads. */
async function write(folder: string, variation: Variation, startedAt: number): Promise<void> {
  // A clock that only moves with the pace of the run: the page is the same whenever it is made.
  const clock = stillClock(startedAt)
  const { performances, findings, requests, failedLogins } = await certifyInMemory(variation, {
    perMinute: 60,
    clock,
  })
  const evidence = evidenceText({
    suite: { name, version },
    contract,
    target: {
      baseUrl: 'https://staging.example.com',
      embedded: false,
      protectedPath: PROTECTED_PATH,
      expiredToken: 'configured',
    },
    profile: 'certify',
    strict: false,
    startedAt,
    traffic: { requests, failedLogins, durationMs: clock.now() - startedAt, waitedMs: 0 },
    requirements,
    planned,
    results: resultsOf(performances, findings),
  })
  const { report } = rejudge(readEvidence(evidence), contract, requirements, caseById)
  mkdirSync(folder)
  writeFileSync(join(folder, 'evidence.ndjson'), evidence)
  writeFileSync(join(folder, 'report.json'), jsonText(report))
}

const embedded = (document: string): string => `# Tokens\n\n\`\`\`json\n${document}\`\`\`\n`

/** The document with a limit on the secret, another status, and a wrong type. */
function tomorrow(text: string): string {
  const document = JSON.parse(text) as {
    paths: { '/api/token': { post: { responses: Record<string, unknown> } } }
    components: { schemas: Record<string, { properties: Record<string, Record<string, unknown>> }> }
  }
  const { ApiClientsRequestDto: request, GetTokenResponseDto: response } =
    document.components.schemas
  Object.assign(document.paths['/api/token'].post.responses, {
    429: { description: 'Too many requests' },
  })
  Object.assign(request?.properties['clientSecret'] ?? {}, { maxLength: 64 })
  Object.assign(response?.properties['expires_in'] ?? {}, { type: 'string' })
  return jsonText(document)
}
