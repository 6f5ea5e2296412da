/** Pieces of HTML that only Allure's page of a case needs. */
import { element, escaped, row } from '../formats/text/html.ts'

/** Lines as they stand; a long one is broken rather than hidden. */
export const block = (lines: string): string =>
  `<pre style="white-space: pre-wrap; overflow-wrap: anywhere">${lines.split('\n').map(escaped).join('\n')}</pre>`

/** @param rows markup */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const cells = (all: readonly string[], name: string): string =>
    row(all.map((each) => element(name, '', [each])))
  return element('table', '', [
    element('thead', '', [cells(heads, 'th')]),
    element(
      'tbody',
      '',
      rows.map((each) => cells(each, 'td')),
    ),
  ])
}
