/** That no secret gets out, whatever goes wrong; searched for by simpler means than the suite seals by. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { text as textOf } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { attemptsIn, historyIdOf, withRun } from '../../../reports/report/history.ts'
import { playwright, root } from '../../cli/lib/programs.ts'
import { bare, command } from '../../support/cli-process.ts'
import { reportOf } from '../../support/reports.ts'
import { served, type Served } from '../../support/served.ts'
import { temporary } from '../../support/exchange.ts'
import { unzipped } from '../../support/zip.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'

/** Sends everything back that it was sent, in every answer, and fails at most of it. */
const parrot: Variation = {
  id: 'parrot',
  title: 'every answer repeats the request',
  breaks: [],
  alter: () => ({
    answer: (answer, { body, headers, method }) => {
      if (answer.status === 200) return answer
      const echo = `${body.toString('utf8')} ${headers['authorization'] ?? ''}`
      const encoded = Buffer.from(echo).toString('base64')
      return {
        status: method === 'POST' ? 200 : 500,
        headers: {
          'x-echo': encodeURIComponent(echo.slice(0, 2000)),
          'x-base64': encoded.slice(0, 4000),
        },
        body: JSON.stringify({
          said: echo,
          encoded,
          hex: Buffer.from(echo.slice(0, 1000)).toString('hex'),
        }),
      }
    },
  }),
}

function traces(secret: string): string[] {
  const middle = secret.slice(5, 30)
  return [
    ...new Set([
      middle,
      JSON.stringify(middle).slice(1, -1),
      encodeURIComponent(middle),
      Buffer.from(middle).toString('hex'),
      ...[0, 1, 2].map((skip) => Buffer.from(secret.slice(5 + skip, 29 + skip)).toString('base64')),
    ]),
  ]
}

/** The files within the page. */
const embeddedIn = (html: string): string[] =>
  [...html.matchAll(/"([A-Za-z0-9+/]{64,}={0,2})"/g)].map(([, run = '']) =>
    Buffer.from(run, 'base64').toString('utf8'),
  )

const embedded = {
  baseUrl: 'http://127.0.0.1:1',
  embedded: true,
  protectedPath: '/',
  expiredToken: null,
}

/** What nobody may find anywhere: middles and ends of the secret and of tokens, in several forms. */
async function needlesOf({ credentials, env, world }: Served): Promise<string[]> {
  const token = await reference.sign(reference.claims(credentials, world), world)
  const secrets = [credentials.clientSecret, env['FORMFLOW_EXPIRED_TOKEN'] ?? '', token]
  return secrets.flatMap((secret) => [...traces(secret), ...traces(secret.slice(-60))])
}

test('a server that repeats everything leaks nothing into any report', async ({}, info) => {
  const server = await served(parrot)
  const ended = await command(
    info,
    [
      'run',
      '--grep',
      '@(missing-credentials/client-secret|invalid-credentials/wrong-secret|protected-operation/forged|expired-tokens)',
    ],
    { env: { ...server.env, FORMFLOW_HTML: '1' } },
  )
  await server.close()
  expect(ended.code, ended.output).toBe(1)
  const needles = await needlesOf(server)
  const written = [['terminal', ended.output] as const, ...ended.files()]
  expect(written.length).toBeGreaterThan(10)
  const found = written.flatMap(([name, text]) =>
    needles.filter((needle) => text.includes(needle)).map(() => name),
  )
  expect(found).toEqual([])
  const inside = embeddedIn(ended.files().get('allure-report/index.html') ?? '')
  expect(inside.length).toBeGreaterThan(10)
  expect(inside.filter((text) => needles.some((needle) => text.includes(needle)))).toEqual([])
})

test('nor into the runner’s own reports and its debug output', async ({}, info) => {
  const server = await served(parrot)
  const args = ['test', '--project=server', '--reporter=html,json,blob', '--grep']
  const child = spawn(
    process.execPath,
    [playwright, ...args, '@missing-credentials/client-secret'],
    {
      cwd: root,
      env: {
        ...bare,
        ...server.env,
        DEBUG: 'pw:*',
        FORMFLOW_REPORTS_DIR: info.outputPath('reports'),
        PLAYWRIGHT_HTML_OPEN: 'never',
        PLAYWRIGHT_HTML_OUTPUT_DIR: info.outputPath('html'),
        PLAYWRIGHT_JSON_OUTPUT_NAME: info.outputPath('report.json'),
        PLAYWRIGHT_BLOB_OUTPUT_DIR: info.outputPath('blob'),
      },
    },
  )
  const [said, debugged] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
  await server.close()
  const file = (...names: readonly string[]): Buffer => readFileSync(info.outputPath(...names))
  const html = file('html', 'index.html').toString('utf8')
  const [, data = ''] = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/.exec(html) ?? []
  const [blob = ''] = readdirSync(info.outputPath('blob'))
  const texts = [
    said,
    debugged,
    html,
    file('report.json').toString('utf8'),
    ...[Buffer.from(data, 'base64'), file('blob', blob)].flatMap(unzipped).map(String),
  ]
  // Each of them tells of the case that failed; what is not there cannot be searched.
  expect(texts.filter((text) => text.includes('client-secret-required')).length).toBeGreaterThan(4)
  expect(debugged).toContain('pw:test')
  const needles = await needlesOf(server)
  expect(texts.filter((text) => needles.some((needle) => text.includes(needle)))).toEqual([])
})

test('the HTML report is one file that asks nobody for anything, and knows the runs before', async ({}, info) => {
  const earlier = withRun('', reportOf({ cases: [], target: embedded, startedAt: 5 }))
  const FORMFLOW_HISTORY = temporary('history.jsonl', earlier)
  const ended = await command(info, ['run', '--grep', '@success-status'], {
    env: { FORMFLOW_HISTORY, FORMFLOW_HTML: '1' },
  })
  const html = ended.files().get('allure-report/index.html') ?? ''
  expect(html.length).toBeGreaterThan(100_000)
  expect(html).not.toContain('googletagmanager')
  // Everything that the page loads stands in the page.
  const sources = [
    ...html.matchAll(/<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"]{0,40})/g),
  ].map(([, url = '']) => url)
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.filter((url) => !url.startsWith('data:'))).toEqual([])

  const kept = readFileSync(FORMFLOW_HISTORY, 'utf8')
  expect(attemptsIn(kept, 'embedded reference server')).toBe(2)
  // The report goes by the ids that the file goes by, and each case is there once.
  const inside = embeddedIn(html).join('\n')
  const ids = ended.report().cases.map(({ id }) => historyIdOf(id))
  expect(ids.length).toBeGreaterThan(10)
  expect(ids.filter((id) => !inside.includes(`"historyId":"${id}"`))).toEqual([])
  expect(inside).toContain(JSON.parse(earlier).uuid)
})
