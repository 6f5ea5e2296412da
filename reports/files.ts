/** The files that are a function of the report and of nothing else. To add a format is to add a line. */
import type { Report } from './report.ts'

export type Format = (report: Report) => string

/** Name of the file -> its format, loaded by whoever needs it. */
export const files: Readonly<Record<string, () => Promise<Format>>> = {
  'report.json': async () => (await import('./formats/json.ts')).jsonText,
  'report.md': async () => (await import('./formats/markdown.ts')).markdownText,
  'ctrf-report.json': async () => (await import('./formats/ctrf.ts')).ctrfText,
  'report.sarif': async () => (await import('./formats/sarif.ts')).sarifText,
}

/** All of them, in order of the table. */
export const formats = (): Promise<(readonly [name: string, format: Format])[]> =>
  Promise.all(
    Object.entries(files).map(async ([name, load]): Promise<readonly [string, Format]> => [
      name,
      await load(),
    ]),
  )
