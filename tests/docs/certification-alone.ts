/** One certification of the reference server without the runner, as a process whose cost `npm run bench` measures. */
import { certifyInMemory, faultless } from '../../fixtures/run/in-memory.ts'

const { verdict } = await certifyInMemory(faultless)
process.exitCode = verdict.exit.code
