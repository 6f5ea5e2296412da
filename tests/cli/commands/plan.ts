/** `plan`: what a run with these options would send, cost and not test. */
import { planOf } from '../../../fixtures/run/plan.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { planText } from '../../../reports/formats/commands/plan.ts'
import { checkInputs } from '../../../reports/reporters/prepare.ts'
import { selectionOf } from '../lib/failed.ts'
import { configured } from '../lib/settings.ts'
import { selectCases } from '../lib/select.ts'
import type { Arguments } from '../lib/types.ts'

export async function plan(given: Arguments): Promise<number> {
  const { settings, env } = configured(given)
  await checkInputs(settings)
  const planned = await planOf(
    settings,
    selectCases(settings, selectionOf(given.values, settings)),
    env,
  )
  process.stdout.write(
    given.values['json'] === undefined
      ? printedText(`${planText(planned)}\n`)
      : printedJson(jsonText(planned)),
  )
  return 0
}
