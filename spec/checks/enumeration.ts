/** Whether refusals tell an attacker which of the credentials was right. */
import type { SealedResponse, Violation } from '../model.ts'
import { mediaType } from '../wire.ts'
import type { Check, Sight } from './check.ts'

const uniformRefusal: Check = {
  verifies: 'uniform-refusal',
  when: (sight) =>
    sight.step.proves.includes('uniform-refusal') && refusals(sight).length > sight.before.length,
  *violations(sight): Generator<Violation> {
    const [first, ...others] = refusals(sight)
    if (!first) return
    for (const other of others)
      for (const [where, read] of faces)
        if (read(other.response) !== read(first.response))
          yield {
            where: `${where} of ${other.name}`,
            expected: `as for ${first.name}: ${read(first.response)}`,
            actual: read(other.response),
          }
  },
}

/** What a caller can compare; ids and times that change with every answer are evened out. */
const faces: readonly (readonly [string, (response: SealedResponse) => string])[] = [
  ['status', ({ status }) => String(status)],
  ['media type', ({ headers }) => mediaType(headers) ?? 'absent'],
  ['body', ({ body }) => body.text.replaceAll(/[\da-f]{8}-[\da-f-]{27}|\d+/gi, '#').slice(0, 200)],
]

const refusals = (sight: Sight): { name: string; response: SealedResponse }[] =>
  [...sight.before, sight].flatMap(({ step, exchange: { response } }) =>
    response && response.status >= 400 ? [{ name: step.name, response }] : [],
  )

export const enumeration: readonly Check[] = [uniformRefusal]
