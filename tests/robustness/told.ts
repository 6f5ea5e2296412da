/** Every situation played, for the page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ToldGroup } from '../docs/pages/robustness.ts'
import { observeByProcess } from './by-process.ts'
import type { Situation } from './model.ts'
import { observe } from './observe.ts'
import { groups } from './situations.ts'

/** One after the other: some of them are about time. */
export async function situationsTold(): Promise<ToldGroup[]> {
  const told: ToldGroup[] = []
  for (const { title, situations } of groups) {
    const rows: ToldGroup['situations'][number][] = []
    for (const situation of situations)
      rows.push({ ...situation, message: await messageOf(situation) })
    told.push({ title, situations: rows })
  }
  return told
}

async function messageOf(situation: Situation): Promise<string> {
  const unavailable = situation.unavailable?.()
  if (unavailable !== undefined) return `not played: ${unavailable}`
  if (situation.process !== 'only')
    return (await observe(situation, situation.smoke ? 'certify' : 'smoke')).message
  const folder = mkdtempSync(join(tmpdir(), 'situation-'))
  try {
    const info = { outputPath: (...parts: readonly string[]) => join(folder, ...parts) }
    return (await observeByProcess(situation, info)).message
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
