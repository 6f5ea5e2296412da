/** A body that ends where its Content-Length says, before its text does: the length counts characters, and the body is bytes. */
import { header, mediaType } from '../../http.ts'
import { nestingOf } from '../../json-tokens.ts'
import type { HeaderPair, SealedBody } from '../../model.ts'

/** What of a text is enough to see that it ends too early. */
const READ = 65_536

/** @returns what is wrong; `undefined` for a whole JSON text, and for a text that is none for another reason */
export function cutLength(
  headers: readonly HeaderPair[],
  { text, bytes, shortened }: SealedBody,
): string | undefined {
  const length = header(headers, 'content-length')
  if (length === undefined || Number(length) !== bytes || shortened || text.length > READ)
    return undefined
  if (!/^application\/([\w.-]+\+)?json$/.test(mediaType(headers) ?? '')) return undefined
  return isCut(text) ? `cut by its own Content-Length of ${bytes} bytes` : undefined
}

/** The text is the beginning of a JSON object or array: brackets are open, or a string is, where it ends. */
function isCut(text: string): boolean {
  if (!/^\s*[[{]\s*["[{\]}\d-]/.test(text)) return false
  const { depth, inString } = nestingOf(text, (open) => open < 0)
  return inString || depth > 0
}
