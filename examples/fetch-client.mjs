// A client as most first versions are written: fetch, a login for every call, and nothing about errors but an exception.
// docs/clients.md says what the suite finds in it.

const { FORMFLOW_BASE_URL, FORMFLOW_PROTECTED_PATH, FORMFLOW_CALLS, FORMFLOW_PARALLEL } =
  process.env

async function call() {
  const login = await fetch(`${FORMFLOW_BASE_URL}/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      clientId: process.env.FORMFLOW_CLIENT_ID,
      clientSecret: process.env.FORMFLOW_CLIENT_SECRET,
      organizationId: process.env.FORMFLOW_ORGANIZATION_ID,
    }),
  })
  if (!login.ok) throw new Error(`login: ${login.status}`)
  const { token } = await login.json()
  const response = await fetch(FORMFLOW_BASE_URL + FORMFLOW_PROTECTED_PATH, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!response.ok) throw new Error(`call: ${response.status}`)
  return response.json()
}

let left = Number(FORMFLOW_CALLS)
async function caller() {
  while (left-- > 0) await call()
}
await Promise.all(Array.from({ length: Number(FORMFLOW_PARALLEL) }, caller))
