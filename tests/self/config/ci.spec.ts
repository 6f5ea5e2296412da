/** CI systems are recognised by their variables. */
import { expect, test } from '@playwright/test'
import { readExecutor } from '../../../fixtures/config/index.ts'

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

for (const [env, ...expected] of [
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
  test(`${expected[0]} is recognised by its variables`, () => {
    const { name, buildName, buildUrl } = readExecutor(env)
    expect([name, buildName, buildUrl]).toEqual(expected)
  })

test('what a CI system does not set is left out', () => {
  const { GITHUB_RUN_ID: _, ...rest } = github
  expect(readExecutor(rest)).toEqual({
    name: 'GitHub Actions',
    type: 'github',
    buildName: 'nightly #4',
  })
  expect(readExecutor({ JENKINS_URL: 'x' })).toEqual({ name: 'Jenkins', type: 'jenkins' })
})
