/** The CI system, by the variables that it sets. */
import { expect, test } from '@playwright/test'
import { readExecutor } from '../../../fixtures/config/index.ts'
import type { Executor } from '../../../fixtures/config/ci.ts'

/** Detected with these variables alone. */
async function executorIn(env: Readonly<Record<string, string>>): Promise<Executor> {
  const before = { ...process.env }
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  try {
    return await readExecutor()
  } finally {
    for (const name of Object.keys(env)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKFLOW: 'nightly',
  GITHUB_JOB: 'conformance',
  GITHUB_RUN_NUMBER: '4',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_REPOSITORY: 'a/b',
  GITHUB_RUN_ID: '99',
}

for (const [env, ...expected] of [
  [github, 'github', 'a/b - nightly, conformance #4', 'https://github.example/a/b/actions/runs/99'],
  [
    {
      GITLAB_CI: '1',
      CI_PROJECT_NAME: 'n',
      CI_PIPELINE_ID: '7',
      CI_PIPELINE_URL: 'https://gl.example/7',
    },
    'gitlab',
    'n, 7',
    'https://gl.example/7',
  ],
  [
    {
      JENKINS_URL: 'x',
      JOB_BASE_NAME: 'n',
      BUILD_NUMBER: '2',
      BUILD_DISPLAY_NAME: '#2',
      BUILD_URL: 'https://ci.example/2',
    },
    'jenkins',
    'n, #2',
    'https://ci.example/2',
  ],
  [
    {
      SYSTEM_DEFINITIONID: '1',
      SYSTEM_COLLECTIONURI: 'https://azure.example/o/',
      SYSTEM_TEAMPROJECTID: 'p',
      BUILD_DEFINITIONNAME: 'n',
      BUILD_BUILDNUMBER: '20260115.1',
      BUILD_BUILDID: '5',
    },
    'azure',
    'n, 20260115.1',
    'https://azure.example/o/p/_build/results?buildId=5',
  ],
  [{ CI: 'true' }, 'CI', undefined, undefined],
  [{}, 'local', undefined, undefined],
] as const)
  test(`the executor ${expected[0]} is detected by its variables`, async () => {
    const { name, buildName, buildUrl } = await executorIn(env)
    expect([name, buildName, buildUrl]).toEqual(expected)
  })

test('what a CI system does not set is left out', async () => {
  const { GITHUB_RUN_ID: _, ...rest } = github
  expect(await executorIn(rest)).toEqual({
    name: 'github',
    type: 'github',
    buildName: 'a/b - nightly, conformance #4',
  })
  expect(await executorIn({ JENKINS_URL: 'x' })).toEqual({ name: 'jenkins', type: 'jenkins' })
})
