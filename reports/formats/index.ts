/** The files that are a function of the report. A line here adds a format. */
import type { Performances } from '../report/material.ts'
import type { Report } from '../report/report.ts'

/**
 * @param reasonsAgainst why the run is not certified; none: it is; absent: there is no certificate
 * @param performances for formats that show requests and responses
 * @returns the text of the file
 */
export type Format = (
  report: Report,
  reasonsAgainst?: readonly string[],
  performances?: Performances,
) => string

/** Name of the file -> its format, which is loaded only when it is needed. */
export const files: Readonly<Record<string, () => Promise<Format>>> = {
  'report.json': async () => (await import('./text/json.ts')).jsonText,
  'report.html': async () => (await import('./page/report-page.ts')).reportPage,
  'report.css': async () => {
    const { STYLE } = await import('./page/style.ts')
    return () => STYLE
  },
  'report.md': async () => (await import('./markdown.ts')).markdownText,
  'ctrf-report.json': async () => (await import('./ctrf.ts')).ctrfText,
  'junit.xml': async () => (await import('./junit.ts')).junitText,
  'exchanges.har': async () => (await import('./har.ts')).harText,
  'report.sarif': async () => (await import('./sarif.ts')).sarifText,
}

/** All formats, in the order of the table. */
export const formats = (): Promise<(readonly [name: string, format: Format])[]> =>
  Promise.all(
    Object.entries(files).map(async ([name, load]): Promise<readonly [string, Format]> => [
      name,
      await load(),
    ]),
  )
