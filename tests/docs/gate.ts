/** Chooses the cases of the profile `gate` by what they find, and writes fixtures/cases/gate.json: `npx jiti tests/docs/gate.ts`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { casesIn } from '../../fixtures/cases/index.ts'
import { certifyInMemory } from '../../fixtures/run/in-memory.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import { root } from '../cli/lib/programs.ts'
import { findersOf } from './detection.ts'
import { exactly, gateOf, type Findable } from './select-gate.ts'

/** Of the 58 requests of the profile; the rest is for a case that has to be repeated, and for a control. */
const MOST = 55

/**
 * A wrong type in a body of more than a kilobyte finds as much as other wrong types, and comes before other large bodies that
 * are refused: a server that keeps its first large error shows here that it does not look at the next one.
 */
const WANTED = ['wrong-types/client-secret-number']

const cases = casesIn('certify')
const smoke = casesIn('smoke').map(({ id }) => id)
const found: Findable[] = []
for (const fault of faults)
  found.push({
    breaks: fault.breaks,
    foundBy: findersOf((await certifyInMemory(fault)).findings, fault.breaks),
  })

/** Chosen with one half of the faults, and measured with the other. */
const halves = [0, 1].map((half) => found.filter((_, at) => at % 2 === half))
const heldOut = halves.reduce((sum, half) => {
  const others = found.filter((fault) => !half.includes(fault))
  return sum + exactly(new Set([...smoke, ...gateOf(cases, others, MOST, WANTED)]), half)
}, 0)

const gate = gateOf(cases, found, MOST, WANTED)
const text = JSON.stringify({ gate, heldOut: { found: heldOut, of: found.length } }, null, 2)
writeFileSync(join(root, 'fixtures/cases/gate.json'), `${text}\n`)
const exact = exactly(new Set([...smoke, ...gate]), found)
process.stdout.write(`${gate.length} cases besides smoke find ${exact} of ${found.length} faults\n`)
