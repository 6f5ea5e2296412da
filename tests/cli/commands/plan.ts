/** `plan`: what a run with these options would send, cost and leave out. */
import { planOf } from '../../../fixtures/run/plan.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { planText } from '../../../reports/formats/commands/plan.ts'
import { examined } from '../lib/preflight.ts'
import { configured } from '../lib/settings.ts'
import { selected } from '../lib/select.ts'
import type { Given } from '../lib/types.ts'

export async function plan(given: Given): Promise<number> {
  const { settings, env } = configured(given)
  await examined(settings)
  const planned = await planOf(settings, selected(settings, given.values['grep']), env)
  process.stdout.write(
    given.values['json'] === undefined ? `${planText(planned)}\n` : jsonText(planned),
  )
  return 0
}
