/** The line that repeats a request: run by a real shell it sends what the suite sent, and it holds no secret. */
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { compose } from '../../../fixtures/cases/template.ts'
import type { Case } from '../../../spec/model.ts'
import { curlLine, reproduction } from '../../../reports/report/curl.ts'
import { present, sight, temporary } from '../../support/exchange.ts'

/** No double quote and no backslash: in JSON they need escapes, which a shell cannot write. */
const credentials = {
  clientId: `id ${['$HOME', '`id`', "'#"].join(' ')}`,
  clientSecret: `${["#$'`", '$(id)', '%s !! *', 'éß\u{1f511}', '~&;|<>', '@'].join(' ')} 7`,
  organizationId: `organization ${["it's", '${PATH}'].join(' ')}`,
}
const env = {
  FORMFLOW_BASE_URL: 'https://api.example/gateway/',
  FORMFLOW_CLIENT_ID: credentials.clientId,
  FORMFLOW_CLIENT_SECRET: credentials.clientSecret,
  FORMFLOW_ORGANIZATION_ID: credentials.organizationId,
  FORMFLOW_EXPIRED_TOKEN: 'expired-token',
  TOKEN: 'fresh-token',
}

/** The line for the first step of a case that proves something, as if it had violated that. */
function lineFor(testCase: Case, target = '/gateway/api/token'): string {
  const step = present(testCase.steps.find(({ proves }) => proves.length > 0))
  const { exchange } = sight({ status: 500 })
  const request = { ...exchange.request, target }
  const exchanges = [{ ...exchange, step: step.name, request }]
  return reproduction(testCase, { caseId: testCase.id, exchanges }, { step: step.name }, '/gateway')
}

const INPUT = '\u0002'

/** Prints its arguments, and its input, after `INPUT`, where one of them names it. */
const CURL = `#!/bin/sh
for word; do
  if [ "$word" = @- ]; then printf '\\2'; cat; else printf %s "$word"; fi
  printf '\\0'
done
printf '\\1\\0'
`

/** Runs lines in one bash with a curl that prints its arguments; returns the arguments of each. */
function argumentsOf(lines: readonly string[]): string[][] {
  const curl = temporary('curl', CURL)
  chmodSync(curl, 0o755)
  const PATH = `${dirname(curl)}:${process.env['PATH']}`
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', lines.join('\n')], {
    encoding: 'utf8',
    // With a socket as input, bash behaves like a remote shell and reads settings.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, PATH },
  })
  expect(stderr).toBe('')
  return stdout
    .split('\u0001\0')
    .slice(0, -1)
    .map((part) => part.split('\0').slice(0, -1))
}

const valueAfter = (name: string, words: readonly string[]): string | undefined =>
  words[words.indexOf(name) + 1 || words.length]

/** As an argument or as its input. */
const bodyFor = (words: readonly string[]): string | undefined =>
  valueAfter('--data-binary', words)?.replace(INPUT, '')

const ofToken = cases.filter(({ steps }) => steps.every(({ operation }) => operation === 'token'))
const expressible = ofToken.filter((testCase) => lineFor(testCase).includes('curl -isS '))
const firstStep = (testCase: Case) =>
  present(testCase.steps.find(({ proves }) => proves.length > 0))

