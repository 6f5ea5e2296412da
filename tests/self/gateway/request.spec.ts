/** What a step sends beside its body: a path, a query, headers with values of the run, cookies. */
import { expect, test } from '@playwright/test'
import { createCookieJar } from '../../../fixtures/gateway/request/cookies.ts'
import { rawRequest } from '../../../fixtures/gateway/request/request.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import type { Step } from '../../../spec/model.ts'
import { header } from '../../../spec/http.ts'
import { targetWith, tokenStep } from '../../support/scripted-target.ts'

const second = generateCredentials()
const target = targetWith({ second })
const { credentials } = target

const protectedStep = (changes: Partial<Step>): Step => {
  const { body: _, ...step } = tokenStep({ operation: 'protected', method: 'GET', headers: [] })
  return { ...step, ...changes }
}

test('members are added to a query, encoded but for slashes, after those that are there', () => {
  const step = protectedStep({
    query: [
      ['x', '{{loginPath}}'],
      ['access_token', '{{token}}'],
    ],
  })
  expect(rawRequest(target, step, { token: 'a+b' }).target).toBe(
    '/prefix/api/template?x=/prefix/api/token&access_token=a%2Bb',
  )
  const there = targetWith({ protectedPath: '/api/template?page=1' })
  const more = rawRequest(there, protectedStep({ query: [['x', '1 &']] }))
  expect(more.target).toBe('/prefix/api/template?page=1&x=1%20%26')
  const paged = targetWith({ protectedPath: '/api/template?page=1&perPage=1&sort=a?' })
  const odd = rawRequest(paged, protectedStep({ query: [['page', '0']] }))
  expect(odd.target).toBe('/prefix/api/template?perPage=1&sort=a?&page=0')
})

test('headers are filled with public values, and with no other', () => {
  const sent = (value: string): string | undefined =>
    header(rawRequest(target, protectedStep({ headers: [['x-user', value]] })).headers, 'x-user')
  expect(sent('{{clientId}} of {{organizationId}}')).toBe(
    `${credentials.clientId} of ${credentials.organizationId}`,
  )
  expect(sent('{{lookalike clientId}}')).toHaveLength(credentials.clientId.length)
  expect(sent('{{lookalike clientId}}')).not.toBe(credentials.clientId)
  expect(sent('{{protectedPath}}')).toBe('/prefix/api/template')
  expect(sent('{{hostOnForeignPort}}')).toBe('formflow.example:60606')
  expect(() => sent('{{clientSecret}}')).toThrow('no value is called "clientSecret"')
})

test('the path of the login stands in for that of the protected operation', () => {
  expect(rawRequest(target, protectedStep({ path: 'login-path' })).target).toBe('/prefix/api/token')
  const respelled = rawRequest(target, protectedStep({ path: 'double-slash' }))
  expect(respelled.target).toBe('/prefix/api//template')
})

test('cookies are sent back by a step that says so', () => {
  const cookieOf = (step: Step, cookie?: string): string | undefined =>
    header(rawRequest(target, step, { cookie }).headers, 'cookie')
  expect(cookieOf(protectedStep({ cookies: true }), 'a=1; b=2')).toBe('a=1; b=2')
  expect(cookieOf(protectedStep({ cookies: true }))).toBeUndefined()
  expect(cookieOf(protectedStep({}), 'a=1')).toBeUndefined()
})

test('a browser sends from pages of another site only cookies without SameSite, or with None', () => {
  const jar = createCookieJar()
  const lines = ['a=1; SameSite=Strict', 'b=2; samesite = lax; Path=/', 'c=3; SameSite=None', 'd=4']
  jar.keep(
    lines.map((line) => ['set-cookie', line] as const),
    true,
  )
  expect(jar.line(false)).toBe('a=1; b=2; c=3; d=4')
  expect(jar.line(true)).toBe('c=3; d=4')
})

test('the cookie of a login stays until the next login', () => {
  const jar = createCookieJar()
  const keep = (value: string, afterLogin: boolean): void =>
    jar.keep([['set-cookie', `sid=${value}; Path=/`]], afterLogin)
  keep('before', false)
  keep('first', true)
  keep('without-a-user', false)
  expect(jar.line(true)).toBe('sid=first')
  keep('second', true)
  expect(jar.line(true)).toBe('sid=second')
})

test('the second client sends its values, and those of the first where a template says so', () => {
  const body = '["{{clientId}}","{{clientSecret}}","{{other organizationId}}"]'
  const sent = rawRequest(target, tokenStep({ client: 'second', body }))
  const { clientId, clientSecret } = second
  expect(JSON.parse(String(sent.body))).toEqual([
    clientId,
    clientSecret,
    credentials.organizationId,
  ])
  expect(() => rawRequest(targetWith(), tokenStep({ client: 'second', body }))).toThrow(
    'the target has no second client',
  )
})

test('where both clients have the same value, the other one is a look-alike', () => {
  const { organizationId } = credentials
  const same = targetWith({ credentials, second: { ...second, organizationId } })
  const step = tokenStep({ client: 'second', body: '{{other organizationId}}' })
  const sent = String(rawRequest(same, step).body)
  expect(sent).toHaveLength(organizationId.length)
  expect(sent).not.toBe(organizationId)
})

test('the foreign port is another one than that of the target', () => {
  const hostOf = (baseUrl: string): string | undefined => {
    const step = protectedStep({ headers: [['host', '{{hostOnForeignPort}}']] })
    return header(rawRequest(targetWith({ baseUrl: new URL(baseUrl) }), step).headers, 'host')
  }
  expect(hostOf('https://api.example')).toBe('api.example:60606')
  expect(hostOf('http://127.0.0.1:60606')).toBe('127.0.0.1:60607')
})
