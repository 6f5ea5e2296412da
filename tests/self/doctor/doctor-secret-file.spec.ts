/** A client secret that stands in a file: the doctor reads it there, as a run does. */
import { expect, test } from '@playwright/test'
import { examined, patient } from '../../support/doctor.ts'
import { temporary } from '../../support/exchange.ts'

const FILE = 'FORMFLOW_CLIENT_SECRET_FILE'

/** The environment of a patient, its secret in a file that holds this. */
async function withFile(content: (secret: string) => string) {
  const server = await patient()
  const { FORMFLOW_CLIENT_SECRET: secret = '', ...env } = server.env
  const file = temporary('secret', content(secret))
  return { secret, env: { ...env, [FILE]: file }, all: { ...server.env, [FILE]: file }, server }
}

test('a secret from a file is sound, told by its length, and logs in', async () => {
  const { secret, env, server } = await withFile((own) => `${own}\n`)
  const seen = await examined(env)
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 0 } })
  expect(seen.told('variables')).toContain(
    `FORMFLOW_CLIENT_SECRET from the file of ${FILE}, ${secret.length} characters: `,
  )
  expect(seen.text).not.toContain(secret.slice(0, 12))
})

test('a secret in a file may be as damaged as any other', async () => {
  const { env, server } = await withFile((own) => `${own}\n\n`)
  const seen = await examined(env)
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
  expect(seen.told('variables')).toContain('FORMFLOW_CLIENT_SECRET ends in a line break')
})

test('a file that cannot be used, or that is not the only one, sends nothing', async () => {
  const { env, all, server } = await withFile((own) => own)
  for (const [settings, told] of [
    [{ ...env, [FILE]: '/no/such/file' }, `the file of ${FILE} cannot be read (ENOENT)`],
    [{ ...env, [FILE]: temporary('empty', '') }, `the file of ${FILE} is empty`],
    [all, `FORMFLOW_CLIENT_SECRET and ${FILE} are both set`],
  ] as const) {
    const seen = await examined(settings)
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
    expect(seen.told('variables')).toContain(told)
    expect(seen.told('variables')).not.toContain('is not set')
  }
  await server.close()
})
