/** What a step changes against the control request: in words, and which lines of the request that concerns. */
import type { HeaderPair, Json, Step } from '../../spec/model.ts'
import { operationOf } from '../../spec/operations/index.ts'
import type { Changed } from '../report/http-text.ts'

/** @param control the step whose request carries the configured credentials as the contract describes them */
export function changesOf(step: Step, control: Step): Changed {
  // A step of another operation than the control's has its token to compare, and nothing else.
  const alike = operationOf(step) === operationOf(control)
  const presented = operationOf(step).auth === 'bearer' ? presents(step) : []
  const headers = alike ? headerChanges(step.headers, control.headers) : []
  const method = alike && step.method !== control.method ? [`method ${step.method}`] : []
  const body = alike ? bodyChanges(step, control) : []
  return {
    words: [
      ...presented,
      ...method,
      ...headers.map(([, word]) => word),
      ...body,
      ...(step.together ? ['sent at the same time as others'] : []),
    ],
    requestLine: method.length > 0,
    headers: presented.length > 0 ? ['authorization'] : headers.map(([name]) => name),
    body: body.length > 0,
  }
}

/** A fresh token is what the protected operation is for; everything else is the change. */
const presents = ({ present = 'fresh' }: Step): string[] =>
  present === 'fresh' || present === 'same'
    ? []
    : [present === 'none' ? 'no token' : `token: ${present}`]

function headerChanges(
  own: readonly HeaderPair[],
  of: readonly HeaderPair[],
): [name: string, word: string][] {
  const names = [...new Set([...of, ...own].map(([name]) => name.toLowerCase()))]
  const all = (pairs: readonly HeaderPair[], name: string): string =>
    pairs
      .filter(([each]) => each.toLowerCase() === name)
      .map(([, value]) => value)
      .join(', ')
  return names.flatMap((name): [string, string][] => {
    const [value, before] = [all(own, name), all(of, name)]
    if (value === before) return []
    const told = before === '' ? '' : `, not ${before}`
    return [[name, value === '' ? `header ${name} removed` : `header ${name}: ${value}${told}`]]
  })
}

function bodyChanges({ body, encoding = 'utf-8' }: Step, { body: before }: Step): string[] {
  const encoded = encoding === 'utf-8' ? [] : [`encoded in ${encoding}`]
  if (body === before) return encoded
  if (body === undefined) return ['no body']
  const [own, of] = [membersOf(body), membersOf(before ?? '')]
  if (!own || !of) return [`body: ${clipped(words(body)) || 'empty'}`, ...encoded]
  const removed = Object.keys(of).filter((name) => !Object.hasOwn(own, name))
  const changed = Object.entries(own).flatMap(([name, value]) => {
    const text = JSON.stringify(value)
    if (!Object.hasOwn(of, name)) return [`${name} added: ${clipped(words(text))}`]
    return text === JSON.stringify(of[name]) ? [] : [`${name}: ${clipped(words(text))}`]
  })
  const told = [...removed.map((name) => `${name} removed`), ...changed, ...encoded]
  return told.length > 0 ? told : ['the same members, written in another way']
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

/** Placeholders of a template, as a reader knows marks. */
export const words = (template: string): string => template.replaceAll(/\{\{(.+?)\}\}/g, '‹$1›')

const clipped = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
