/** The verdict above Allure's page, which opens at the first failed case and is green for each case that passed. */
import { byGroup } from '../report/groups.ts'
import type { Report } from '../report/report.ts'
import { lookOf, releaseText, type Look } from '../formats/page/release.ts'
import { clipped, escaped } from '../formats/text/html.ts'
import { testedText, verdictText } from '../formats/text/verdict-text.ts'

/** White on each of them is readable. */
const COLOURS: Readonly<Record<Look, string>> = {
  bad: '#b42318',
  good: '#1a7f37',
  unsure: '#805200',
}

const START = '<body>'

/**
 * @param html the page of the generator
 * @throws Error when the page has no place for it, because the generator changed
 */
export function withBanner(html: string, report: Report): string {
  const at = html.indexOf(START)
  if (at < 0) throw new Error('the HTML report has no body; it was not written')
  const end = at + START.length
  return html.slice(0, end) + banner(report) + html.slice(end)
}

/** The page of Allure is as high as the window: it gets what the banner leaves. */
function banner(report: Report): string {
  const { violated } = byGroup(report)
  const found = violated.length > 0 ? `, ${violated.length} violated` : ''
  const text = `${testedText(report)}${found}. ${clipped(releaseText(report), 240)}`
  return `
<style>
body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
#app { flex: 1; min-height: 0; }
#app > div { height: 100% !important; min-height: 0 !important; }
#formflow-verdict { background: ${COLOURS[lookOf(report)]}; color: #fff; padding: 8px 24px; font: 14px/1.4 system-ui, sans-serif; }
#formflow-verdict b { font-size: 18px; margin-right: 8px; }
#formflow-verdict a { color: #fff; }
</style>
<div id="formflow-verdict" role="region" aria-label="Verdict"><b>${escaped(verdictText(report))}</b> ${escaped(text)} <a href="../report.html">report.html</a> explains it.</div>`
}
