// openapi-fetch: a client whose types openapi-typescript makes of the OpenAPI document.
import createClient from 'openapi-fetch'

const { env } = process
const client = createClient({ baseUrl: env.FORMFLOW_BASE_URL })
const { data, error } = await client.POST('/api/token', {
  body: {
    clientId: env.FORMFLOW_CLIENT_ID,
    clientSecret: env.FORMFLOW_CLIENT_SECRET,
    organizationId: env.FORMFLOW_ORGANIZATION_ID,
  },
})
if (error) throw new Error('the login failed')
client.use({
  onRequest({ request }) {
    request.headers.set('Authorization', `Bearer ${data.token}`)
    return request
  },
})
for (let left = Number(env.FORMFLOW_CALLS); left > 0; left--) {
  const { response } = await client.GET(env.FORMFLOW_PROTECTED_PATH, { parseAs: 'text' })
  if (!response.ok) throw new Error(`status ${response.status}`)
}
