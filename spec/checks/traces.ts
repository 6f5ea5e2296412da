/** Stack traces of the languages that servers are written in, and errors of databases. */
import { isObject, readJson } from '../http.ts'
import type { Json } from '../model.ts'
import { ofResponse, type Check } from './check.ts'

const any = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), 'm')

const traces: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['JavaScript stack', /^\s*at .+\(?(file:|node:|\/|[A-Z]:\\).*:\d+:\d+\)?/m],
  [
    'Java or Kotlin stack',
    /^\s*at [\w$./@]+\(([\w$]+\.(java|kt|scala):\d+|Unknown Source|Native Method)\)/m,
  ],
  [
    '.NET stack',
    // A release build has no line numbers.
    any(/^\s*at [\w.<>`]+\(.*\) in .+:line \d+/, /^ {3}at [\w.<>`+|]+\.[\w<>`|]+\([^()]*\)\r?$/),
  ],
  [
    'Python traceback',
    any(
      /Traceback\b.{0,40}\(most recent call last\)/,
      /File (<cite[^>]*>)?("|&quot;).+("|&quot;)(<\/cite>)?, line (<em[^>]*>)?\d+/,
      /Exception Location: .+, line \d+/,
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
  ['Go panic', any(/goroutine \d+ \[/, /\.go:\d+ \+0x/)],
  [
    'Rust panic',
    any(
      /thread '[^']{0,80}'(?: \(\d+\))? panicked at/,
      /panicked at '?[^\n]{0,120}\.rs:\d+/,
      /\/rustc\/[\da-f]{8,40}\//,
      /called `(?:Result|Option)::(?:unwrap|expect)/,
      /^\s+(?:\d+: )?at \S+\.rs:\d+:\d+$/,
    ),
  ],
  [
    'PHP or Ruby trace',
    any(
      /#\d+ \/.+\(\d+\)/,
      /#\d+ \{main\}/,
      /\.rb:\d+:in /,
      / in (?:<b>)?(?:\/|[A-Z]:\\)[^\n<]{1,200}\.php(?:<\/b>)?(?: on line (?:<b>)?|:)\d+/,
      /"file":\s*"[^"]+\.php",\s*"line":\s*\d+/,
    ),
  ],
  ['Elixir or Perl trace', any(/\) lib\/\S+\.exs?:\d+: /, / at \/\S+\.p[lm] line \d+/)],
  [
    'source path',
    /node_modules\/|\/(src|app|dist)\/[\w./-]+\.(js|ts|py|rb|php|go|java|rs|cs|kt):\d+/,
  ],
  [
    'database error',
    any(
      /SQLSTATE|ORA-\d{5}|syntax error at or near|\bSELECT\b.+\bFROM\b/,
      /error in your SQL syntax|SQLITE_[A-Z]{4,}|QueryFailedError|SQLGrammarException|SqlException/,
      /violates (unique|foreign key|not-null) constraint|relation ".+" does not exist/,
      /invalid byte sequence for encoding|invalid input syntax for type/,
      /MongoServerError|E11000 duplicate key|Cast to \w+ failed for value|Invalid `prisma\./,
      // Written by a query builder: in lower case, its names in quotes.
      /\bselect .+ from [`"[]\w|\binsert into [`"[]\w|\bupdate [`"[]\w+[`"\]] set /,
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
    for (const [actual, pattern] of traces)
      if (texts.some((text) => pattern.test(text)))
        yield { where: 'body', expected: 'no stack trace, path or query', actual }
    if (frames?.hasFrame)
      yield { where: 'body', expected: 'no stack trace, path or query', actual: 'stack frames' }
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
    open.push(...(Object.values(next) as Json[]).toReversed())
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
