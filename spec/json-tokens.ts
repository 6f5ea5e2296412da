/** Where the tokens of a JSON text stand, in time and memory that grow with its length and not with its depth. */

export interface JsonToken {
  readonly type: 'string' | 'literal' | '{' | '}' | '[' | ']' | ':' | ','
  /** Offset of its first character; of a string, the quote. */
  readonly from: number
  /** Offset after its last character. */
  readonly to: number
}

const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"|[-+.\w]+|[{}[\]:,]/g

/** @param text one valid JSON text; of any other the tokens that can be read */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = []
  for (const { 0: token, index: from } of text.matchAll(TOKEN)) {
    const [first = ''] = token
    const type = first === '"' ? 'string' : isPunctuation(first) ? first : 'literal'
    tokens.push({ type, from, to: from + token.length })
  }
  return tokens
}

const isPunctuation = (text: string): text is '{' | '}' | '[' | ']' | ':' | ',' =>
  text !== '' && '{}[]:,'.includes(text)

/** Member names that stand twice in one object, however deep: `JSON.parse` keeps the last of them without a word. */
export function duplicateNames(text: string): string[] {
  const found = new Set<string>()
  const objects: Set<string>[] = []
  let before: JsonToken | undefined
  for (const token of jsonTokens(text)) {
    if (token.type === '{') objects.push(new Set())
    if (token.type === '}') objects.pop()
    if (token.type === ':' && before) {
      const name = String(JSON.parse(text.slice(before.from, before.to)))
      const names = objects.at(-1)
      if (names?.has(name)) found.add(name)
      names?.add(name)
    }
    before = token
  }
  return [...found]
}

/** Objects and arrays within each other that the claims of a token may have; RFC 8259 section 9 lets a reader set a limit. */
export const MAX_DEPTH = 64

/** The text opens more objects and arrays within each other than `most`. */
export const isTooDeep = (text: string, most = MAX_DEPTH): boolean =>
  nestingOf(text, (depth) => depth > most).depth > most

export interface Nesting {
  /** Objects and arrays that are open; negative where more were closed. */
  readonly depth: number
  readonly inString: boolean
}

/**
 * How a text nests where it ends, or where `isEnough` is true first. It need not be whole, or JSON.
 * @param isEnough of a depth: the rest of the text is not read
 */
export function nestingOf(text: string, isEnough: (depth: number) => boolean): Nesting {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (inString) {
      if (char === '\\') at += 1
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') depth -= 1
    if (isEnough(depth)) break
  }
  return { depth, inString }
}
