/** The Hono server with a fix for every default that a run finds; docs/frameworks.md quotes it. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { validator } from 'hono/validator'
import { credentialsIn, templates } from '../shared/application.ts'
import { HOST, listening, type Start } from '../shared/listening.ts'

export const fixedHono: Start = (application) => {
  const app = new Hono()

  // fixes no-cache-control
  app.use(async (context, next) => {
    await next()
    context.header('Cache-Control', 'no-store')
  })

  app.post(
    '/api/token',

    // fixes json-throws: instead of `await context.req.json()` in the handler
    validator('json', (body, context) => {
      const message = 'clientId, clientSecret, organizationId: strings'
      return credentialsIn(body) ?? context.json({ message }, 400)
    }),

    async (context) => {
      const grant = await application.issue(context.req.valid('json'))
      if (grant) return context.json(grant)

      // fixes no-challenge
      context.header('WWW-Authenticate', 'Bearer')
      return context.json({ message: 'Invalid credentials' }, 401)
    },
  )

  // fixes not-found-for-methods: after the handler for POST
  app.all('/api/token', (context) => {
    context.header('Allow', 'POST')
    return context.json({ message: 'POST only' }, 405)
  })

  app.get('/api/template', bearerAuth({ verifyToken: application.accepts }), (context) =>
    context.json(templates),
  )
  return listening(serve({ fetch: app.fetch, hostname: HOST, port: 0 }))
}
