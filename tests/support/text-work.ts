/** Everything that the suite does with a text of a target, each as a function of the text. */
import { sealBody, sealHeader } from '../../fixtures/redaction/default-seals.ts'
import { decode, decoders, readingsOf } from '../../fixtures/redaction/decodings.ts'
import { jwtFacts } from '../../fixtures/redaction/jwt-facts.ts'
import { createLeakSearch } from '../../fixtures/redaction/leak-search.ts'
import { merged, type Hit } from '../../fixtures/redaction/matches.ts'
import { plain } from '../../fixtures/redaction/reading.ts'
import { createSealer, withoutMarks } from '../../fixtures/redaction/seal.ts'
import { membersIn, tokensIn } from '../../fixtures/redaction/token-scan.ts'
import { generateCredentials } from '../../fixtures/server/world.ts'
import { httpText } from '../../reports/report/http-text.ts'
import { hasSecret } from '../../reports/reporters/leak-scan.ts'
import type { Sight } from '../../spec/checks/lib/check.ts'
import { checks } from '../../spec/checks/index.ts'
import { sight } from './exchange.ts'

type Work = (text: string) => unknown

const { clientSecret } = generateCredentials()
const marks = { of: () => '‹sealed 1›', known: () => undefined }

const sealer = createSealer([])
sealer.learn({ mark: '‹a›', kind: 'secret', value: clientSecret })
sealer.learn({ mark: '‹b›', kind: 'token', value: 'a'.repeat(5000) })

const search = createLeakSearch([])
search.learn(clientSecret, 'secret')
search.learn('a'.repeat(5000), 'token')

const sealPart = (text: string): { text: string; marks: string[] } => ({ text, marks: [] })

const hitAt = (from: number): Hit => ({
  from,
  to: from + 9,
  length: 8,
  secret: { mark: '‹a›', kind: 'secret', value: clientSecret },
  form: '',
  usable: true,
  inPieces: true,
})

/** Headers that a check may read as more than a name. */
const JUDGED = [
  'cache-control',
  'content-type',
  'www-authenticate',
  'set-cookie',
  'server',
  'strict-transport-security',
  'location',
  'retry-after',
  'allow',
]

/** A refusal and a success that are made of the text, and the same a second time. */
export function sightsOf(text: string): Sight[] {
  const headers = Object.fromEntries(JUDGED.map((name) => [name, text]))
  const scenes = [
    { status: 401, body: text, headers },
    { status: 401, body: JSON.stringify({ message: text, error: text }) },
    { status: 200, body: JSON.stringify({ token: text, token_type: text, scope: text }), headers },
  ]
  return scenes.map((scene) => {
    const before = sight(scene)
    return sight({ ...scene, before: [before] })
  })
}

type SightWork = (sight: Sight) => unknown

/** Of each check, all that it does with a sight. */
const checkWorks = checks.map((check, at): [string, SightWork] => [
  `check ${at + 1}, ${check.verifies}`,
  (made) => [
    check.when(made) && [...check.violations(made)],
    check.open?.(made),
    check.remark?.(made),
  ],
])

const readingWorks = decoders.map((decoder, at): [string, Work] => [
  `reading ${at + 1}, ${decoder.form}`,
  (text) => decode(plain(text), decoder)?.text.length,
])

/** What is done with a whole response, or with a file. */
export const wholeTexts: Readonly<Record<string, Work>> = {
  ...Object.fromEntries(readingWorks),
  'finding secrets': (text) => sealer.findPlain(text, ''),
  'finding tokens': tokensIn,
  'finding members with tokens': membersIn,
  'taking marks out': withoutMarks,
  'fitting marks into a text': (text) =>
    merged(
      Array.from({ length: text.length >> 6 }, (_, at) => hitAt(at << 6)),
      text,
    ),
  'sealing a success body by default': (text) => sealBody(text, 'grant', marks),
  'sealing a refusal by default': (text) => sealBody(text, 'text', marks),
  'sealing a cookie': (text) => sealHeader('set-cookie', text, 'text', marks),
  'sealing a header': (text) => sealHeader('x-header', text, 'grant', marks),
  'facts of a token': (text) => jwtFacts(text, sealPart),
  'facts of claims': (text) =>
    jwtFacts(`eyJhbGciOiJub25lIn0.${Buffer.from(text).toString('base64url')}.`, sealPart),
  'the text of an exchange': (text) => httpText(sight({ status: 401, body: text }).exchange),
  'the search for leaks': search.containsSecret,
  'the search of a file of Allure': (text) => hasSecret('index.html', text, () => false),
}

/** What is done with an exchange, and with those before it. */
export const sightWorks: Readonly<Record<string, SightWork>> = Object.fromEntries(checkWorks)

/** What is done with a text of the size that is kept. */
export const shortTexts: Readonly<Record<string, Work>> = {
  'all readings together': (text) => sealer.sealReadings(text, readingsOf(text), [], ''),
}
