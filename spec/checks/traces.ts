/** Stack traces of the languages that servers are written in, and errors of databases. */
import { ofResponse, type Check } from './check.ts'

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
  ['Go panic', any(/goroutine \d{1,10} \[/, /\.go:\d{1,7} \+0x/)],
  ['Rust panic', /thread '.{0,100}' panicked at/],
  [
    'PHP or Ruby trace',
    any(
      /#\d{1,4} \/.{1,300}\(\d{1,7}\)/,
      /#\d{1,4} \{main\}/,
      /\.rb:\d{1,7}:in /,
      / in \/.{1,300}\.php(<\/b>)?( on line (<b>)?|:)\d/,
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
