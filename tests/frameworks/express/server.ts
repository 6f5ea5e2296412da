/** Express 5 with its JSON parser. */
import express from 'express'
import { credentialsIn, templates } from '../shared/application.ts'
import { HOST, listening, type Start } from '../shared/listening.ts'

/** The value that Express takes from NODE_ENV; `development` is its default. */
type Environment = 'development' | 'production'

const serving =
  (environment: Environment): Start =>
  (application) => {
    const app = express()
    app.set('env', environment)
    app.use(express.json())

    app.post('/api/token', async (request, response) => {
      const given = credentialsIn(request.body)
      if (!given) {
        response.status(400).json({ message: 'clientId, clientSecret, organizationId: strings' })
        return
      }
      const grant = await application.issue(given)
      if (grant) response.json(grant)
      else response.status(401).json({ message: 'Invalid credentials' })
    })

    app.get('/api/template', async (request, response) => {
      const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ')
      if (scheme === 'Bearer' && (await application.accepts(token))) response.json(templates)
      else response.status(401).json({ message: 'Unauthorized' })
    })

    return listening(app.listen(0, HOST))
  }

export const express5 = serving('development')
export const express5InProduction = serving('production')
