/** HTML in which nothing that a target said can be anything but text. */
import { inert } from '../../spec/inert.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const text = (said: string): string =>
  inert(said).replaceAll(/[&<>"']/g, (each) => entities[each] ?? '')

/** Lines as they stand; a long one is broken rather than hidden. */
export const block = (lines: string): string =>
  `<pre style="white-space: pre-wrap; overflow-wrap: anywhere">${lines.split('\n').map(text).join('\n')}</pre>`

export const code = (said: string): string => `<code>${text(said)}</code>`

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
}
