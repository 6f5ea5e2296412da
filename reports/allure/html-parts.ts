/** Pieces of HTML for the description of a case in Allure. */
import { element, escaped, row } from '../formats/text/html.ts'

/** Preformatted lines; a long line is wrapped. */
export const block = (lines: string): string =>
  `<pre style="white-space: pre-wrap; overflow-wrap: anywhere">${lines.split('\n').map(escaped).join('\n')}</pre>`

/** @param rows markup */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const cells = (texts: readonly string[], name: string): string =>
    row(texts.map((text) => element(name, '', [text])))
  return element('table', '', [
    element('thead', '', [cells(heads, 'th')]),
    element(
      'tbody',
      '',
      rows.map((texts) => cells(texts, 'td')),
    ),
  ])
}
