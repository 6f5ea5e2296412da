// As its documentation writes it: undici's request, and a look at the status of the calls alone.
import { request } from 'undici'

const { env } = process
const login = await request(`${env.FORMFLOW_BASE_URL}/api/token`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    clientId: env.FORMFLOW_CLIENT_ID,
    clientSecret: env.FORMFLOW_CLIENT_SECRET,
    organizationId: env.FORMFLOW_ORGANIZATION_ID,
  }),
})
const { token } = await login.body.json()
for (let left = Number(env.FORMFLOW_CALLS); left > 0; left--) {
  const { statusCode, body } = await request(
    `${env.FORMFLOW_BASE_URL}${env.FORMFLOW_PROTECTED_PATH}`,
    { headers: { authorization: `Bearer ${token}` } },
  )
  await body.dump()
  if (statusCode !== 200) throw new Error(`status ${statusCode}`)
}
