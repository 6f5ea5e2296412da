/** Checks, cases, faults and freedoms use the same subject words, and every file is listed. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsByFile } from '../../../fixtures/server/faults/index.ts'
import { freedomsByFile } from '../../../fixtures/server/freedoms/index.ts'
import { checksBySubject } from '../../../spec/checks/index.ts'
import { root } from '../../cli/lib/programs.ts'
import {
  faultFilesFor,
  MORE_FILES,
  nameOf,
  requirementsOf,
  subjectOf,
  SUBJECTS,
} from '../../support/subjects.ts'

const listed = [
  [
    'spec/checks',
    checksBySubject,
    ['index', 'lib/check', 'lib/claims', 'lib/cut-body', 'lib/seen-tokens'],
  ],
  ['fixtures/server/faults', faultsByFile, ['index']],
  ['fixtures/server/freedoms', freedomsByFile, ['index']],
] as const

for (const [folder, files, others] of listed)
  test(`every file of ${folder} is listed in its index`, () => {
    const there = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replace(/\.ts$/, ''))
    const overlooked = there.filter(
      (file) => !(file in files) && !(others as readonly string[]).includes(file),
    )
    expect(overlooked.map((file) => `${folder}/${file}.ts: add it to ${folder}/index.ts`)).toEqual(
      [],
    )
    expect(Object.keys(files).filter((file) => !there.includes(file))).toEqual([])
  })

test('every subject of checks has self-tests of its name', () => {
  const specs = Object.keys(checksBySubject).map((name) => `tests/self/checks/${name}.spec.ts`)
  expect(specs.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

const variationFiles = [...Object.keys(faultsByFile), ...Object.keys(freedomsByFile)]

test('every file of faults or freedoms has the name of a subject, or a subject lists it', () => {
  const strange = variationFiles.filter((file) => subjectOf(file) === undefined)
  expect(
    strange.map(
      (file) =>
        `${file}.ts: name it after a file of spec/checks or fixtures/cases, or list it in tests/support/subjects.ts`,
    ),
  ).toEqual([])
})

test('every file that a subject lists exists, is listed once, and has not the name of a subject', () => {
  const names = new Set(variationFiles.map(nameOf))
  const all = Object.values(MORE_FILES).flat()
  expect(Object.keys(MORE_FILES).filter((subject) => !SUBJECTS.includes(subject))).toEqual([])
  expect(all.filter((name) => !names.has(name) || SUBJECTS.includes(name))).toEqual([])
  expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([])
})

test('a file of faults breaks a requirement of its subject', () => {
  const astray = Object.entries(faultsByFile).filter(([file, faults]) => {
    const ofSubject = requirementsOf(subjectOf(file) ?? '')
    return !faults.some(({ breaks }) => breaks.some((id) => ofSubject.has(id)))
  })
  expect(astray.map(([file]) => `${file}.ts: its faults are about another subject`)).toEqual([])
})

test('a requirement leads to the files of its subject', () => {
  expect(faultFilesFor('token-no-store')).toEqual(['fixtures/server/faults/response/caching.ts'])
  expect(faultFilesFor('client-id-is-a-string')).toEqual([
    'fixtures/server/faults/request/validation.ts',
    'fixtures/server/faults/request/wrong-types.ts',
    'fixtures/server/faults/request/media-types.ts',
    'fixtures/server/faults/response/error-bodies.ts',
  ])
  expect(faultFilesFor('date-header')).toEqual([])
})
