/** What Allure is given besides the results, and what is taken out of its HTML. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readExecutor } from '../../../fixtures/config/index.ts'
import { withoutAnalytics } from '../../../reports/allure/html.ts'
import { describeResults, environmentOf } from '../../../reports/allure/environment.ts'
import { proving, reportOf, satisfied, wanted } from '../../support/reports.ts'
import { contract } from '../../support/exchange.ts'

const google = 'https://www.googletagmanager.com/gtag/js?id=G-1'
const known = `<script async src="${google}"></script>\n<script>\n window.dataLayer = window.dataLayer || [];\n gtag()\n</script>`

test('the known analytics script is removed, and nothing else', () => {
  const page = (script: string): string =>
    `<head><script>own()</script>${script}<title>a</title></head>`
  expect(withoutAnalytics(page(known))).toBe(page(''))
  expect(withoutAnalytics(page(''))).toBe(page(''))
})

for (const [what, changed] of [
  ['another form', known.replace('async', 'defer')],
  ['a second time', known + known],
  ['another address', known.replace('www.googletagmanager', 'stats.example')],
  ['no protocol', `<script src="//stats.example/a.js"></script>`],
  ['a style sheet from elsewhere', `<link rel="stylesheet" href="https://fonts.example/a.css">`],
] as const)
  test(`an analytics script with ${what} stops the report`, () => {
    expect(() => withoutAnalytics(`<head>${changed}</head>`)).toThrow(/was not written/)
  })

const title = 'Formflow: API = "é" \\ \u{1f511}\n#'
const report = reportOf({
  requirements: [wanted('one')],
  cases: [[proving('a/b', 'one'), [satisfied('one')]]],
  contract: { ...contract, title },
})

/** As `java.util.Properties` reads lines without continuation. */
function readProperties(text: string): Record<string, string> {
  const plain = (escaped: string): string =>
    escaped
      .replaceAll(/\\u([\da-f]{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
      .replaceAll(/\\(.)/g, '$1')
  const lines = text.split('\n').filter((line) => line !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = /^((?:\\.|[^\\ :=])+)\s*[:=]?\s*(.*)$/.exec(line) ?? []
      return [plain(key), plain(value)]
    }),
  )
}

function described(): (name: string) => string {
  const folder = test.info().outputPath('results')
  mkdirSync(folder)
  describeResults(folder, report, readExecutor({ GITLAB_CI: '1', CI_PIPELINE_ID: '7' }))
  return (name) => readFileSync(join(folder, name), 'utf8')
}

test('the environment survives its file format', () => {
  const text = described()('environment.properties')
  expect(text).toMatch(/^[\n -~]*$/)
  expect(readProperties(text)).toEqual(environmentOf(report))
  expect(environmentOf(report)['Contract']).toContain(title)
})

test('the executor is told as Allure reads it', () => {
  expect(JSON.parse(described()('executor.json'))).toMatchObject({
    name: 'GitLab CI',
    type: 'gitlab',
    buildName: 'pipeline 7',
  })
})

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKFLOW: 'nightly',
  GITHUB_RUN_NUMBER: '4',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_REPOSITORY: 'a/b',
  GITHUB_RUN_ID: '99',
}
const jenkins = {
  JENKINS_URL: 'x',
  JOB_NAME: 'n',
  BUILD_NUMBER: '2',
  BUILD_URL: 'https://ci.example/2',
}

for (const [env, ...told] of [
  [github, 'GitHub Actions', 'nightly #4', 'https://github.example/a/b/actions/runs/99'],
  [
    { GITLAB_CI: '1', CI_PIPELINE_ID: '7', CI_JOB_URL: 'https://gl.example/7' },
    'GitLab CI',
    'pipeline 7',
    'https://gl.example/7',
  ],
  [jenkins, 'Jenkins', 'n #2', 'https://ci.example/2'],
  [
    {
      TF_BUILD: 'True',
      BUILD_DEFINITIONNAME: 'n',
      BUILD_BUILDNUMBER: '20260115.1',
      SYSTEM_COLLECTIONURI: 'https://azure.example/o/',
      SYSTEM_TEAMPROJECT: 'p',
      BUILD_BUILDID: '5',
    },
    'Azure Pipelines',
    'n #20260115.1',
    'https://azure.example/o/p/_build/results?buildId=5',
  ],
  [
    { BITBUCKET_BUILD_NUMBER: '3', BITBUCKET_REPO_FULL_NAME: 'a/b' },
    'Bitbucket Pipelines',
    'a/b #3',
    'https://bitbucket.org/a/b/pipelines/results/3',
  ],
  [
    {
      CIRCLECI: 'true',
      CIRCLE_JOB: 'n',
      CIRCLE_BUILD_NUM: '8',
      CIRCLE_BUILD_URL: 'https://c.example/8',
    },
    'CircleCI',
    'n #8',
    'https://c.example/8',
  ],
  [
    { TEAMCITY_VERSION: '2026.1', TEAMCITY_BUILDCONF_NAME: 'n', BUILD_NUMBER: '6' },
    'TeamCity',
    'n #6',
    undefined,
  ],
  [
    {
      BUILDKITE: 'true',
      BUILDKITE_PIPELINE_SLUG: 'n',
      BUILDKITE_BUILD_NUMBER: '1',
      BUILDKITE_BUILD_URL: 'https://b.example/1',
    },
    'Buildkite',
    'n #1',
    'https://b.example/1',
  ],
  [{ CI: 'true' }, 'CI', undefined, undefined],
  [{}, 'local', undefined, undefined],
] as const)
  test(`the executor ${told[0]} is known by its variables`, () => {
    const { name, buildName, buildUrl } = readExecutor(env)
    expect([name, buildName, buildUrl]).toEqual(told)
  })

test('what a CI system does not set is not made up', () => {
  const { GITHUB_RUN_ID: _, ...rest } = github
  expect(readExecutor(rest)).toEqual({
    name: 'GitHub Actions',
    type: 'github',
    buildName: 'nightly #4',
  })
  expect(readExecutor({ JENKINS_URL: 'x' })).toEqual({ name: 'Jenkins', type: 'jenkins' })
})
