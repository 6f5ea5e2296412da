/** A process whose main thread is busy with one text for too long is ended, and any other is left alone. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { jiti, root } from '../../cli/lib/programs.ts'
import { temporary } from '../../support/exchange.ts'

const file = join(root, 'fixtures/run/frozen.ts')

const ended = (watch: string, code: string) => {
  const program = temporary(
    'program.ts',
    `import { endIfFrozen } from ${JSON.stringify(file)}\nendIfFrozen(${watch})\n${code}\n`,
  )
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [jiti(), program], {
    encoding: 'utf8',
  })
  return { status, signal, stdout, stderr }
}

/** Once the observer has been started, the main thread does not come back. */
const FROZEN = 'setTimeout(() => { for (;;) Math.sqrt(2) }, 50)'

test('a main thread that does not come back ends the process, with a line that says so', () => {
  expect(ended('{ everyMs: 20, looks: 5, fromMs: 0 }', FROZEN)).toEqual({
    status: null,
    signal: 'SIGKILL',
    stdout: '',
    stderr: expect.stringMatching(/^this process was ended: .*\n$/),
  })
})

test('a process that has nothing left to do ends as usual, and so does one that works in pieces', () => {
  const pieces =
    'let left = 20\nconst next = () => { if (left-- > 0) setTimeout(next, 5); else console.log("done") }\nnext()'
  expect(ended('{ everyMs: 20, looks: 1000, fromMs: 0 }', pieces)).toEqual({
    status: 0,
    signal: null,
    stdout: 'done\n',
    stderr: '',
  })
})
