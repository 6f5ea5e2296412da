/** `doctor`: what stands between this configuration and a run, before the first case. */
import { parseArgs } from 'node:util'
import { examine } from '../../fixtures/doctor/doctor.ts'
import { networkProbes } from '../../fixtures/doctor/probes.ts'
import { sources } from '../../fixtures/env.ts'
import { httpTransport } from '../../fixtures/transport.ts'
import { doctorText } from '../../reports/formats/doctor.ts'
import { coloured, plain } from '../../reports/formats/palette.ts'
import { badOption } from './options.ts'

export async function doctor(args: readonly string[]): Promise<number> {
  const { json, baseUrl } = optionsOf(args)
  const read = sources()
  const diagnosis = await examine({
    sources: read,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    probes: (timeoutMs) => networkProbes({ timeoutMs }),
    transport: httpTransport,
    now: Date.now,
  })
  const palette = process.stdout.isTTY && !read.real['NO_COLOR'] ? coloured : plain
  const text = json ? `${JSON.stringify(diagnosis, null, 2)}\n` : doctorText(diagnosis, palette)
  process.stdout.write(text)
  return diagnosis.exit.code
}

function optionsOf(args: readonly string[]): { json: boolean; baseUrl: string | undefined } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, 'base-url': { type: 'string' } },
    })
    return { json: values.json, baseUrl: values['base-url'] || undefined }
  } catch (error) {
    throw badOption(error)
  }
}
