/** The results of all situations, for docs/robustness.md. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GroupResult, MishapResult, RefusalResult } from '../docs/pages/robustness.ts'
import { observeByProcess } from './by-process.ts'
import type { Mishap } from './mishaps.ts'
import type { Situation } from './model.ts'
import { observe } from './observe.ts'
import { refusalOf, refusals } from './refusals.ts'
import { groups } from './situations.ts'

/** Runs one after the other, because some depend on time. */
export async function situationResults(): Promise<GroupResult[]> {
  const results: GroupResult[] = []
  for (const { title, situations } of groups) {
    const rows: GroupResult['situations'][number][] = []
    for (const situation of situations)
      rows.push({ ...situation, message: await messageOf(situation) })
    results.push({ title, situations: rows })
  }
  return results
}

async function messageOf(situation: Situation): Promise<string> {
  const unavailable = situation.unavailable?.()
  if (unavailable !== undefined) return `not run: ${unavailable}`
  if (situation.process !== 'only')
    return (await observe(situation, situation.smoke ? 'certify' : 'smoke')).message
  return (await inFolder((info) => observeByProcess(situation, info))).message
}

type Place = Parameters<typeof observeByProcess>[1]

async function inFolder<Value>(work: (place: Place) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'situation-'))
  try {
    return await work({ outputPath: (...parts) => join(folder, ...parts) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One after the other, because some need a machine that is not too busy for a sign of life. */
export async function mishapResults(mishaps: readonly Mishap[]): Promise<MishapResult[]> {
  const results: MishapResult[] = []
  for (const mishap of mishaps)
    results.push({ ...mishap, message: (await inFolder(mishap.observe)).message })
  return results
}

/** One after the other: a command in this process sets its environment. */
export async function refusalResults(): Promise<RefusalResult[]> {
  const results: RefusalResult[] = []
  for (const refusal of refusals)
    results.push({ title: refusal.title, message: (await refusalOf(refusal)).message })
  return results
}
