/** The last act of a run: every file that was written is searched for secrets, a piece at a time. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join, relative } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { sha256 } from '../../spec/lib/digest.ts'

/** Whether a text contains a secret of the run, in any of its encodings. */
export type ContainsSecret = (text: string) => boolean

/**
 * @param containsSecret whether a text holds a secret of the run
 * @param program SHA-256 of the program in a page, in base64, which is not searched; absent: everything is
 * @returns the files that do, relative to the folder
 */
export function filesWithSecrets(
  folder: string,
  containsSecret: ContainsSecret,
  program?: string,
): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => piecesLeak(file, piecesOf(file), containsSecret, program))
    .map((file) => relative(folder, file))
}

/** The same for a text that is to be written into a file of this name. */
export const hasSecret = (file: string, text: string, containsSecret: ContainsSecret): boolean =>
  piecesLeak(file, [text], containsSecret)

const PIECE = 1_048_576

/** The text of a file; of whatever size the file is, only one piece of it is in memory. */
function* piecesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r')
  const decoder = new StringDecoder('utf8')
  try {
    // Most of some hundred files are small; one byte more, so that the second read is the last.
    const bytes = Buffer.alloc(Math.min(PIECE, fstatSync(descriptor).size + 1))
    for (let size = 1; size > 0;) {
      size = readSync(descriptor, bytes)
      yield decoder.write(bytes.subarray(0, size))
    }
    yield decoder.end()
  } finally {
    closeSync(descriptor)
  }
}

/** The one-file HTML of Allure embeds the files of its data in base64, and a certificate its statement. */
const EMBEDDING = /(\.html|\bcertificate\.json)$/

function piecesLeak(
  file: string,
  pieces: Iterable<string>,
  containsSecret: ContainsSecret,
  program?: string,
): boolean {
  const search = createSearch(containsSecret)
  // Elsewhere a long run of base64 may be an opaque token.
  const take = EMBEDDING.test(file)
    ? createUnpacker(search.add, program)
    : { add: search.add, end: () => {} }
  for (const piece of pieces) {
    take.add(piece)
    if (search.found()) return true
  }
  take.end()
  return search.end()
}

/** What a secret may take in its longest form: it is searched for across the border of two pieces. */
const OVERLAP = 65_536

interface Search {
  readonly add: (text: string) => void
  readonly found: () => boolean
  /** @returns whether anything was found, at last */
  readonly end: () => boolean
}

function createSearch(containsSecret: ContainsSecret): Search {
  let parts: string[] = []
  let size = 0
  let found = false
  const search = (): void => {
    const text = parts.join('')
    found ||= containsSecret(text)
    parts = [text.slice(-OVERLAP)]
    size = 0
  }
  return {
    add: (text) => {
      parts.push(text)
      size += text.length
      if (size >= PIECE) search()
    },
    found: () => found,
    end: () => {
      search()
      return found
    },
  }
}

/** A shorter run between quotes is a word. */
const EMBEDDED = 64

/** What begins a run: a quote, or a program, such as Allure's, which is the same in every report and nothing of ours. */
const BEGIN = /"?data:text\/javascript;base64,|"/g
const END = /[^\w+/=]/g

/** A longer program is not Allure's. */
const LONGEST_PROGRAM = 16 * PIECE

/** The offset of the next match, or the text's length; the match itself, or nothing. */
function nextOf(pattern: RegExp, text: string, from: number): readonly [at: number, match: string] {
  pattern.lastIndex = from
  const match = pattern.exec(text)
  return match ? [match.index, match[0]] : [text.length, '']
}

interface Unpacker {
  readonly add: (text: string) => void
  readonly end: () => void
}

/**
 * Passes a text on with each long run of base64 after a quote decoded, and without Allure's program, if it is exactly that.
 * Undecoded, a date in such a run may look like the same date in a token.
 */
function createUnpacker(pass: (text: string) => void, program?: string): Unpacker {
  let mode: 'text' | 'run' | 'program' = 'text'
  let run = ''
  let isLong = false

  /** Decodes whole groups of four characters; the others wait for more. */
  const decode = (): void => {
    isLong ||= run.length >= EMBEDDED
    const end = run.length - (run.length % 4)
    pass(Buffer.from(run.slice(0, end), 'base64').toString('utf8'))
    run = run.slice(end)
  }
  const endRun = (): void => {
    if (mode === 'program' && sha256(run) === program) run = ''
    if (isLong || run.length >= EMBEDDED) decode()
    pass(run)
    run = ''
    isLong = false
    mode = 'text'
  }

  return {
    add: (text) => {
      let at = 0
      while (at < text.length) {
        if (mode === 'text') {
          const [begin, match] = nextOf(BEGIN, text, at)
          pass(text.slice(at, begin))
          at = begin + match.length
          if (match !== '') mode = match === '"' ? 'run' : 'program'
          if (match === '"') pass(match)
        } else {
          const [end] = nextOf(END, text, at)
          run += text.slice(at, end)
          if (run.length >= LONGEST_PROGRAM) mode = 'run'
          if (mode === 'run' && run.length >= PIECE) decode()
          if (end < text.length) endRun()
          at = end
        }
      }
    },
    end: endRun,
  }
}
