/** `verify`: checks whether a certificate can be trusted. Sends nothing. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clientCasesIn, knownClientCase } from '../../../fixtures/client/cases/index.ts'
import { casesIn, knownCase } from '../../../fixtures/cases/index.ts'
import { ConfigurationError, environment, readSettings } from '../../../fixtures/config/index.ts'
import { readPublicKey } from '../../../fixtures/config/files/pem-key.ts'
import { installedSha256 } from '../../../reports/certificate/installed-digest.ts'
import { suiteSha256 } from '../../../reports/certificate/suite-digest.ts'
import { verification, type VerifyInput } from '../../../reports/certificate/verify.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { evidenceIn } from '../../../reports/evidence/read.ts'
import { otherRequests } from '../../../reports/evidence/requests.ts'
import { paletteFor } from '../../../reports/formats/text/colours.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { verificationText } from '../../../reports/certificate/text.ts'
import { rejudge } from '../../../reports/evidence/rejudge.ts'
import { validateContract } from '../../../spec/contract/index.ts'
import { readUserFile } from '../../../spec/lib/fs-error.ts'
import { clientRequirements, requirements } from '../../../spec/requirements/index.ts'
import type { Arguments } from '../lib/types.ts'

/** Exit 0: verified. 1: refused, or genuine but not certified. 2: no key was given, so the signature was not checked. */
export async function verify({ operand = '', values }: Arguments): Promise<number> {
  const env = environment()
  const contract = await validateContract(readSettings(env).spec)
  const file = (name: string, option: string | undefined): Buffer | undefined =>
    option === undefined ? fileBeside(operand, name) : bytesOf(option)
  const report = file('report.json', values['report'])
  const evidence = file('evidence.ndjson', values['evidence'])
  const installed = await installedSha256()
  const result = verification({
    certificate: bytesOf(operand),
    ...keyOf(values['key']),
    ...targetOf(values['target']),
    ...(report ? { report } : {}),
    ...(evidence ? { evidence } : {}),
    now: Date.now(),
    casesIn: (profile, side) =>
      (side === 'client' ? clientCasesIn(profile) : casesIn(profile)).map(({ id }) => id),
    fileNamed: (name) => fileBeside(operand, name),
    today: {
      contract: contract.sha256,
      suite: suiteSha256(),
      ...(installed === undefined ? {} : { installed }),
    },
    judge: (text, { connection }) => {
      const read = evidenceIn(text)
      // The requests of a client are its choice, so there are none to compose again.
      return read.head.side === 'client'
        ? {
            evidence: read,
            rejudged: rejudge(read, contract, clientRequirements, knownClientCase),
            otherRequests: [],
          }
        : {
            evidence: read,
            rejudged: rejudge(read, contract, requirements, knownCase),
            otherRequests: otherRequests(read, knownCase, connection),
          }
    },
  })
  const palette = paletteFor(process.stdout, env)
  process.stdout.write(
    values['json'] === undefined
      ? printedText(verificationText(operand, result, palette), palette)
      : printedJson(jsonText(result)),
  )
  return result.exit
}

function keyOf(path: string | undefined): Pick<VerifyInput, 'key'> {
  if (path === undefined) return {}
  const read = readPublicKey(path)
  if ('key' in read) return read
  throw new ConfigurationError(`the file of --key ${read.problem}`)
}

/** In the form in which a run writes it. */
function targetOf(url: string | undefined): Pick<VerifyInput, 'target'> {
  if (url === undefined) return {}
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    throw new ConfigurationError(
      `--target must be an http or https URL, such as https://api.example.com; found a text of ${url.length} characters`,
    )
  return { target: new URL(url).href.replace(/\/$/, '') }
}

/** A run writes its files into one folder. */
function fileBeside(certificate: string, name: string): Buffer | undefined {
  const file = join(dirname(certificate), name)
  return existsSync(file) ? bytesOf(file) : undefined
}

const bytesOf = (file: string): Buffer =>
  readUserFile(file, (problem) => new ConfigurationError(`${file} ${problem}`))
