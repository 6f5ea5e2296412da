/** The HTML of Allure loads nothing from another server. */
import { expect, test } from '@playwright/test'
import { withoutAnalytics } from '../../../reports/allure/html.ts'

const google = 'https://www.googletagmanager.com/gtag/js?id=G-1'
const known = `<script async src="${google}"></script>\n<script>\n window.dataLayer = window.dataLayer || [];\n gtag()\n</script>`

test('the known analytics script is removed, and nothing else', () => {
  const page = (script: string): string =>
    `<head><script>own()</script>${script}<title>a</title></head>`
  expect(withoutAnalytics(page(known))).toBe(page(''))
  expect(withoutAnalytics(page(''))).toBe(page(''))
})

for (const [what, changed] of [
  ['another form', known.replace('async', 'defer')],
  ['a second time', known + known],
  ['another address', known.replace('www.googletagmanager', 'stats.example')],
  ['no protocol', `<script src="//stats.example/a.js"></script>`],
  ['a style sheet from elsewhere', `<link rel="stylesheet" href="https://fonts.example/a.css">`],
] as const)
  test(`an analytics script with ${what} stops the report`, () => {
    expect(() => withoutAnalytics(`<head>${changed}</head>`)).toThrow(/was not written/)
  })
