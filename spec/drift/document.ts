/** A text that is an OpenAPI document, or a Markdown page that contains one -> the document. */
import { parse } from 'yaml'
import type { Json } from '../model.ts'
import { TOKEN_PATH } from '../operations/index.ts'
import { isObject } from '../http.ts'

export type Document = { readonly [name: string]: Json }

/** The document cannot be used: the reason in one line. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}

/** No written document is nested so deep; a stack overflows somewhere above. */
const DEPTH = 200

/** @throws DocumentError */
export function documentIn(text: string): Document {
  const document = findDocument(text)
  if (isDeeper(document, DEPTH))
    throw new DocumentError(`it is nested more than ${DEPTH} levels deep`)
  return document
}

function findDocument(text: string): Document {
  const whole = parsed(text)
  if (whole && isOpenApi(whole)) return whole
  const embedded = blocksIn(text).map(parsed)
  const candidates = embedded.filter((document) => document !== undefined).filter(isOpenApi)
  const [first, second] = candidates
  if (!first)
    throw new DocumentError(
      'no OpenAPI 3 document found: neither JSON or YAML, nor in a fenced block of Markdown',
    )
  if (!second) return first
  const [declaring, another] = candidates.filter(declaresToken)
  if (declaring && !another) return declaring
  throw new DocumentError(
    `it has ${candidates.length} OpenAPI documents, and ${another ? 'more than one declares' : 'none declares'} POST ${TOKEN_PATH}; save the right one as a separate file`,
  )
}

function parsed(text: string): Document | undefined {
  try {
    // JSON is YAML, but its parser is much faster with large documents.
    const value = /^\s*\{/.test(text)
      ? (JSON.parse(text) as Json)
      : (parse(text, { logLevel: 'error' }) as Json)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Contents of fenced Markdown blocks whose language is JSON, YAML or not given. */
const blocksIn = (text: string): string[] =>
  [...text.matchAll(/^( *)(`{3,}|~{3,}) *(\w*)[^\n]*\n([^]*?)\n *\2[`~]* *$/gm)].flatMap(
    ([, indent = '', , language = '', block = '']) =>
      /^(json|ya?ml|openapi)?$/i.test(language)
        ? [block.replaceAll(new RegExp(`^ {0,${indent.length}}`, 'gm'), '')]
        : [],
  )

const isOpenApi = ({ openapi, paths }: Document): boolean =>
  typeof openapi === 'string' && /^3\.\d/.test(openapi) && isObject(paths)

const declaresToken = ({ paths }: Document): boolean => {
  const item = isObject(paths) ? paths[TOKEN_PATH] : undefined
  return isObject(item) && item['post'] !== undefined
}

const isDeeper = (value: Json, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner: Json) => isDeeper(inner, levels - 1)))
