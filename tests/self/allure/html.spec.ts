/** The HTML of Allure loads nothing from another server. */
import { expect, test } from '@playwright/test'
import { withBanner } from '../../../reports/allure/banner.ts'
import { trends, withoutAnalytics } from '../../../reports/allure/html.ts'
import { golden } from '../../support/golden.ts'

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

test('the page opens at the verdict, in its colour', () => {
  const page = '<html><head></head><body><div id="app"></div></body></html>'
  const bad = withBanner(page, golden('non-conformant'))
  expect(bad).toMatch(
    /<body>\n<style>[^]*<\/style>\n<div id="formflow-verdict"[^>]*><b>NON-CONFORMANT<\/b> [^]*<div id="app">/,
  )
  expect(bad).toContain('background: #b42318')
  expect(withBanner(page, golden('undetermined'))).toContain('background: #805200')
  expect(() => withBanner('<html></html>', golden('conformant'))).toThrow(/has no body/)
})

test('a history chart is there only with something to show', () => {
  const titles = (runs: number): unknown[] => trends(runs).map((chart) => Object.values(chart)[0])
  expect(titles(0)).toEqual([])
  expect(titles(1)).toEqual(['statusDynamics'])
  expect(titles(2)).toEqual(['statusDynamics', 'statusTransitions'])
})
