/** Pieces of XML 1.0 in which foreign text is only text. */
import { inert } from '../../../spec/lib/sanitize.ts'
import { escaped } from './html.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Foreign text between tags, of one or more lines; XML forbids most control characters, even as references. */
export const xmlText = (text: string): string =>
  text
    .split('\n')
    .map(inert)
    .join('\n')
    .replaceAll(/[&<>]/g, (char) => ENTITIES[char] ?? '')

/** @param attributes each value is foreign text of one line; one that is `undefined` is left out */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inside?: string,
): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  )
  return `<${name}${pairs.join('')}${inside === undefined ? '/>' : `>${inside}</${name}>`}`
}
