import type { Report } from '../report.ts'

/** `report.json`: the report itself. */
export const jsonText = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`
