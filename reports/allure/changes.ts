/** How a step differs from the control request: in words, and by the lines of the request. */
import type { HeaderPair, Json, Step } from '../../spec/model.ts'
import { operationOf } from '../../spec/operations/index.ts'
import type { RequestChanges } from '../report/http-text.ts'

/** @param control the step that sends the configured credentials as the contract describes it */
export function changesOf(step: Step, control: Step): RequestChanges {
  if (operationOf(step).auth === 'bearer') return protectedChanges(step)
  // Another operation has nothing to be compared with.
  if (operationOf(step) !== operationOf(control))
    return { words: [], requestLine: false, headers: [], body: false }
  const method = step.method === control.method ? [] : [`method ${step.method}`]
  const query = queryWords(step)
  const headers = headerChanges(step.headers, control.headers)
  const client = step.client === 'second' ? ['credentials of the second client'] : []
  const body = bodyChanges(step, control)
  return {
    words: [
      ...method,
      ...query,
      ...headers.map(([, word]) => word),
      ...client,
      ...body,
      ...arrivalOf(step),
      ...inParallel(step),
    ],
    requestLine: method.length + query.length > 0,
    headers: headers.map(([name]) => name),
    body: client.length + body.length > 0,
  }
}

/** How the request is sent, where that is not as every other. */
const arrivalOf = ({ connection, transfer, http, head, cookies }: Step): string[] => [
  ...(connection ? [connections[connection]] : []),
  // A request without a body says so already.
  ...(transfer && transfer !== 'no-length' ? [`sent as ${transfer}`] : []),
  ...(http ? [`HTTP/${http}`] : []),
  ...(head ? ['header lines in capitals, without a blank'] : []),
  ...(cookies ? ['cookies of the last login'] : []),
]

const connections = {
  kept: 'on one connection with other steps',
  pipelined: 'on one connection, without waiting for the response before it',
} as const

const inParallel = ({ together }: Step): string[] =>
  together ? ['sent at the same time as others'] : []

const queryWords = ({ query = [] }: Step): string[] =>
  query.length > 0 ? [`in the query: ${query.map(([name]) => name).join(', ')}`] : []

/** The protected operation normally gets a fresh token; any other token is a change. */
function protectedChanges(step: Step): RequestChanges {
  const { present = 'fresh', method, path } = step
  const usual = present === 'fresh' || present === 'same'
  const token = usual ? [] : [present === 'none' ? 'no token' : `token: ${present}`]
  const line = [
    ...(method === operationOf(step).method ? [] : [`method ${method}`]),
    ...(path === undefined ? [] : [`path: ${path}`]),
    ...queryWords(step),
  ]
  const headers = step.headers.filter(([name]) => name !== 'accept')
  return {
    words: [
      ...token,
      ...line,
      ...headers.map(([name, value]) => `header ${name}: ${words(value)}`),
      ...arrivalOf(step),
      ...inParallel(step),
    ],
    requestLine: line.length > 0,
    headers: [
      ...(usual ? [] : ['authorization']),
      ...headers.map(([name]) => name),
      ...(step.cookies ? ['cookie'] : []),
    ],
    body: false,
  }
}

function headerChanges(
  headers: readonly HeaderPair[],
  controlHeaders: readonly HeaderPair[],
): [name: string, word: string][] {
  const names = [...new Set([...controlHeaders, ...headers].map(([name]) => name.toLowerCase()))]
  return names.flatMap((name): [string, string][] => {
    const [value, before] = [valueOf(headers, name), valueOf(controlHeaders, name)]
    if (value === before) return []
    const instead = before === '' ? '' : `, not ${before}`
    return [[name, value === '' ? `header ${name} removed` : `header ${name}: ${value}${instead}`]]
  })
}

const valueOf = (headers: readonly HeaderPair[], wanted: string): string =>
  headers
    .filter(([name]) => name.toLowerCase() === wanted)
    .map(([, value]) => value)
    .join(', ')

function bodyChanges({ body, encoding = 'utf-8' }: Step, { body: before = '' }: Step): string[] {
  const encoded = encoding === 'utf-8' ? [] : [`encoded in ${encoding}`]
  if (body === before) return encoded
  if (body === undefined) return ['no body']
  const [members, controlMembers] = [membersOf(body), membersOf(before)]
  if (!members || !controlMembers) return [`body: ${clipped(words(body)) || 'empty'}`, ...encoded]
  const removed = Object.keys(controlMembers).filter((name) => !Object.hasOwn(members, name))
  const changed = Object.entries(members).flatMap(([name, value]) => {
    const text = JSON.stringify(value)
    if (!Object.hasOwn(controlMembers, name)) return [`${name} added: ${clipped(words(text))}`]
    return text === JSON.stringify(controlMembers[name]) ? [] : [`${name}: ${clipped(words(text))}`]
  })
  const all = [...removed.map((name) => `${name} removed`), ...changed, ...encoded]
  return all.length > 0 ? all : ['the same members, formatted differently']
}

function membersOf(template: string): { readonly [name: string]: Json } | undefined {
  try {
    const value = JSON.parse(template) as Json
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [name: string]: Json })
      : undefined
  } catch {
    return undefined
  }
}

/** A template with its placeholders as marks. */
export const words = (template: string): string => template.replaceAll(/\{\{(.+?)\}\}/g, '‹$1›')

const clipped = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
