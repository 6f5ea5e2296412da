/** Text for HTML: it is shown, and does nothing. */
import { inert } from '../../spec/inert.ts'

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For content and for attributes in quotes. */
export const escaped = (text: string): string =>
  inert(text).replaceAll(/[&<>"']/g, (each) => NAMES[each] ?? '')

/** Longer text would push a page over its edge; what was left out is shown to be missing. */
export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text
