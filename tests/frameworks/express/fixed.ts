/** The Express server with a fix for every default that a run finds; docs/frameworks.md quotes it. */
import express, { type NextFunction, type Request, type Response } from 'express'
import { credentialsIn, templates } from '../shared/application.ts'
import { HOST, listening, type Start } from '../shared/listening.ts'

export const fixedExpress: Start = (application) => {
  const app = express()

  // fixes no-cache-control
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  // fixes no-challenge: instead of `response.status(401).json(...)`
  const unauthorized = (response: Response, message: string): void => {
    response.status(401).set('WWW-Authenticate', 'Bearer').json({ message })
  }

  app.post('/api/token', express.json(), async (request, response) => {
    const given = credentialsIn(request.body)
    if (!given) {
      response.status(400).json({ message: 'clientId, clientSecret, organizationId: strings' })
      return
    }
    const grant = await application.issue(given)
    if (grant) response.json(grant)
    else unauthorized(response, 'Invalid credentials')
  })

  // fixes not-found-for-methods: after the handler for POST
  app.all('/api/token', (_request, response) => {
    response.status(405).set('Allow', 'POST').json({ message: 'POST only' })
  })

  app.get('/api/template', async (request, response) => {
    const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ')
    // fixes exact-scheme
    if (scheme?.toLowerCase() === 'bearer' && (await application.accepts(token)))
      response.json(templates)
    else unauthorized(response, 'Unauthorized')
  })

  // fixes development-errors: after everything else
  app.use((error: { status?: number }, _: Request, response: Response, _next: NextFunction) => {
    response.status(error.status ?? 500).json({ message: 'The request cannot be handled.' })
  })

  return listening(app.listen(0, HOST))
}
