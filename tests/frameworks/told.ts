/** Explanation and run put together for the page: what is told was measured, and what was measured is explained. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certification } from '../../fixtures/run/certify.ts'
import type { ToldFramework, ToldRun } from '../docs/pages/frameworks.ts'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { selected } from './breaks.ts'
import { frameworks, runsOf } from './index.ts'
import type { Cause, Framework, Run } from './shared/model.ts'

const root = join(import.meta.dirname, '..', '..')

/** @param certified what came of a run */
async function told(
  framework: Framework,
  certified: (run: Run) => Promise<Certification>,
): Promise<ToldFramework> {
  const { title, about, packages, causes, mended } = framework
  const runs: ToldRun[] = []
  for (const [at, run] of runsOf(framework).entries())
    runs.push(toldRun(run === mended ? 'mended' : 'abc'.charAt(at), run, await certified(run)))
  return {
    title,
    about,
    versions: packages.map((name) => `${name} ${versionOf(name)}`),
    runs,
    causes: causes.map((cause) => ({ ...cause, mend: cause.mend ?? mendIn(mended.file, cause) })),
    mendedIn: mended.file,
  }
}

/** All frameworks, one server after the other. */
export async function allTold(
  certified: (run: Run) => Promise<Certification>,
): Promise<ToldFramework[]> {
  const all: ToldFramework[] = []
  for (const framework of frameworks) all.push(await told(framework, certified))
  return all
}

const versionOf = (name: string): string =>
  (readJsonFile(join(root, 'node_modules', name, 'package.json')) as { version: string }).version

function toldRun(
  label: string,
  { title, found }: Run,
  { verdict, requests, findings, violated }: Certification,
): ToldRun {
  const answered = (id: string, cases: readonly string[]): string[] =>
    findings
      .filter((finding) => finding.requirement === id && cases.includes(finding.case))
      .flatMap(({ violations }) => violations)
      .flatMap(({ where, actual }) => (where.startsWith('status of ') ? [actual] : []))
  return {
    label,
    title,
    verdict: verdict.verdict,
    must: verdict.must,
    requests,
    violated: violated.map((id) => ({ id, level: requirement(id).level })),
    findings: Object.entries(found).flatMap(([cause, breaks]) =>
      Object.entries(breaks).map(([id, cases]) => ({
        cause,
        requirement: id,
        level: requirement(id).level,
        cases,
        answered: [...new Set(answered(id, cases.flatMap(selected)))].toSorted(),
      })),
    ),
  }
}

/**
 * The passages of a mended server that mend a cause, each from the comment that names it to the next empty line.
 * @throws Error if no comment names it
 */
function mendIn(file: string, { id }: Cause): string {
  const passages = readFileSync(join(root, file), 'utf8').split('\n\n')
  const mending = passages.flatMap((passage) => {
    const [, indent = '', ids = '', note] = marked.exec(passage) ?? []
    if (!ids.split(', ').includes(id)) return []
    const code = passage
      .slice(passage.search(marked))
      .replace(marked, note ? `${indent}// ${note}\n` : '')
    return [code.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trim()]
  })
  if (mending.length === 0) throw new Error(`${file} does not mend ${id}`)
  return mending.join('\n\n')
}

const marked = /^( *)\/\/ mends ([a-z, -]+)(?:: (.*))?\n/m
