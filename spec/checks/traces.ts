/** Stack traces of the languages that servers are written in, and errors of databases. */
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
  ['Go panic', any(/goroutine \d+ \[/, /\.go:\d+ \+0x/)],
  ['Rust panic', /thread '.*' panicked at/],
  [
    'PHP or Ruby trace',
    any(
      /#\d+ \/.+\(\d+\)/,
      /#\d+ \{main\}/,
      /\.rb:\d+:in /,
      / in \/.+\.php(<\/b>)?( on line (<b>)?|:)\d+/,
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
    const text = asWritten(body.text)
    for (const [actual, pattern] of traces)
      if (pattern.test(text))
        yield { where: 'body', expected: 'no stack trace, path or query', actual }
  },
)

/** The text without the escapes of JSON and HTML. */
const asWritten = (text: string): string =>
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
