/** docs/detection.md, and the numbers of it that the command `plan` shows. */
import { freedoms } from '../../fixtures/server/freedoms/index.ts'
import { jsonText } from '../../reports/formats/text/json.ts'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { join } from 'node:path'
import { costs, detection } from './detection.ts'
import type { Generated } from './model.ts'
import type { BlindSet } from './pages/blind-sets.ts'
import { detectionPage, foundIn } from './pages/detection.ts'

const blindSets = readJsonFile(join(import.meta.dirname, 'blind-sets.json')) as readonly BlindSet[]

export async function detectionFiles(): Promise<Generated[]> {
  const detected = await detection()
  for (const { id, exact } of detected)
    if (!exact) process.stdout.write(`certify does not find exactly what ${id} breaks\n`)
  const numbers = { detection: { of: detected.length, found: foundIn(detected) } }
  return [
    {
      file: 'docs/detection.md',
      text: detectionPage(detected, costs, freedoms.length, blindSets),
    },
    { file: 'fixtures/cases/detection.json', text: jsonText(numbers) },
  ]
}
