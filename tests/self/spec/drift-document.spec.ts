/** Sources of an OpenAPI document: JSON, YAML or Markdown, in a file or at a URL that is fetched once. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { stringify } from 'yaml'
import { documentIn } from '../../../spec/drift/document.ts'
import type { Drift } from '../../../spec/drift/model.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { contract, temporary } from '../../support/exchange.ts'

const json = JSON.stringify(contract.document, null, 2)
const yaml = stringify(contract.document)
const other = JSON.stringify({
  openapi: '3.0.0',
  info: { title: 'Other', version: '1' },
  paths: { '/api/file': {} },
})
const fenced = (language: string, text: string, fence = '```'): string =>
  `\n${fence}${language}\n${text}\n${fence}\n`
const page = (...blocks: readonly string[]): string =>
  ['# Tokens', 'Ask for `one`:', fenced('bash', 'curl x'), ...blocks, 'That is all.'].join('\n')

for (const [what, text] of [
  ['JSON', json],
  ['YAML', yaml],
  ['a fenced block of JSON', page(fenced('json', json))],
  ['a fenced block of YAML', page(fenced('yaml', yaml))],
  ['a block without a language', page(fenced('', json))],
  ['a block with a title', page(fenced('json title="POST /api/token"', json))],
  ['a longer fence', page(fenced('yml', yaml, '~~~~'))],
  ['an indented block', page(fenced('json', json).replaceAll(/^/gm, '  '))],
  ['a page with Windows line ends', page(fenced('json', json)).replaceAll('\n', '\r\n')],
  ['a block beside other JSON', page(fenced('json', '{"token":"a"}'), fenced('json', json))],
  [
    'one of two documents, which declares the operation',
    page(fenced('json', other), fenced('json', json)),
  ],
] as const)
  test(`${what} is read`, () => {
    expect(documentIn(text)).toEqual(contract.document)
  })

const deep = `{"openapi":"3.0.0","paths":{},"x":${'['.repeat(300)}${']'.repeat(300)}}`

for (const [what, text, problem] of [
  ['nothing', '', 'no OpenAPI 3 document found'],
  ['prose', '# Tokens\n\nNo document here.', 'no OpenAPI 3 document found'],
  ['Swagger 2.0', '{"swagger":"2.0","paths":{}}', 'no OpenAPI 3 document found'],
  ['a list', '[]', 'no OpenAPI 3 document found'],
  ['JSON that is cut off', json.slice(0, -5), 'no OpenAPI 3 document found'],
  [
    'two documents that declare the operation',
    page(fenced('json', json), fenced('yaml', yaml)),
    'it has 2 OpenAPI documents, and more than one declares POST /api/token',
  ],
  [
    'two documents that do not',
    page(fenced('json', other), fenced('json', other)),
    'it has 2 OpenAPI documents, and none declares POST /api/token',
  ],
  ['a document that is nested too deep', deep, 'it is nested more than 200 levels deep'],
] as const)
  test(`${what}: refused with one line`, async () => {
    const file = temporary('page.md', text)
    const { code, stdout, stderr } = await inProcess(['drift', file, file])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^page\.md: [^\n]+\n$/)
    expect(stderr).toContain(problem)
  })

const old = join(
  import.meta.dirname,
  '..',
  '..',
  'support',
  'documents',
  'token-2025-05.openapi.json',
)

test('a breaking change gives exit 1, none gives exit 0, in every format', async () => {
  const [now, markdown] = [
    temporary('now.json', json),
    temporary('now.md', page(fenced('yaml', yaml))),
  ]
  const broken = await inProcess(['drift', old, now])
  expect([broken.code, broken.stderr]).toEqual([1, ''])
  expect(broken.stdout).toMatch(/^4 BREAKING CHANGES\n[^]*\nexit 1\n$/)
  const same = await inProcess(['drift', now, markdown, '--json'])
  const value = JSON.parse(same.stdout) as Drift
  expect([same.code, value.breaking, value.other]).toEqual([0, [], []])
  expect(value.new).toMatchObject({ file: 'now.md', title: 'Formflow API', openapi: '3.0.0' })
  const asMarkdown = await inProcess(['drift', old, now, '--markdown'])
  expect([asMarkdown.code, asMarkdown.stdout.slice(0, 22)]).toEqual([
    1,
    '# ❌ 4 breaking changes'.slice(0, 22),
  ])
})

test('text of a document moves no cursor, ends no table cell and makes no markup', async () => {
  const word = 'a\u001b[2J\u202e|`<script>alert(1)</script>\n# b'
  const hostile = temporary(
    'hostile.json',
    JSON.stringify({
      ...contract.document,
      info: { title: word, version: word },
      paths: {
        ...(contract.document['paths'] as object),
        [`/${word}`]: { get: { summary: word, responses: { 200: { description: word } } } },
      },
    }),
  )
  const now = temporary('now.json', json)
  for (const options of [[], ['--markdown']]) {
    const { code, stdout } = await inProcess(['drift', hostile, now, ...options])
    expect(code).toBe(1)
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect(stdout).not.toMatch(/^# b/m)
    const cells = stdout.split('\n').filter((line) => line.startsWith('| `'))
    for (const line of cells) expect(line.replaceAll('\\|', '').split('|'), line).toHaveLength(5)
  }
})

test('an invalid or missing document gives exit 2', async () => {
  const now = temporary('now.json', json)
  const invalid = temporary('odd.json', json.replace('"title": "Formflow API"', '"name": "x"'))
  const odd = await inProcess(['drift', now, invalid])
  expect([odd.code, odd.stderr]).toEqual([
    2,
    expect.stringMatching(/^odd\.json: it is not valid OpenAPI: \/info [^\n]+\n$/),
  ])
  const missing = await inProcess(['drift', now, `${now}.not`])
  expect([missing.code, missing.stderr]).toEqual([2, 'now.json.not: it cannot be read (ENOENT)\n'])
  const bytes = await inProcess(['drift', now, temporary('latin.json', Buffer.from([0x7b, 0xe4]))])
  expect([bytes.code, bytes.stderr]).toEqual([2, 'latin.json: it is not UTF-8 text\n'])
})

/** Starts a server, and returns the requests that it received. */
async function requestsTo(
  answer: http.RequestListener,
  use: (base: string) => Promise<void>,
): Promise<http.IncomingMessage[]> {
  const requests: http.IncomingMessage[] = []
  const server = http.createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
  return requests
}

