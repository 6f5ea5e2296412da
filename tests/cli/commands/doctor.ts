/** `doctor`: checks configuration, network and login before a run. */
import { examine } from '../../../fixtures/doctor/doctor.ts'
import { networkProbes } from '../../../fixtures/doctor/probes.ts'
import { sources } from '../../../fixtures/config/index.ts'
import { sourcesOf } from '../lib/targets.ts'
import { httpTransport } from '../../../fixtures/http/transport.ts'
import { doctorText } from '../../../reports/formats/commands/doctor.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { paletteFor } from '../../../reports/formats/text/colours.ts'
import { wayOf } from '../lib/settings.ts'
import type { Arguments } from '../lib/types.ts'

export async function doctor({ values }: Arguments): Promise<number> {
  const baseUrl = values['base-url']
  const read = sourcesOf(values, { ...sources().real, ...wayOf(values) })
  const diagnosis = await examine({
    sources: read,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    probes: (timeoutMs, access) => networkProbes({ ...access, timeoutMs }),
    transport: httpTransport,
    now: Date.now,
  })
  const palette = paletteFor(process.stdout, read.real)
  process.stdout.write(
    values['json'] === undefined
      ? printedText(doctorText(diagnosis, palette), palette)
      : printedJson(jsonText(diagnosis)),
  )
  return diagnosis.exit.code
}
