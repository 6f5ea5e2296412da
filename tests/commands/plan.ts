/** `plan`: what a run with these options would send, cost and leave out. */
import { planOf } from '../../fixtures/plan.ts'
import { jsonText } from '../../reports/formats/json.ts'
import { planText } from '../../reports/formats/plan.ts'
import { examined } from './examined.ts'
import { configured } from './options.ts'
import type { Given } from './parse.ts'
import { selected } from './selected.ts'

export async function plan(given: Given): Promise<number> {
  const { settings, env } = configured(given)
  await examined(settings)
  const planned = await planOf(settings, selected(settings, given.values['grep']), env)
  process.stdout.write(
    given.values['json'] === undefined ? `${planText(planned)}\n` : jsonText(planned),
  )
  return 0
}
