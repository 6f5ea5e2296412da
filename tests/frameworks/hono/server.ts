/** Hono on its Node server, with its middleware. */
import { serve } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { validator } from 'hono/validator'
import { credentialsIn, templates, type Application } from '../shared/application.ts'
import { HOST, listening, type Start } from '../shared/listening.ts'

const refused = (context: Context) =>
  context.json({ message: 'clientId, clientSecret, organizationId: strings' }, 400)

/** The body through Hono's validator. */
export const honoValidated: Start = (application) => {
  const app = new Hono()
  app.post(
    '/api/token',
    validator('json', (body, context) => credentialsIn(body) ?? refused(context)),
    async (context) => {
      const grant = await application.issue(context.req.valid('json'))
      return grant ? context.json(grant) : context.json({ message: 'Invalid credentials' }, 401)
    },
  )
  return served(app, application)
}

/** The body directly from the request, as on the first pages of the documentation. */
export const honoUnvalidated: Start = (application) => {
  const app = new Hono()
  app.post('/api/token', async (context) => {
    const given = credentialsIn(await context.req.json())
    if (!given) return refused(context)
    const grant = await application.issue(given)
    return grant ? context.json(grant) : context.json({ message: 'Invalid credentials' }, 401)
  })
  return served(app, application)
}

function served(app: Hono, application: Application) {
  app.get('/api/template', bearerAuth({ verifyToken: application.accepts }), (context) =>
    context.json(templates),
  )
  return listening(serve({ fetch: app.fetch, hostname: HOST, port: 0 }))
}
