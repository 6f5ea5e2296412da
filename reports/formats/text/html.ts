/** Pieces of HTML in which nobody else's text can do anything. */
import { inert } from '../../../spec/lib/sanitize.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Anybody's text, for content and for attributes in quotes: it is shown, and does nothing. */
export const escaped = (text: string): string =>
  inert(text).replaceAll(/[&<>"']/g, (each) => ENTITIES[each] ?? '')

/** Longer text would push a page over its edge; what was left out is shown to be missing. */
export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** @param inside markup of ours, or what `escaped` made */
export const element = (name: string, kind: string, inside: readonly string[]): string =>
  `<${name}${kind === '' ? '' : ` class="${kind}"`}>${inside.join('')}</${name}>`

export const code = (text: string): string => element('code', '', [escaped(text)])

export const row = (cells: readonly string[]): string => element('tr', '', cells)

export const list = (items: readonly string[]): string =>
  items.length === 0
    ? ''
    : element(
        'ul',
        '',
        items.map((item) => element('li', '', [item])),
      )

export const section = (title: string, note: string, inside: string): string =>
  element('section', '', [
    element('h2', '', [title, note === '' ? '' : ` ${element('small', '', [note])}`]),
    inside,
  ])
