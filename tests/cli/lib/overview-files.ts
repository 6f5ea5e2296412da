/** The files of an overview, and the reports of runs that it is made of. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { unwritable } from '../../../spec/lib/fs-error.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { OVERVIEW_STYLE, overviewHtml, SHEET } from '../../../reports/overview/html.ts'
import { overviewMarkdown } from '../../../reports/overview/markdown.ts'
import type { Ended, Overview } from '../../../reports/overview/overview.ts'
import { readReport, ReportError } from '../../../reports/report/read.ts'
import { writeWholeFile } from '../../../reports/reporters/whole-file.ts'

/** @throws ConfigurationError for a folder that cannot be written */
export function writeOverview(folder: string, overview: Overview): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeWholeFile(join(folder, 'overview.json'), jsonText(overview))
    writeWholeFile(join(folder, 'overview.md'), overviewMarkdown(overview))
    writeWholeFile(join(folder, 'overview.html'), overviewHtml(overview))
    writeWholeFile(join(folder, SHEET), OVERVIEW_STYLE)
  } catch (error) {
    throw new ConfigurationError(`--reports-dir ${folder}: it ${unwritable(error)}`)
  }
}

/**
 * @param folders of runs, or folders with such folders in them, as a CI system downloads artifacts
 * @param to the folder of the overview, to which links are relative
 * @throws ConfigurationError for a folder without any report
 */
export function endedIn(folders: readonly string[], to: string): Ended[] {
  const found = folders.flatMap((folder) => {
    const reports = reportFolders(folder)
    if (reports.length === 0) throw new ConfigurationError(`${folder} has no report.json in it`)
    return reports
  })
  const named = new Map<string, string>()
  for (const folder of found) {
    const name = basename(resolve(folder))
    if (named.has(name)) throw new ConfigurationError(`two folders are named ${name}`)
    named.set(name, folder)
  }
  return [...named].map(([name, folder]) => {
    try {
      const report = readReport(join(folder, 'report.json'))
      return { name, folder: relative(to, folder).split(sep).join('/') || '.', report }
    } catch (error) {
      if (!(error instanceof ReportError)) throw error
      return { name, problem: `its report cannot be read: ${error.message}` }
    }
  })
}

const hasReport = (folder: string): boolean => existsSync(join(folder, 'report.json'))

function reportFolders(folder: string): string[] {
  if (hasReport(folder)) return [folder]
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name))
    .filter(hasReport)
}
