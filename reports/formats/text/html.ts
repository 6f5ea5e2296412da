/** Pieces of HTML in which foreign text is only text. */
import { inert } from '../../../spec/lib/sanitize.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Foreign text, for content and for attributes in quotes. */
export const escaped = (text: string): string =>
  inert(text).replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '')

/** Longer text would not fit on a page; an ellipsis shows that it was cut. */
export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** @param inside our markup, or the result of `escaped` */
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
