/** Our own source files, their imports and their words: what the layout tests and `npm run structure` measure. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../cli/lib/programs.ts'

/** Every folder with code, in the order of imports: each imports from itself and from those before it. */
export const LAYERS: readonly string[] = [
  'spec',
  'spec/lib',
  'spec/operations',
  'spec/contract',
  'spec/requirements',
  'spec/drift',
  'spec/checks/lib',
  'spec/checks',
  'spec/verdict',
  'spec/clients/lib',
  'spec/clients/checks',
  'spec/clients',
  'fixtures/cases',
  'fixtures/config/files',
  'fixtures/config/values',
  'fixtures/config',
  'fixtures/targets',
  'fixtures/http',
  'fixtures/redaction',
  'fixtures/fuzz',
  'fixtures/server',
  'fixtures/server/faults/login',
  'fixtures/server/faults/request',
  'fixtures/server/faults/response',
  'fixtures/server/faults/token',
  'fixtures/server/faults/protected',
  'fixtures/server/faults/secrecy',
  'fixtures/server/faults/transport',
  'fixtures/server/faults',
  'fixtures/server/freedoms/login',
  'fixtures/server/freedoms',
  'fixtures/client/cases',
  'fixtures/client/stage',
  'fixtures/client/program',
  'fixtures/client/listening',
  'fixtures/client',
  'fixtures/client/reference',
  'fixtures/client/faults',
  'fixtures/client/freedoms',
  'fixtures/gateway/request',
  'fixtures/gateway/tokens',
  'fixtures/gateway',
  'fixtures/baseline',
  'fixtures/run',
  'fixtures/doctor',
  'fixtures',
  'reports',
  'reports/report',
  'reports/evidence',
  'reports/formats/text',
  'reports/formats/page',
  'reports/formats',
  'reports/formats/commands',
  'reports/overview',
  'reports/certificate',
  'reports/diff',
  'reports/diff/formats',
  'reports/allure',
  'reports/reporters',
  'reports/client',
  'tests/cli/lib',
  'tests/cli/commands',
  'tests/cli',
  'tests',
  'tests/package',
  'tests/docs/pages',
  'tests/frameworks/shared',
  'tests/frameworks/express',
  'tests/frameworks/hono',
  'tests/frameworks/nestjs',
  'tests/frameworks',
  'tests/support',
  'tests/robustness',
  'tests/docs',
  'tests/browser',
  ...'spec checks cases config http redaction client gateway run fuzz doctor reports allure certificate diff cli catalogue package external'
    .split(' ')
    .map((subject) => `tests/self/${subject}`),
]

const ROOMS = ['spec', 'fixtures', 'reports', 'tests'] as const

/** Paths from the root of the checkout, with `/`; nothing that a run wrote. */
export const sourceFiles = (): string[] =>
  ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .map((file) => join(room, file))
      .filter((file) => file.endsWith('.ts') && !file.startsWith('reports/out')),
  )

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

export interface Import {
  readonly from: string
  readonly to: string
}

/** Static imports, re-exports, imports for their side effects and dynamic imports, in all three kinds of quotes. */
const RELATIVE_IMPORT = /\b(?:from|import)\s*\(?\s*(['"`])(\.{1,2}\/[^'"`]+)\1/g

/** @param file from which the paths in the text start */
export const importsIn = (file: string, text: string): Import[] =>
  [...text.matchAll(RELATIVE_IMPORT)].map(([, , path = '']) => ({
    from: file,
    to: relative(root, join(root, dirname(file), path)),
  }))

/** Imports that point to a folder further down the list; each as one line. */
export const againstTheOrder = (imports: readonly Import[]): string[] =>
  imports
    .filter(({ from, to }) => LAYERS.indexOf(dirname(to)) > LAYERS.indexOf(dirname(from)))
    .map(({ from, to }) => `${from} imports ${to}`)

/** Folders that import each other in a circle; empty if there is an order. */
export function foldersInCircles(imports: readonly Import[]): string[] {
  const edges = imports.map(({ from, to }) => [dirname(from), dirname(to)] as const)
  let left = new Set(edges.flat())
  for (;;) {
    const free = [...left].filter((folder) =>
      edges.every(([from, to]) => from !== folder || to === folder || !left.has(to)),
    )
    if (free.length === 0) return [...left].toSorted()
    left = new Set([...left].filter((folder) => !free.includes(folder)))
  }
}

/** Words that readers with English as a second language stumble over, and how often 1,000 lines may hold them. */
export const RARE_WORDS: Readonly<Record<string, number>> = {
  told: 0.5,
  own: 0.5,
  said: 0.5,
  mend: 0.5,
  each: 5,
}

/** How often a word stands in 1,000 lines of these texts. */
export function perThousandLines(word: string, texts: readonly string[]): number {
  const lines = texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0)
  const pattern = new RegExp(`\\b${word}\\b`, 'gi')
  const found = texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0)
  return (1000 * found) / lines
}

/** Words of a private language: no identifier is made of them. */
export const UNCLEAR_WORDS: readonly string[] =
  'told said mend mended born doubt restraint standing door surprise surprises untold unlike asking beyond underway nasty'.split(
    ' ',
  )

const DECLARED = /\b(?:const|let|function|class|interface|type)\s+([A-Za-z_$][\w$]*)/g

/** Names that a text declares, with the unclear words they are made of, as `name (word)`. */
export const unclearNames = (text: string): string[] =>
  [...text.matchAll(DECLARED)].flatMap(([, name = '']) => {
    const words = name.split(/(?=[A-Z])|_/).map((part) => part.toLowerCase())
    const unclear = words.filter((word) => UNCLEAR_WORDS.includes(word))
    return unclear.length === 0 ? [] : [`${name} (${unclear.join(', ')})`]
  })
