// A client of the Formflow API, to copy: node 20 or later, no package.
//
// It logs in once, shares the token among all callers, renews it before it expires and once after a 401, waits out
// 429 as Retry-After says, retries failures with growing pauses, and follows no redirect.

const SHARE = 0.8 // of a lifetime is used: a call may take some time to arrive
const ATTEMPTS = 4
const TIMEOUT_MS = 10_000

export class FormflowClient {
  #base
  #credentials
  #token
  #freshUntil = 0
  #pending

  constructor({ baseUrl, clientId, clientSecret, organizationId }) {
    this.#base = baseUrl.replace(/\/+$/, '')
    this.#credentials = { clientId, clientSecret, organizationId }
  }

  /** GET with a token; the answer is a success. */
  async get(path) {
    let response
    for (let renewals = 0; renewals <= 1; renewals += 1) {
      const token = await this.#currentToken()
      response = await this.#send(path, { headers: { authorization: `Bearer ${token}` } })
      if (response.status === 200) return response
      await response.body?.cancel()
      if (response.status !== 401) break
      // Revoked, or the keys of the API have changed. Another caller may have renewed it already.
      if (this.#token === token) this.#token = undefined
    }
    throw new Error(`GET failed with status ${response.status}`)
  }

  /** Callers that need a new token at the same time wait for one login. */
  #currentToken() {
    if (this.#token && performance.now() < this.#freshUntil) return this.#token
    this.#pending ??= this.#login().finally(() => {
      this.#pending = undefined
    })
    return this.#pending
  }

  async #login() {
    const response = await this.#send('/api/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.#credentials),
    })
    if (response.status !== 200) throw new Error(`login failed with status ${response.status}`)
    const { token, token_type: type, expires_in: seconds } = await objectIn(response)
    if (typeof token !== 'string' || token === '') throw new Error('login: there is no token')
    if (typeof type !== 'string' || type.toLowerCase() !== 'bearer' || typeof seconds !== 'number')
      throw new Error('login: another token_type, or no expires_in')
    // A clock that nobody sets. The clock of the server does not matter.
    this.#freshUntil = performance.now() + seconds * 1000 * SHARE
    this.#token = token
    return token
  }

  async #send(path, options) {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === ATTEMPTS
      let wait = 200 * 2 ** (attempt - 1)
      try {
        const response = await fetch(this.#base + path, {
          ...options,
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
        if (last || (response.status !== 429 && response.status < 500)) return response
        wait = retryAfterMs(response.headers.get('retry-after')) ?? wait
        await response.body?.cancel()
      } catch (error) {
        if (last || isCertificate(error))
          throw new Error(`no answer (${codeOf(error)})`, { cause: error })
      }
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

// The message of a parser may repeat a part of the answer, and so of the token.
async function objectIn(response) {
  try {
    return Object(await response.json())
  } catch {
    throw new Error('login: the answer is no JSON')
  }
}

/** Seconds, or a date. */
function retryAfterMs(value) {
  if (!value) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

const codeOf = (error) => error.cause?.code ?? error.name
const isCertificate = (error) => /CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(codeOf(error))

// The task of a certification: so many calls, so many at the same time, exit code 0 if all succeeded.
const env = process.env
const client = new FormflowClient({
  baseUrl: env.FORMFLOW_BASE_URL,
  clientId: env.FORMFLOW_CLIENT_ID,
  clientSecret: env.FORMFLOW_CLIENT_SECRET,
  organizationId: env.FORMFLOW_ORGANIZATION_ID,
})
let left = Number(env.FORMFLOW_CALLS ?? 1)
async function caller() {
  while (left > 0) {
    left -= 1
    try {
      const response = await client.get(env.FORMFLOW_PROTECTED_PATH)
      await response.arrayBuffer()
    } catch (error) {
      process.exitCode = 1
      console.error(error.message)
    }
  }
}
await Promise.all(Array.from({ length: Number(env.FORMFLOW_PARALLEL ?? 1) }, caller))
