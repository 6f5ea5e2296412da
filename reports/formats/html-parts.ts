/** Pieces of a page in which nobody else's text can do anything. */
import { createHash } from 'node:crypto'
import { inert } from '../../spec/inert.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Anybody's text. */
export const text = (told: string): string =>
  inert(told).replaceAll(/[&<>"']/g, (each) => entities[each] ?? '')

/** @param inside markup of ours, or what `text` made */
export const element = (name: string, kind: string, inside: readonly string[]): string =>
  `<${name}${kind === '' ? '' : ` class="${kind}"`}>${inside.join('')}</${name}>`

export const row = (cells: readonly string[]): string => element('tr', '', cells)

export const list = (items: readonly string[]): string =>
  items.length === 0
    ? ''
    : element(
        'ul',
        '',
        items.map((each) => element('li', '', [each])),
      )

export const section = (title: string, note: string, inside: string): string =>
  element('section', '', [
    element('h2', '', [title, note === '' ? '' : ` ${element('small', '', [note])}`]),
    inside,
  ])

/** Nothing is loaded, nothing runs; of styles, only the one below. */
export function page(title: string, style: string, inside: string): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${inside}
</main>
</body>
</html>
`
}
