/** Tokens in a response: which the request presented, which the target granted, and which are none of the two. */
import { expect, test } from '@playwright/test'
import { nameIn } from '../../../spec/checks/lib/seen-tokens.ts'
import type { Seal, SecretFacts } from '../../../spec/model.ts'
import { present, sight, tokenFacts, tokenSeal, type Scene } from '../../support/exchange.ts'
import { checkFinds, findsOf } from '../../support/check-results.ts'

const token = (mark: string, where = 'body', changes: Partial<Seal> = {}): Seal =>
  tokenSeal({ mark, where, ...changes })

function facts(mark: string, isGranted: boolean): SecretFacts {
  const { granted = true, ...others } = tokenFacts()
  return { ...others, mark, ...(isGranted ? { granted } : {}) }
}

const guarded = (presented: string, ...seals: readonly Seal[]): Scene => ({
  step: {
    operation: 'protected',
    method: 'GET',
    headers: [['authorization', `Bearer ${presented}`]],
  },
  status: 401,
  body: '{}',
  seals,
})

checkFinds('no-secret-echo', [
  {
    title: 'the presented token in a header is a violation',
    scene: guarded('‹token 1›', token('‹token 1›', 'header www-authenticate')),
    finds: ['header www-authenticate: nothing of ‹token 1›, is 400 of its 400 characters'],
  },
  {
    title: 'what was presented may be made from a token, and is one',
    scene: guarded('‹token 1, unsigned›', token('‹token 1›')),
    finds: ['body: nothing of ‹token 1›, is 400 of its 400 characters'],
  },
  {
    title: 'a token that was not presented repeats nothing',
    scene: guarded('‹token 1›', token('‹token 2›', 'header set-cookie'), token('‹token 12›')),
    finds: [],
  },
  {
    title: 'without a token in the request none is repeated',
    scene: guarded('', token('‹token 1›')),
    finds: [],
  },
  {
    title: 'a token in the query may come back',
    scene: {
      ...guarded('‹token 1›', token('‹token 1›')),
      step: {
        operation: 'protected',
        method: 'GET',
        headers: [['authorization', '‹token 1›']],
        query: [['access_token', 'x']],
      },
    },
    finds: [],
  },
  {
    title: 'a login sends new tokens',
    scene: { step: { headers: [['authorization', '‹token 1›']] }, seals: [token('‹token 1›')] },
    finds: [],
  },
])

const REFUSED = 'header set-cookie: no token, is a token in a response with status 401'

checkFinds('refusal-carries-no-token', [
  {
    title: 'a granted token in a cookie of a refusal is a violation',
    scene: {
      status: 401,
      body: '{}',
      seals: [token('‹token 1›', 'header set-cookie')],
      secrets: [facts('‹token 1›', true)],
    },
    finds: [REFUSED],
  },
  {
    title: 'a session that is a JWT is none',
    scene: {
      status: 401,
      body: '{}',
      seals: [token('‹token 1›', 'header set-cookie')],
      secrets: [facts('‹token 1›', false)],
    },
    finds: [],
  },
  {
    title: 'header and claims of a granted token open nothing',
    scene: {
      status: 401,
      body: '{}',
      seals: [token('‹token 1›', 'header set-cookie', { usable: false })],
      secrets: [facts('‹token 1›', true)],
    },
    finds: [],
  },
])

checkFinds('token-in-body-only', [
  {
    title: 'a session beside the token is right',
    scene: {
      seals: [token('‹token 1›'), token('‹token 2›', 'header set-cookie')],
      secrets: [facts('‹token 1›', true), facts('‹token 2›', false)],
    },
    finds: [],
  },
  {
    title: 'another granted token in a cookie is a violation',
    scene: {
      seals: [token('‹token 1›'), token('‹token 2›', 'header set-cookie')],
      secrets: [facts('‹token 1›', true), facts('‹token 2›', true)],
    },
    finds: ['header set-cookie: no token, is a token'],
  },
])

checkFinds('only-post-issues-tokens', [
  {
    title: 'a granted token for another method is a violation',
    scene: {
      step: { method: 'PUT' },
      status: 405,
      body: '{}',
      seals: [token('‹token 1›', 'header set-cookie')],
      secrets: [facts('‹token 1›', true)],
    },
    finds: ['response to PUT: no token, is a token'],
  },
  {
    title: 'a session is none',
    scene: {
      step: { method: 'PUT' },
      status: 405,
      body: '{}',
      seals: [token('‹token 1›', 'header set-cookie')],
      secrets: [facts('‹token 1›', false)],
    },
    finds: [],
  },
])

test('the token of an answer that something in front changed is still a token', () => {
  const { exchange, ...seen } = sight({
    seals: [token('‹token 1›')],
    secrets: [facts('‹token 1›', true)],
  })
  const response = { ...present(exchange.response), intermediary: 'header x' }
  expect(
    findsOf('refusal-carries-no-token', { ...seen, exchange: { ...exchange, response } }),
  ).toEqual(['body: no token, is a token in a response with status 200'])
})

test('the name of a token is the one it was made from', () => {
  const marks = ['‹token 1›', '‹token 1, unsigned›', '‹token 1: 20 of 400›', 'token 1']
  expect(marks.map(nameIn)).toEqual(['token 1', 'token 1', 'token 1', 'token 1'])
  expect(nameIn('‹token 12›')).toBe('token 12')
})