/** The suite changes a character within its kind, a shell line puts another one in its place. */
const CHANGED = /\{\{(?:lookalike|otherinside) /

test('curl gets the body that the suite sends', () => {
  const exact = expressible.filter((testCase) => !CHANGED.test(firstStep(testCase).body ?? ''))
  expect(exact.length).toBeGreaterThan(50)
  const given = argumentsOf(exact.map((testCase) => lineFor(testCase)))
  const found = given.map((words, at) => [exact[at]?.id, bodyFor(words), words.at(-1)])
  const wanted = exact.map((testCase) => {
    const { body } = firstStep(testCase)
    const bytes = body === undefined ? undefined : compose(body, credentials).toString('utf8')
    return [testCase.id, bytes, 'https://api.example/gateway/api/token']
  })
  expect(found).toEqual(wanted)
})

test('no argument of curl holds the secret, which every user of the machine could read there', () => {
  const given = argumentsOf(expressible.map((testCase) => lineFor(testCase))).flat()
  const holding = given.filter((word) => word.includes(credentials.clientSecret))
  expect(holding.length).toBeGreaterThan(30)
  expect(holding.filter((word) => !word.startsWith(INPUT))).toEqual([])
})

test('curl gets the method and headers that the suite sends', () => {
  const given = argumentsOf(expressible.map((testCase) => lineFor(testCase)))
  const found = given.map((words) => ({
    method: valueAfter('-X', words) ?? words.find((word) => word === '-I'),
    headers: words.filter((_, at) => words[at - 1] === '-H'),
  }))
  const wanted = expressible.map((testCase) => {
    const { method, headers, body } = firstStep(testCase)
    const typed = body === undefined || headers.some(([name]) => name === 'content-type')
    // Without it, curl would send the media type of a form.
    const lines = [...headers.map((pair) => pair.join(': ')), ...(typed ? [] : ['content-type:'])]
    // With `-X HEAD` curl would wait for a body that never comes.
    return { method: method === 'HEAD' ? '-I' : method, headers: lines }
  })
  expect(found).toEqual(wanted)
})

test('what stands in front of the API is in the line as variables of the run', () => {
  const [testCase] = expressible
  const { exchange } = sight({ status: 500 })
  const step = firstStep(present(testCase))
  const front = { headers: ['X-Api-Key'], userAgent: 'acme-ci/7', resolve: 'api.example:443:::1' }
  expect(curlLine(step, '/api/token', 'posix', front)).toMatch(
    / \| curl -isS -H "@\$FORMFLOW_HEADERS_FILE" -A "\$FORMFLOW_USER_AGENT" --resolve "\$FORMFLOW_RESOLVE" /,
  )
  expect(curlLine(step, '/api/token', 'powershell', front)).toMatch(
    /curl -isS -H "@\$env:FORMFLOW_HEADERS_FILE" -A \$env:FORMFLOW_USER_AGENT --resolve \$env:/,
  )
  const performance = { caseId: 'a', exchanges: [{ ...exchange, step: step.name }] }
  expect(
    reproduction(present(testCase), performance, { step: step.name }, '', undefined, {
      clientCertificate: 'ab',
    }),
  ).toBe(`npm run conformance -- ask ${testCase?.id}`)
})

/** One word of PowerShell, as its documentation describes literals, variables and `+`. */
function powershellValue(word: string): string {
  const terms = word.startsWith('(') ? word.slice(1, -1) : word
  const TERM = /(?: \+ )?(?:'((?:[^']|'')*)'|\$env:(\w+)((?:\.\w+\((?:[^()']|'[^']*')*\))*))/gy
  let at = 0
  const values = [...terms.matchAll(TERM)].map(([term, literal, name = '', calls = '']) => {
    at += term.length
    if (literal !== undefined) return literal.replaceAll("''", "'")
    const value = env[name as keyof typeof env]
    const end = value.length
    const size = (text: string): number => (text.includes('-') ? end - Number(text.slice(-1)) : end)
    return [...calls.matchAll(/\.(\w+)\(((?:[^()']|'[^']*')*)\)/g)].reduce(
      (text, [, method, list = '']) => {
        const [first = '', second = ''] = list.split(', ')
        if (method === 'TrimEnd') return text.replace(/\/+$/, '')
        const from = size(first)
        if (method === 'Insert') return text.slice(0, from) + second.slice(1, -1) + text.slice(from)
        return text.slice(0, from) + (second === '' ? '' : text.slice(from + Number(second)))
      },
      value,
    )
  })
  expect(at, word).toBe(terms.length)
  return values.join('')
}

test('PowerShell gets the same body and address', () => {
  for (const testCase of expressible) {
    const step = firstStep(testCase)
    const line = present(curlLine(step, "/api/token?a='b'", 'powershell'))
    const [, data, url = ''] =
      /^curl -isS .*?(?: --data-binary ('.*'|\(.*\)))? (\(\$env:FORMFLOW_BASE_URL\.TrimEnd.*\))$/s.exec(
        line,
      ) ?? []
    expect(powershellValue(url)).toBe("https://api.example/gateway/api/token?a='b'")
    const body = step.body && compose(step.body, credentials).toString('utf8')
    const found = data && powershellValue(data)
    if (CHANGED.test(step.body ?? '')) {
      expect([found?.length, found === body]).toEqual([body?.length, false])
    } else expect(found, testCase.id).toBe(body)
  }
})

test('a changed value is another one of the same length', () => {
  const lookalikes = expressible.filter((testCase) => CHANGED.test(firstStep(testCase).body ?? ''))
  expect(lookalikes.length).toBeGreaterThan(4)
  argumentsOf(lookalikes.map((testCase) => lineFor(testCase))).forEach((words, at) => {
    const body = firstStep(present(lookalikes[at])).body ?? ''
    const [data = '', same, sent] = [
      bodyFor(words),
      compose(body.replaceAll(new RegExp(CHANGED, 'g'), '{{'), credentials).toString('utf8'),
      compose(body, credentials).toString('utf8'),
    ]
    expect([data.length, data === same]).toEqual([sent?.length, false])
  })
})

test('what a shell cannot express is a command of the suite', () => {
  const rest = ofToken.filter((testCase) => !expressible.includes(testCase))
  expect(rest.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['malformed-bodies/utf-16', 'malformed-bodies/oversize']),
  )
  for (const testCase of rest)
    expect(lineFor(testCase)).toBe(`npm run conformance -- ask ${testCase.id}`)
})

