/** The page of the examiner for an application that is running: what to do now, what was seen, what is left. */
import type { DeskState, CaseEnd } from '../../fixtures/client/listening/desk.ts'
import { escaped } from '../formats/text/html.ts'

export function deskPage(state: DeskState): string {
  const { current, done, left } = state
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Examiner of clients</title>
<meta http-equiv="refresh" content="3"><meta name="viewport" content="width=device-width">
<style>${STYLE}</style></head><body>
<h1>${current ? escaped(current.title) : 'No case is open'}</h1>
${current ? openCase(current) : `<p>${left.length === 0 ? 'All cases are done. The command prints the result.' : 'The next case comes in a moment.'}</p>`}
<h2>Done (${done.length})</h2><ul>${done.map(({ id, ending }) => `<li><code>${escaped(id)}</code>: ${ending}</li>`).join('')}</ul>
<h2>Left (${left.length})</h2><ul>${left.map((id) => `<li><code>${escaped(id)}</code></li>`).join('')}</ul>
</body></html>
`
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}th{text-align:left;padding-right:1rem;vertical-align:top}
code{background:#eee;padding:0 .2rem;overflow-wrap:anywhere}button{font:inherit;margin-right:.5rem;padding:.4rem .8rem}`

function openCase(current: NonNullable<DeskState['current']>): string {
  const { id, calls, parallel, baseUrl, protectedPath, credentials, tls, fails, seen } = current
  const task = `${calls} ${calls === 1 ? 'call' : 'calls'}${parallel > 1 ? `, ${parallel} at the same time` : ''}`
  const rows = {
    'Base URL': baseUrl,
    'Client id': credentials.clientId,
    'Client secret': credentials.clientSecret,
    'Organization id': credentials.organizationId,
    Call: `GET ${protectedPath}`,
  }
  return `<p>Case <code>${escaped(id)}</code></p>
<ol><li>Give these values to the application, and let it forget any token that it has.
<table>${Object.entries(rows)
    .map(([name, value]) => `<tr><th>${name}</th><td><code>${escaped(value)}</code></td></tr>`)
    .join('')}</table></li>
${tls ? '<li>Let the application trust <a href="authority.pem">this authority</a>.</li>' : ''}
<li>Let it make <strong>${task}</strong>.${fails ? ' A correct application reports an error.' : ''}</li>
<li>Say how it ended, by what the application shows:
<form method="post" action="done"><input type="hidden" name="case" value="${escaped(id)}">${BUTTONS}</form></li></ol>
<h2>Seen (${seen.length})</h2><ul>${seen.map((line) => `<li><code>${escaped(line)}</code></li>`).join('')}</ul>`
}

const TEXTS: readonly (readonly [ending: CaseEnd, text: string])[] = [
  ['succeeded', 'All calls succeeded'],
  ['failed', 'A call failed'],
  ['skipped', 'Skip this case'],
]

const BUTTONS = TEXTS.map(
  ([ending, text]) => `<button name="result" value="${ending}">${text}</button>`,
).join('')
