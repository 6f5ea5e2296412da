/** Stack traces and other internal details in a response. */
import { checkFinds } from '../../support/check-results.ts'

const clean = [
  'Unauthorized',
  '{"message":"Unexpected token a in JSON at position 1","path":"/api/token"}',
  '{"message":"Select a client from the list at 12:30:05"}',
  '<html>Look at (http://formflow.example/docs:1)</html>',
  '{"file":"report.pdf","line":3}',
  '{"message":"Expected a string but was BEGIN_OBJECT at line 1 column 17 path $.clientId"}',
  '{"instance":"/api/token.php","detail":"select a plan from your account"}',
  '{"host":"api.formflow.rs:443","at":"   at noon"}',
  '<script type="module" src="/static/app/main.js"></script>',
]

const traces = {
  'JavaScript stack': 'Error: x\n    at Object.<anonymous> (/srv/formflow/main.cjs:12:34)',
  'Java or Kotlin stack': 'java.lang.E\n\tat io.formflow.Token.issue(Token.java:42)',
  '.NET stack':
    'System.Exception: x\n   at Formflow.Token.Issue(String id) in C:\\w\\Token.cs:line 7',
  'Python traceback': 'Traceback (most recent call last):\n  x',
  'Go panic': 'panic: x\n\ngoroutine 18 [running]:',
  'PHP or Ruby trace': '#0 /var/www/token.php(12): issue()',
  'source path': 'thrown in /srv/dist/token/token.service.js:88',
  'Rust panic': "thread 'main' panicked at main.rs:42:10",
  'Elixir or Perl trace': '    (formflow 0.1.0) lib/formflow/token.ex:12: Formflow.Token.login/1',
  'database error': 'SQLSTATE[42P01]: no such table',
}

/** More examples of the same kinds. */
const variants = {
  'Java or Kotlin stack': [
    '\tat java.base/java.lang.Thread.run(Unknown Source)',
    '\tat sun.reflect.Invoker.invoke0(Native Method)',
  ],
  '.NET stack': ['Exception: x\r\n   at Formflow.TokenController.Post(TokenRequest request)\r\n'],
  'Python traceback': [
    'File &quot;/srv/token.py&quot;, line 12',
    'File <cite class="filename">"/srv/token.py"</cite>, line <em class="line">12</em>',
    'Exception Location: /srv/views.py, line 12, in post',
  ],
  'Go panic': ['main.handler\n\t/home/build/main.go:42 +0x1d'],
  'PHP or Ruby trace': [
    'Uncaught TypeError in /var/www/token.php:12',
    '#0 {main}',
    '{"exception":"TypeError","file":"/var/www/Auth.php","line":12}',
    "token_controller.rb:12:in 'create'",
  ],
  'Elixir or Perl trace': ['Died at /srv/token.pl line 12.'],
  'database error': [
    'You have an error in your SQL syntax; check the manual',
    'SQLITE_ERROR: near "x"',
    'duplicate key value violates unique constraint "clients_pkey"',
    'Cast to string failed for value "{}" (type Object) at path "clientId"',
    'Invalid `prisma.client.findUnique()` invocation',
    'select * from `clients` where `id` = ?',
    'insert into "logins" ("client_id") values ($1)',
  ],
}

const traced = (body: string, finds: readonly string[]) => ({ scene: { status: 500, body }, finds })

checkFinds('no-stack-trace', [
  ...clean.map((body) => ({ title: `"${body}" is right`, ...traced(body, []) })),
  {
    title: 'an empty body is not applicable',
    scene: { body: '' },
    finds: 'not applicable',
  },
  ...Object.entries(traces).flatMap(([kind, text]) => [
    {
      title: `a ${kind} as text is a violation`,
      ...traced(text, [`body: no stack trace, path or query, is ${kind}`]),
    },
    {
      title: `a ${kind} within JSON is a violation`,
      ...traced(JSON.stringify({ detail: text }), [
        `body: no stack trace, path or query, is ${kind}`,
      ]),
    },
  ]),
  ...Object.entries(variants).flatMap(([kind, texts]) =>
    texts.map((text) => ({
      title: `"${text}" is a violation as a ${kind}`,
      ...traced(text, [`body: no stack trace, path or query, is ${kind}`]),
    })),
  ),
  {
    title: 'two kinds of traces are two violations',
    ...traced('at node_modules/x SELECT a FROM b', [
      'body: no stack trace, path or query, is source path',
      'body: no stack trace, path or query, is database error',
    ]),
  },
])
