/** The line that asks the same again: run by a real shell, it sends what the suite sent, and holds no secret. */
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { compose } from '../../../fixtures/cases/template.ts'
import { provenBy } from '../../../spec/proves.ts'
import type { Case } from '../../../spec/model.ts'
import { reproduction } from '../../../reports/report/curl.ts'
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

/** The line for the last step of a case, as if that one had broken what it proves. */
function lineFor(testCase: Case, target = '/gateway/api/token'): string {
  const step = present(testCase.steps.find(({ proves }) => proves.length > 0))
  const { exchange } = sight({ status: 500 })
  const request = { ...exchange.request, target }
  const exchanges = [{ ...exchange, step: step.name, request }]
  return reproduction(testCase, { caseId: testCase.id, exchanges }, provenBy(testCase), '/gateway')
}

/** Runs lines in one bash whose curl prints its arguments; what each of them was given. */
function argumentsOf(lines: readonly string[]): string[][] {
  const curl = temporary('curl', "#!/bin/sh\nprintf '%s\\0' \"$@\"\nprintf '\\1\\0'\n")
  chmodSync(curl, 0o755)
  const PATH = `${dirname(curl)}:${process.env['PATH']}`
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', lines.join('\n')], {
    encoding: 'utf8',
    // With a socket for input, bash takes itself for a remote shell and reads somebody's settings.
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

const ofToken = cases.filter(({ steps }) => steps.every(({ operation }) => operation === 'token'))
const spoken = ofToken.filter((testCase) => lineFor(testCase).startsWith('curl '))
const firstStep = (testCase: Case) =>
  present(testCase.steps.find(({ proves }) => proves.length > 0))

test('what reaches curl is what the suite sends', () => {
  const exact = spoken.filter((testCase) => !firstStep(testCase).body?.includes('{{lookalike'))
  expect(exact.length).toBeGreaterThan(50)
  const given = argumentsOf(exact.map((testCase) => lineFor(testCase)))
  const told = given.map((words, at) => [
    exact[at]?.id,
    valueAfter('--data-binary', words),
    words.at(-1),
  ])
  const wanted = exact.map((testCase) => {
    const { body } = firstStep(testCase)
    const bytes = body === undefined ? undefined : compose(body, credentials).toString('utf8')
    return [testCase.id, bytes, 'https://api.example/gateway/api/token']
  })
  expect(told).toEqual(wanted)
})

test('method and headers reach curl as the suite sends them', () => {
  const given = argumentsOf(spoken.map((testCase) => lineFor(testCase)))
  const told = given.map((words) => ({
    method: valueAfter('-X', words) ?? words.find((word) => word === '-I'),
    headers: words.filter((_, at) => words[at - 1] === '-H'),
  }))
  const wanted = spoken.map((testCase) => {
    const { method, headers, body } = firstStep(testCase)
    const typed = body === undefined || headers.some(([name]) => name === 'content-type')
    // Left to itself, curl would call the body a form.
    const lines = [...headers.map((pair) => pair.join(': ')), ...(typed ? [] : ['content-type:'])]
    // Told only the name, curl would wait for the body that HEAD does not have.
    return { method: method === 'HEAD' ? '-I' : method, headers: lines }
  })
  expect(told).toEqual(wanted)
})

test('a look-alike has the length of what it looks like and is another', () => {
  const others = spoken.filter((testCase) => firstStep(testCase).body?.includes('{{lookalike'))
  expect(others.length).toBeGreaterThan(2)
  argumentsOf(others.map((testCase) => lineFor(testCase))).forEach((words, at) => {
    const body = firstStep(present(others[at])).body ?? ''
    const [told = '', same, sent] = [
      valueAfter('--data-binary', words),
      compose(body.replaceAll('{{lookalike ', '{{'), credentials).toString('utf8'),
      compose(body, credentials).toString('utf8'),
    ]
    expect([told.length, told === same]).toEqual([sent?.length, false])
  })
})

test('what a shell cannot say is left to the suite', () => {
  const rest = ofToken.filter((testCase) => !spoken.includes(testCase))
  expect(rest.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['malformed-bodies/utf-16', 'malformed-bodies/oversize']),
  )
  for (const testCase of rest)
    expect(lineFor(testCase)).toBe(`npm run conformance -- --grep @${testCase.id}`)
})

test('the protected operation is asked with the token that the step presents', () => {
  const asking = cases.filter(({ id }) => /^(protected-operation|expired-tokens)\//.test(id))
  const lines = asking.map((testCase) =>
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

test('the step that was answered wrongly is asked again, not the first', () => {
  const testCase = present(cases.find(({ id }) => id === 'expired-tokens/expired'))
  const { exchange } = sight()
  const request = { ...exchange.request, target: '/api/template' }
  const exchanges = testCase.steps.map(({ name }, at) => ({
    ...sight({ status: [200, 401, 200][at] ?? 0 }).exchange,
    request,
    step: name,
  }))
  expect(
    reproduction(testCase, { caseId: testCase.id, exchanges }, provenBy(testCase), ''),
  ).toContain('Bearer $FORMFLOW_EXPIRED_TOKEN')
})

test('no line holds a configured value', () => {
  const text = cases.map((testCase) => lineFor(testCase)).join('\n')
  expect(text).toContain('"$FORMFLOW_CLIENT_SECRET"')
  for (const value of Object.values(credentials)) expect(text).not.toContain(value)
})
