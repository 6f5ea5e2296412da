/** Stack traces of the languages that servers are written in, and errors of databases. */
import { isObject, readJson } from '../http.ts'
import type { Json } from '../model.ts'
import { ofResponse, type Check } from './lib/check.ts'

const any = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), 'm')

/**
 * No part of an expression is unbounded, so that each costs a time that grows with the length of the text. A line of a
 * trace, or a statement of SQL, has its parts within these distances.
 */
const traces: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'JavaScript stack',
    /^[^\S\n]{0,40}at .{1,200}?\(?(file:|node:|\/|[A-Z]:\\)[^:\n]{0,300}:\d{1,7}:\d{1,7}\)?/m,
  ],
  [
    'Java or Kotlin stack',
    /^[^\S\n]{0,40}at [\w$./@]{1,300}\(([\w$]{1,200}\.(java|kt|scala):\d+|Unknown Source|Native Method)\)/m,
  ],
  [
    '.NET stack',
    // A release build has no line numbers.
    any(
      /^[^\S\n]{0,40}at [\w.<>`]{1,300}\(.{0,300}\) in .{1,300}:line \d/,
      /^ {3}at [\w.<>`+|]{1,300}\.[\w<>`|]{1,200}\([^()\n]{0,300}\)\r?$/,
    ),
  ],
  [
    'Python traceback',
    any(
      /Traceback\b.{0,40}\(most recent call last\)/,
      /File (<cite[^>]{0,100}>)?("|&quot;).{1,300}?("|&quot;)(<\/cite>)?, line (<em[^>]{0,100}>)?\d/,
      /Exception Location: .{1,300}, line \d/,
    ),
  ],
  [
    'debug page',
    any(
      /Werkzeug Debugger|The debugger caught an exception in your WSGI application/,
      /You(?:'|&#x27;|&#39;)re seeing this error because you have .{0,12}DEBUG = True|Using the URLconf defined in/,
      /UseDeveloperExceptionPage|<title>Internal Server Error<\/title>.{0,80}DeveloperExceptionPage/,
      /Whoops, looks like something went wrong|Whoops\\Exception|facade\.ignition|Action Controller: Exception caught|Rails\.root:/,
    ),
  ],
  ['Go panic', any(/goroutine \d{1,10} \[/, /\.go:\d{1,7} \+0x/)],
  [
    'Rust panic',
    any(
      /thread '[^']{0,80}'(?: \(\d{1,12}\))? panicked at/,
      /panicked at '?[^\n]{0,120}\.rs:\d/,
      /\/rustc\/[\da-f]{8,40}\//,
      /called `(?:Result|Option)::(?:unwrap|expect)/,
      /^ {1,20}(?:\d{1,4}: )?at \S{1,300}\.rs:\d{1,7}:\d{1,7}$/,
    ),
  ],
  [
    'PHP or Ruby trace',
    any(
      /#\d{1,4} \/.{1,300}\(\d{1,7}\)/,
      /#\d{1,4} \{main\}/,
      /\.rb:\d{1,7}:in /,
      / in (?:<b>)?(?:\/|[A-Z]:\\)[^\n<]{1,200}\.php(?:<\/b>)?(?: on line (?:<b>)?|:)\d/,
      /"file":\s{0,9}"[^"]{1,300}\.php",\s{0,9}"line":\s{0,9}\d/,
    ),
  ],
  [
    'Elixir or Perl trace',
    any(/\) lib\/\S{1,200}\.exs?:\d{1,7}: /, / at \/\S{1,300}\.p[lm] line \d/),
  ],
  [
    'source path',
    /node_modules\/|\/(src|app|dist)\/[\w./-]{1,300}\.(js|ts|py|rb|php|go|java|rs|cs|kt):\d/,
  ],
  [
    'database error',
    any(
      /SQLSTATE|ORA-\d{5}|syntax error at or near|\bSELECT\b.{1,500}\bFROM\b/,
      /error in your SQL syntax|SQLITE_[A-Z]{4}|QueryFailedError|SQLGrammarException|SqlException/,
      /violates (unique|foreign key|not-null) constraint|relation ".{1,200}" does not exist/,
      /invalid byte sequence for encoding|invalid input syntax for type/,
      /MongoServerError|E11000 duplicate key|Cast to \w{1,100} failed for value|Invalid `prisma\./,
      // Written by a query builder: in lower case, its names in quotes.
      /\bselect .{1,300} from [`"[]\w|\binsert into [`"[]\w|\bupdate [`"[]\w{1,100}[`"\]] set /,
    ),
  ],
]

const noStackTrace = ofResponse(
  'no-stack-trace',
  ({ body }) => body.bytes > 0,
  function* ({ body }) {
    const texts = [withoutEscapes(body.text)]
    const json = readJson(body)
    const frames = 'value' in json ? stringsIn(json.value) : undefined
    if (frames) texts.push(withoutEscapes(frames.strings.join('\n')))
    const found = traces.flatMap(([actual, pattern]) =>
      texts.some((text) => pattern.test(text)) ? [actual] : [],
    )
    // Objects with a file and a line are frames of any language.
    if (found.length === 0 && frames?.hasFrame) found.push('stack frames')
    for (const actual of found)
      yield { where: 'body', expected: 'no stack trace, path or query', actual }
  },
)

/** Names that a serialized stack frame has for its file and its line. */
const FILE = /^(?:file|file_?name|path|filepath|source|abs_path|module)$/i
const LINE = /^(?:line|line_?no|line_?number)$/i
const SOURCE_FILE = /\.(?:[cm]?[jt]sx?|py|rb|php|go|java|kt|scala|rs|cs|exs?|p[lm])$/

interface Frames {
  /** Every string, one a line: a trace may be an array of its lines. */
  readonly strings: readonly string[]
  /** An object names a source file and a line. */
  readonly hasFrame: boolean
}

/** How many values are read; an error response has fewer. */
const VALUES = 20_000

function stringsIn(value: Json): Frames {
  const strings: string[] = []
  const open: Json[] = [value]
  let hasFrame = false
  for (let read = 0; open.length > 0 && read < VALUES; read += 1) {
    const next = open.pop() ?? null
    if (typeof next === 'string') strings.push(next)
    if (typeof next !== 'object' || next === null) continue
    hasFrame ||= isObject(next) && isFrame(next)
    open.push(...Object.values(next).toReversed())
  }
  return { strings, hasFrame }
}

function isFrame(value: Readonly<Record<string, Json>>): boolean {
  const members = Object.entries(value)
  const hasFile = members.some(
    ([name, text]) => FILE.test(name) && typeof text === 'string' && SOURCE_FILE.test(text),
  )
  return hasFile && members.some(([name, line]) => LINE.test(name) && Number(line) > 0)
}

/** The text without the escapes of JSON and HTML. */
const withoutEscapes = (text: string): string =>
  text
    .replaceAll('\\n', '\n')
    .replaceAll('\\r', '\r')
    .replaceAll('\\t', '\t')
    .replaceAll('\\"', '"')
    .replaceAll('\\/', '/')
    .replaceAll(/<br ?\/?>/g, '\n')
    .replaceAll(/&nbsp;|&#160;/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')

export const traceChecks: readonly Check[] = [noStackTrace]
