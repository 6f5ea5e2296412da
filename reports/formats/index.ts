/** The files that are a function of the report and of nothing else. To add a format is to add a line. */
import type { Report } from '../report/report.ts'

export type Format = (report: Report) => string

/** Name of the file -> its format, loaded by whoever needs it. */
export const files: Readonly<Record<string, () => Promise<Format>>> = {
  'report.json': async () => (await import('./text/json.ts')).jsonText,
  'report.md': async () => (await import('./markdown.ts')).markdownText,
  'ctrf-report.json': async () => (await import('./ctrf.ts')).ctrfText,
  'report.sarif': async () => (await import('./sarif.ts')).sarifText,
}

/** All of them, in order of the table. */
export const formats = (): Promise<(readonly [name: string, format: Format])[]> =>
  Promise.all(
    Object.entries(files).map(async ([name, load]): Promise<readonly [string, Format]> => [
      name,
      await load(),
    ]),
  )