test('a URL is fetched once, without credentials, and shown without its query', async () => {
  const env = { FORMFLOW_CLIENT_SECRET: 'pa55-of-somebody', FORMFLOW_CLIENT_ID: 'somebody-known' }
  const requests = await requestsTo(
    (_, response) => response.end(page(fenced('json', json))),
    async (base) => {
      const { code, stdout } = await inProcess(
        ['drift', old, `${base}/docs.md?key=of-somebody`],
        env,
      )
      expect(code).toBe(1)
      expect(stdout).toContain(`${base}/docs.md`)
      expect(stdout).not.toContain('of-somebody')
    },
  )
  const [request] = requests
  expect([requests.length, request?.method, request?.url]).toEqual([
    1,
    'GET',
    '/docs.md?key=of-somebody',
  ])
  expect(Object.keys(request?.headers ?? {}).toSorted()).toEqual([
    'accept',
    'connection',
    'host',
    'user-agent',
  ])
})

for (const [what, answer, problem] of [
  [
    'redirects',
    (_, response) => response.writeHead(302, { location: '/elsewhere?key=of-somebody' }).end(),
    'response 302; redirects are not followed, use /elsewhere\n',
  ],
  [
    'redirects to an address with credentials',
    (_, response) =>
      response.writeHead(302, { location: 'https://of:of-somebody@a.example/b#of-somebody' }).end(),
    'response 302; redirects are not followed, use https://a.example/b\n',
  ],
  ['refuses', (_, response) => response.writeHead(401).end(), 'response 401\n'],
  [
    'never ends',
    (_, response) => response.writeHead(200).end('x'.repeat(1_100_000)),
    'no usable response (too-large: more than 1048576 bytes)\n',
  ],
  ['hangs', () => undefined, 'no usable response (timeout: no complete answer in 200 ms)\n'],
] as const satisfies readonly (readonly [string, http.RequestListener, string])[])
  test(`a URL that ${what} gives exit 2 and no second request`, async () => {
    const requests = await requestsTo(answer, async (base) => {
      const { code, stderr } = await inProcess(['drift', old, `${base}/a`], {
        FORMFLOW_TIMEOUT_MS: what === 'hangs' ? '200' : '60000',
      })
      expect([code, stderr]).toEqual([2, `${base}/a: ${problem}`])
    })
    expect(requests).toHaveLength(1)
  })

test('a URL with credentials is not fetched, and its credentials are not shown', async () => {
  const { code, stderr } = await inProcess(['drift', old, 'https://somebody:pa55@127.0.0.1:1/a'])
  expect([code, stderr]).toEqual([
    2,
    'https://127.0.0.1:1/a: a URL with credentials is not fetched; remove them\n',
  ])
})
