/** An application that no command can start: a person follows the page of the examiner. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { clientCases } from '../../../fixtures/client/cases/index.ts'
import type { DeskState } from '../../../fixtures/client/listening/desk.ts'
import type { Report } from '../../../reports/report/report.ts'
import { deskPage } from '../../../reports/client/page.ts'
import { started } from '../../support/cli-process.ts'
import { webApplication } from '../../support/web-application.ts'

test.setTimeout(600_000)

/** What the person reads on the page; the program that plays the person asks for it in JSON. */
const stateAt = async (url: string): Promise<DeskState> =>
  (await (await fetch(`${url}status.json`)).json()) as DeskState

const say = (url: string, id: string, result: string) =>
  fetch(`${url}done`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ case: id, result }),
  })

/** Starts the command, and waits for the address that it prints. */
async function listening(folder: string, args: readonly string[]) {
  mkdirSync(folder, { recursive: true })
  const reports = join(folder, 'reports')
  const child = started(folder, ['client', '--listen', ...args], { FORMFLOW_REPORTS_DIR: reports })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  const url = await new Promise<string>((resolve) => {
    let text = ''
    child.stderr.on('data', (piece: Buffer) => {
      text += piece.toString()
      const [, found] = /open (\S+) and follow/.exec(text) ?? []
      if (found !== undefined) resolve(found)
    })
  })
  child.stdout.resume()
  return {
    url,
    ended,
    report: () => JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')) as Report,
  }
}

test('a web application is certified, with a condition', async ({}, info) => {
  const application = await webApplication()
  const { url, ended, report } = await listening(info.outputPath('run'), ['--name', 'web shop 3'])
  const ca = await (await fetch(`${url}authority.pem`)).text()
  for (let state = await stateAt(url); state.left.length > 0 || state.current;) {
    const { current } = state
    if (current) {
      const { credentials, baseUrl, protectedPath, calls, parallel, id } = current
      const worked = await fetch(application.origin, {
        method: 'POST',
        body: JSON.stringify({ ca, baseUrl, protectedPath, calls, parallel, ...credentials }),
      })
      await say(url, id, worked.ok ? 'succeeded' : 'failed')
    }
    const next = await stateAt(url).catch(() => undefined)
    // The command closes the page after the last case.
    if (!next) break
    state = next
  }
  expect(await ended).toBe(0)
  application.close()
  const { verdict, must, target, conditions, requirements } = report()
  expect({ verdict, target, all: must.judged === must.total }).toMatchObject({
    verdict: 'conformant',
    target: { program: 'web shop 3', driven: 'listening' },
    all: true,
  })
  expect(conditions).toEqual([
    'the application was not started by the suite: its output, its files and its command line were not searched for secrets',
  ])
  const open = requirements.filter(({ outcome }) => outcome === 'inconclusive')
  expect(open.map(({ id }) => id)).toEqual([
    'client-secret-not-printed',
    'client-token-not-printed',
    'client-secret-not-in-files',
    'client-token-not-in-files',
    'client-command-line-without-secrets',
  ])
})

test('a request belongs to the case whose credentials it has, also when another case is open', async ({}, info) => {
  const { url, ended, report } = await listening(info.outputPath('run'), ['--profile', 'smoke'])
  const first = (await stateAt(url)).current
  const login = (at: NonNullable<DeskState['current']>) =>
    fetch(`${at.baseUrl}/api/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(at.credentials),
    })
  if (!first) throw new Error('no case is open')
  const { token } = (await (await login(first)).json()) as { token: string }
  const call = await fetch(first.baseUrl + first.protectedPath, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(call.status).toBe(200)
  await say(url, first.id, 'succeeded')
  await expect.poll(async () => (await stateAt(url)).current?.id).toBe('client-control/many-calls')
  // The old credentials still work, and the case that is open sees nothing of it.
  expect((await login(first)).status).toBe(200)
  const second = await stateAt(url)
  expect(second.current?.seen).toEqual([])
  expect(second.done).toEqual([{ id: first.id, ending: 'succeeded' }])
  await say(url, second.current?.id ?? '', 'skipped')
  expect(await ended).toBe(0)
  const skipped = report().cases.find(({ id }) => id === 'client-control/many-calls')
  expect(skipped?.reason).toBe('the person at the application skipped it')
})

test('the page leads through a case', () => {
  const [first] = clientCases
  const page = deskPage({
    current: {
      id: first?.id ?? '',
      title: 'one call <succeeds>',
      calls: 4,
      parallel: 2,
      baseUrl: 'http://127.0.0.1:1/gateway',
      protectedPath: '/api/template',
      credentials: { clientId: 'id', clientSecret: '"><script>', organizationId: 'org' },
      tls: true,
      fails: true,
      seen: ['POST /api/token: 200'],
    },
    done: [],
    left: ['client-control/many-calls'],
  })
  expect(page).toContain('one call &lt;succeeds&gt;')
  expect(page).toContain('4 calls, 2 at the same time')
  expect(page).toContain('POST /api/token: 200')
  expect(page).toContain('Left (1)')
  expect(page).not.toContain('<script>')
})
