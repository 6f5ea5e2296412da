/** `baseline`: the known failures of the last run; with `--write`, a new baseline of its violations. */
import { join, relative } from 'node:path'
import { readSettings } from '../../../fixtures/config/index.ts'
import { baselineText } from '../../../reports/formats/commands/baseline.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import {
  newBaselineNotes,
  newBaselineText,
} from '../../../reports/formats/commands/new-baseline.ts'
import { readReport, ReportError } from '../../../reports/report/read.ts'
import { newBaseline, type EntryDefaults } from '../../../reports/report/new-baseline.ts'
import type { Report } from '../../../reports/report/report.ts'
import { DAY_MS, dayOf } from '../../../spec/lib/date.ts'
import { badOption } from '../lib/parse.ts'
import { asConfigurationError } from '../lib/errors.ts'
import type { Arguments } from '../lib/types.ts'

/** @param now epoch milliseconds, from which `--expires` counts days */
export async function baseline({ operand, values }: Arguments, now = Date.now()): Promise<number> {
  const filling = fillingOf(values, now)
  const file = operand ?? join(readSettings().reportsDir, 'report.json')
  const report = read(relative('', file) || file)
  if (values['write'] === undefined) {
    process.stdout.write(printedText(`${baselineText(report)}\n`))
    return 0
  }
  const ready = newBaseline(report, filling)
  process.stdout.write(printedJson(`${newBaselineText(ready)}\n`))
  for (const line of newBaselineNotes(ready, report)) process.stderr.write(`${printedText(line)}\n`)
  return 0
}

function fillingOf(values: Arguments['values'], now: number): EntryDefaults {
  const { write, reason, owner, expires } = values
  const filled = Object.entries({ reason, owner, expires }).filter(
    ([, value]) => value !== undefined,
  )
  const [[first] = ['']] = filled
  if (write === undefined && filled.length > 0) throw badOption(`--${first} needs --write`)
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { owner }),
    expires: lastDay(expires ?? '30', now),
  }
}

function lastDay(given: string, now: number): string {
  if (/^\d{1,4}$/.test(given)) return dayOf(now + Number(given) * DAY_MS)
  const time = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(given) : Number.NaN
  // Date.parse moves the 31st of a short month into the next one.
  if (Number.isNaN(time) || dayOf(time) !== given)
    throw badOption('--expires must be a date such as 2027-01-31, or a number of days')
  return given
}

const read = (file: string): Report =>
  asConfigurationError(
    () => readReport(file),
    ReportError,
    (message) => `${file}: ${message}; baseline takes the report.json of a run`,
  )