test('the protected operation gets the token that the step presents', () => {
  const sending = cases.filter(({ id }) =>
    /^(protected-operation|expired-tokens\/expired|stability\/every-node)/.test(id),
  )
  const lines = sending.map((testCase) =>
    lineFor(testCase, '/gateway/api/template?a="$(id)"&b=`id`\\'),
  )
  const curls = lines.filter((line) => line.startsWith('curl '))
  const given = argumentsOf(curls)
  const sent = given.map((words) => words.find((word) => word.startsWith('authorization: ')))
  expect(sent).toEqual(expect.arrayContaining([undefined, 'authorization: Bearer fresh-token']))
  for (const words of given)
    expect(words.at(-1)).toBe('https://api.example/gateway/api/template?a="$(id)"&b=`id`\\')
  expect(lines.filter((line) => line.startsWith('npm run')).length).toBe(
    lines.length - curls.length,
  )
})

test('the line repeats the step that the violation is about, not the first one', () => {
  const testCase = present(cases.find(({ id }) => id === 'expired-tokens/expired'))
  const { exchange } = sight()
  const request = { ...exchange.request, target: '/api/template' }
  const exchanges = testCase.steps.map(({ name }, at) => ({
    ...sight({ status: [200, 401, 200][at] ?? 0 }).exchange,
    request,
    step: name,
  }))
  const lines = (violation: { step?: string; against?: string }): string =>
    reproduction(testCase, { caseId: testCase.id, exchanges }, violation, '')
  expect(lines({ step: 'expired token' })).toContain('Bearer $FORMFLOW_EXPIRED_TOKEN')
  expect(lines({ step: 'no token' })).not.toContain('authorization')
  const both = lines({ step: 'expired token', against: 'no token' }).split('\n')
  expect(both.map((line) => line.includes('authorization'))).toEqual([false, true])
})

test('no line holds a configured value', () => {
  const text = cases.map((testCase) => lineFor(testCase)).join('\n')
  expect(text).toContain('"$FORMFLOW_CLIENT_SECRET"')
  for (const value of Object.values(credentials)) expect(text).not.toContain(value)
})

/** The line of a case whose steps got these statuses, for a violation of the last one that was accepted. */
function lineAfter(id: string, answers: Readonly<Record<string, number>>, target: string): string {
  const testCase = present(cases.find((candidate) => candidate.id === id))
  const exchanges = Object.entries(answers).map(([step, status]) => {
    const { exchange } = sight({ status })
    return { ...exchange, step, request: { ...exchange.request, target } }
  })
  const open = Object.keys(answers).filter((name) => answers[name] === 200)
  return reproduction(testCase, { caseId: id, exchanges }, { step: present(open.at(-1)) }, '')
}

test('the line repeats the step that was open, with what it sends elsewhere than in the body', () => {
  const BYPASS = 'authorization-bypass/request-headers'
  const all = { 'no token, but what else may open it': 200, 'no token': 401 }
  const open = { ...all, 'token in the query': 401, 'address in headers': 200 }
  expect(lineAfter(BYPASS, open, '/api/template')).toContain("-H 'x-forwarded-for: 127.0.0.1'")
  const query = { ...all, 'token in the query': 200 }
  expect(lineAfter(BYPASS, query, '/api/template?access_token=‹token 3›')).toBe(
    'curl -isS -H \'accept: application/json\' "${FORMFLOW_BASE_URL%/}/api/template?access_token=$TOKEN"',
  )
  expect(lineAfter(BYPASS, { ...all, 'user in headers': 200 }, '/api/template')).toContain(
    `-H 'x-remote-user: '"$FORMFLOW_CLIENT_ID"`,
  )
  // The cookies of a login are unknown to a shell.
  expect(lineAfter(BYPASS, { ...all, cookies: 200 }, '/api/template')).toBe(
    `npm run conformance -- ask ${BYPASS}`,
  )
})

test('the line has the method and the path that were open', () => {
  const head = { 'HEAD from a private address': 200, 'no token': 401, HEAD: 200 }
  expect(lineAfter('authorization-bypass/other-methods', head, '/api/template')).toMatch(
    /^curl -isS -I -H 'accept: application\/json' "/,
  )
  const spelling = { 'encoded letter': 401, 'slash at the end': 200 }
  expect(lineAfter('authorization-bypass/other-spellings', spelling, '/api/template/')).toContain(
    '/api/template/"',
  )
})

test('a second client has other variables, and mixes them with those of the first', () => {
  const line = lineAfter(
    'second-client/kept-apart',
    { 'organization of the first client': 200 },
    '/api/token',
  )
  expect(line).toContain('"$FORMFLOW_SECOND_CLIENT_SECRET"')
  expect(line).toContain('"organizationId":"\'"$FORMFLOW_ORGANIZATION_ID"\'"')
})
