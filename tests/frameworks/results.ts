/** The explanations and the results of runs, combined for docs/frameworks.md. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certification } from '../../fixtures/run/certify.ts'
import type { FrameworkResult, RunResult } from '../docs/pages/frameworks.ts'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { casesOf } from './breaks.ts'
import { frameworks, runsOf } from './index.ts'
import type { Cause, Framework, FrameworkRun } from './shared/model.ts'

const root = join(import.meta.dirname, '..', '..')

/** @param certified gives the result of a run */
async function frameworkResult(
  framework: Framework,
  certified: (run: FrameworkRun) => Promise<Certification>,
): Promise<FrameworkResult> {
  const { title, about, packages, causes, fixed } = framework
  const runs: RunResult[] = []
  for (const [at, run] of runsOf(framework).entries())
    runs.push(runResult(run === fixed ? 'fixed' : 'abc'.charAt(at), run, await certified(run)))
  return {
    title,
    about,
    versions: packages.map((name) => `${name} ${versionOf(name)}`),
    runs,
    causes: causes.map((cause) => ({ ...cause, fix: cause.fix ?? fixIn(fixed.file, cause) })),
    fixedIn: fixed.file,
  }
}

/** All frameworks, one server after the other. */
export async function frameworkResults(
  certified: (run: FrameworkRun) => Promise<Certification>,
): Promise<FrameworkResult[]> {
  const all: FrameworkResult[] = []
  for (const framework of frameworks) all.push(await frameworkResult(framework, certified))
  return all
}

const versionOf = (name: string): string =>
  (readJsonFile(join(root, 'node_modules', name, 'package.json')) as { version: string }).version

function runResult(
  label: string,
  { title, found }: FrameworkRun,
  { verdict, requests, findings, violated }: Certification,
): RunResult {
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
        answered: [...new Set(answered(id, cases.flatMap(casesOf)))].toSorted(),
      })),
    ),
  }
}

/**
 * The code of a fixed server that fixes a cause, from the comment with its id to the next empty line.
 * @throws Error if no comment has the id
 */
function fixIn(file: string, { id }: Cause): string {
  const passages = readFileSync(join(root, file), 'utf8').split('\n\n')
  const fixes = passages.flatMap((passage) => {
    const [, indent = '', ids = '', note] = marked.exec(passage) ?? []
    if (!ids.split(', ').includes(id)) return []
    const code = passage
      .slice(passage.search(marked))
      .replace(marked, note ? `${indent}// ${note}\n` : '')
    return [code.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trim()]
  })
  if (fixes.length === 0) throw new Error(`${file} does not fix ${id}`)
  return fixes.join('\n\n')
}

const marked = /^( *)\/\/ fixes ([a-z, -]+)(?:: (.*))?\n/m
