/** The programs of `examples/`: those to copy are certified, those as taught have the findings that docs/clients.md names. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { inProcess } from '../../support/cli-in-process.ts'
import { command } from '../../support/cli-process.ts'
import { root } from '../../cli/lib/programs.ts'
import { copied, keyPair } from '../../support/client-examples.ts'
import { taught } from '../../support/client-taught.ts'

/** A run has some fifty cases, some of which wait for seconds, and another program may use the processor. */
test.setTimeout(600_000)

const missing = (program: string): string | undefined => {
  const { error } = spawnSync(program, ['--version'])
  return error && `this machine has no ${program}`
}

for (const { title, needs, prepare, line, notApplicable } of copied)
  test(`the client in ${title} is certified by a signed certificate, which verifies`, async ({}, info) => {
    const reason = missing(needs)
    test.skip(reason !== undefined, reason)
    const folder = info.outputPath('work')
    mkdirSync(folder, { recursive: true })
    if (prepare) {
      const { status, stderr } = spawnSync(prepare[0] ?? '', [...prepare.slice(1), folder], {
        cwd: root,
      })
      expect(String(stderr)).toBe('')
      expect(status).toBe(0)
    }
    const keys = keyPair(folder)
    const run = await command(info, ['client', '--jobs', '8', '--', ...line(root, folder)], {
      folder: 'work',
      env: { FORMFLOW_SIGNING_KEY_FILE: keys.private },
    })
    expect(run.output).toContain('CONFORMANT')
    const report = run.report()
    expect({ code: run.code, side: report.side, must: report.must.judged }).toEqual({
      code: 0,
      side: 'client',
      must: report.must.total,
    })
    const open = report.requirements.filter(({ outcome }) => outcome === 'inapplicable')
    expect(open.map(({ id }) => id)).toEqual(notApplicable)
    const certificate = join(run.reports, 'certificate.json')
    const verified = await inProcess(['verify', certificate, '--key', keys.public])
    expect(verified.stdout).toContain('VERIFIED')
    expect(verified.code).toBe(0)
  })

for (const { title, missing: missingFor, line, violates } of taught)
  test(`${title} violates what docs/clients.md says`, async ({}, info) => {
    const reason = missingFor()
    test.skip(reason !== undefined, reason)
    const folder = info.outputPath('program')
    mkdirSync(folder, { recursive: true })
    const started = line(folder)
    // Another runtime takes up to a second for each start. All cases found nothing else when the page was written.
    const cases = violates.map((id) => `@${id}\\b`).join('|')
    const chosen = started[0] === 'node' ? [] : ['--grep', cases]
    const run = await command(info, ['client', '--jobs', '8', ...chosen, '--', ...started])
    const report = run.report()
    const found = report.requirements.filter(({ outcome }) => outcome === 'violated')
    expect(found.map(({ id }) => id).toSorted()).toEqual(violates.toSorted())
    expect(run.code).toBe(1)
  })
