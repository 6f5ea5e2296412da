/** Stack traces in JSON: arrays of lines, arrays of frames, and what only looks like one. */
import { checkFinds } from '../../support/check-results.ts'
import type { Json } from '../../../spec/model.ts'

const answered = (value: Json | string, found: readonly string[] = []) => ({
  scene: { status: 500, body: typeof value === 'string' ? value : { json: value } },
  finds: found.map((actual) => `body: no stack trace, path or query, is ${actual}`),
})

const FRAMES = 'stack frames'

const right: Readonly<Record<string, Json>> = {
  'a position in the body of the request': {
    message: 'Unexpected token',
    line: 3,
    column: 17,
    path: '/api/token',
  },
  'a file that is no source': { file: 'body.json', line: 3 },
  'a source file without a line': { file: 'token.ts', size: 12 },
  'a line of zero': { file: 'token.ts', line: 0 },
  'a line that is a text': { file: 'token.ts', line: 'first' },
  'a file and a line in two objects': [{ file: 'token.ts' }, { line: 12 }],
  'a pointer of a problem': { errors: [{ source: { pointer: '/clientId' }, line: 1 }] },
  'words over several strings': ['select', 'a plan from the list', 'at noon'],
  'the problem of ASP.NET': {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'Bad Request',
    status: 400,
    traceId: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00',
  },
  'the error of Spring': {
    timestamp: '2026-01-15T12:00:00.000+00:00',
    status: 400,
    error: 'Bad Request',
    path: '/api/token',
  },
}

checkFinds('no-stack-trace', [
  ...Object.entries(right).map(([title, value]) => ({
    title: `${title} is right`,
    ...answered(value),
  })),
  {
    title: 'frames of Laravel are a violation',
    ...answered(
      {
        message: 'x',
        trace: [{ file: '/var/www/vendor/Pipeline.php', line: 180, function: 'handle' }],
      },
      ['PHP or Ruby trace'],
    ),
  },
  {
    title: 'frames of Python are a violation',
    ...answered({ traceback: [{ filename: 'token.py', lineno: 12, name: 'post' }] }, [FRAMES]),
  },
  {
    title: 'frames of Java are a violation',
    ...answered({ stackTrace: [{ className: 'a.B', fileName: 'Token.java', lineNumber: 42 }] }, [
      FRAMES,
    ]),
  },
  {
    title: 'frames of Node are a violation, with the line as text',
    ...answered({ stack: [{ file: 'token.service.mjs', lineNumber: '88', column: 3 }] }, [FRAMES]),
  },
  {
    title: 'frames deep within are a violation',
    ...answered({ error: { inner: [[{ a: { abs_path: '/srv/x.rb', lineno: 3 } }]] } }, [FRAMES]),
  },
  {
    title: 'lines in an array are a violation',
    ...answered({ stack: ['Error: x', '    at issue (/srv/main.js:12:34)'] }, ['JavaScript stack']),
  },
  {
    title: 'lines of Java in an array are a violation',
    ...answered({ trace: ['java.lang.E', '\tat io.formflow.Token.issue(Token.java:42)'] }, [
      'Java or Kotlin stack',
    ]),
  },
  {
    title: 'the warning of PHP with its tags is a violation',
    ...answered('<br />\n<b>Warning</b>: x in <b>/var/www/token.php</b> on line <b>12</b><br />', [
      'PHP or Ruby trace',
    ]),
  },
  {
    title: 'the same without tags is a violation',
    ...answered('Warning: x in /var/www/token.php on line 12', ['PHP or Ruby trace']),
  },
  {
    title: 'a panic of Rust as it is today is a violation',
    ...answered("thread 'tokio-runtime-worker' (4242) panicked at src/token.rs:12:5:\nx", [
      'Rust panic',
    ]),
  },
  {
    title: 'a panic without its thread is a violation',
    ...answered({ error: 'panicked at src/main.rs:12:5' }, ['Rust panic']),
  },
  {
    title: 'the message of unwrap is a violation',
    ...answered({ error: 'called `Result::unwrap()` on an `Err` value: x' }, ['Rust panic']),
  },
  {
    title: 'a trace on the protected operation is a violation',
    scene: {
      ...answered({ stack: ['    at issue (/srv/main.js:12:34)'] }).scene,
      step: { operation: 'protected', method: 'GET' },
    },
    finds: ['body: no stack trace, path or query, is JavaScript stack'],
  },
  {
    title: 'a body with ten thousand members is read to an end',
    ...answered(Array.from({ length: 30_000 }, (_, at) => ({ at }))),
  },
])
