/** Writes docs/detection.md, and the numbers of it that the command `plan` shows: `npx jiti tests/docs/write-detection.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freedoms } from '../../fixtures/server/freedoms/index.ts'
import { root } from '../cli/lib/programs.ts'
import { costs, detection } from './detection.ts'
import type { BlindSet } from './pages/blind-sets.ts'
import { detectionPage, foundIn } from './pages/detection.ts'

const blindSets = JSON.parse(
  readFileSync(join(import.meta.dirname, 'blind-sets.json'), 'utf8'),
) as readonly BlindSet[]

const detected = await detection()
writeFileSync(
  join(root, 'docs', 'detection.md'),
  detectionPage(detected, costs, freedoms.length, blindSets),
)
for (const { id, exact } of detected)
  if (!exact) process.stdout.write(`certify does not find exactly what ${id} breaks\n`)
const numbers = { detection: { of: detected.length, found: foundIn(detected) } }
writeFileSync(
  join(root, 'fixtures', 'cases', 'detection.json'),
  `${JSON.stringify(numbers, null, 2)}\n`,
)
