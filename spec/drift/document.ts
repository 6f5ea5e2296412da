/** A text that is an OpenAPI document, or a page of Markdown that holds one -> the document. */
import { parse } from 'yaml'
import type { Json } from '../model.ts'
import { TOKEN_PATH } from '../operations/index.ts'
import { isObject } from '../http.ts'

export type Document = { readonly [name: string]: Json }

/** One line that says what was looked for and not found. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}

/** Deeper than any document that people write, and less than what a stack can bear. */
const DEPTH = 200

/** @throws DocumentError */
export function documentIn(text: string): Document {
  const document = found(text)
  if (isDeeper(document, DEPTH))
    throw new DocumentError(`it is nested more than ${DEPTH} levels deep`)
  return document
}

function found(text: string): Document {
  const whole = read(text)
  if (whole && isOpenApi(whole)) return whole
  const embedded = blocks(text).map(read)
  const candidates = embedded.filter((each) => each !== undefined).filter(isOpenApi)
  const [only, other] = candidates
  if (only && !other) return only
  if (!only)
    throw new DocumentError(
      'it holds no OpenAPI document of version 3: neither as JSON or YAML, nor in a fenced block of Markdown',
    )
  const [ours, more] = candidates.filter(declaresToken)
  if (ours && !more) return ours
  throw new DocumentError(
    `it holds ${candidates.length} OpenAPI documents, and ${more ? 'more than one declares' : 'none declares'} POST ${TOKEN_PATH}; keep the one that is meant in a file of its own`,
  )
}

function read(text: string): Document | undefined {
  try {
    // JSON is YAML, but for documents of a hundred pages its own parser is faster.
    const value = /^\s*\{/.test(text)
      ? (JSON.parse(text) as Json)
      : (parse(text, { logLevel: 'error' }) as Json)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What stands between fences of Markdown that say JSON, YAML or nothing. */
const blocks = (text: string): string[] =>
  [...text.matchAll(/^( *)(`{3,}|~{3,}) *(\w*)[^\n]*\n([^]*?)\n *\2[`~]* *$/gm)].flatMap(
    ([, indent = '', , language = '', block = '']) =>
      /^(json|ya?ml|openapi)?$/i.test(language)
        ? [block.replaceAll(new RegExp(`^ {0,${indent.length}}`, 'gm'), '')]
        : [],
  )

const isOpenApi = ({ openapi, paths }: Document): boolean =>
  typeof openapi === 'string' && /^3\.\d/.test(openapi) && isObject(paths)

function declaresToken({ paths }: Document): boolean {
  const item = isObject(paths) ? paths[TOKEN_PATH] : undefined
  return isObject(item) && item['post'] !== undefined
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each: Json) => isDeeper(each, levels - 1))
}
