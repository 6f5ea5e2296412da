/** The bootstrap of the NestJS server with a fix for every default that a run finds; docs/frameworks.md quotes it. */
import { Catch, UnauthorizedException, ValidationPipe, type ArgumentsHost } from '@nestjs/common'
import { BaseExceptionFilter, NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { NextFunction, Request, Response } from 'express'
import { decorateClass } from '../shared/decorate.ts'
import { HOST, listening, type Start } from '../shared/listening.ts'
import { apiModule, quiet } from './server.ts'

// fixes no-challenge
class ChallengeFilter extends BaseExceptionFilter {
  override catch(error: UnauthorizedException, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().set('WWW-Authenticate', 'Bearer')
    super.catch(error, host)
  }
}
decorateClass(ChallengeFilter, [Catch(UnauthorizedException)])

export const fixedNest: Start = async (application) => {
  const module = apiModule(application, 200)
  const options = { ...quiet, bodyParser: false }
  const app = await NestFactory.create<NestExpressApplication>(module, options)

  // fixes exact-scheme: where a guard of another package compares it
  app.use((request: Request, _: Response, next: NextFunction) => {
    const { headers } = request
    if (headers.authorization)
      headers.authorization = headers.authorization.replace(/^bearer /i, 'Bearer ')
    next()
  })

  // fixes no-cache-control
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  // fixes not-found-for-methods
  app.use('/api/token', (request: Request, response: Response, next: NextFunction) => {
    if (request.method === 'POST') next()
    else response.status(405).set('Allow', 'POST').json({ statusCode: 405, message: 'POST only' })
  })

  // fixes form-parser, recursive-transformer: with `bodyParser: false` in the options of `create`
  app.useBodyParser('json', { limit: '2kb' })

  // fixes parser-message: directly after the parser
  app.use((error: { status?: number }, _: Request, response: Response, _next: NextFunction) => {
    const statusCode = error.status ?? 500
    response.status(statusCode).json({ statusCode, message: 'The body cannot be read.' })
  })

  // fixes no-challenge
  app.useGlobalFilters(new ChallengeFilter(app.getHttpAdapter()))

  // fixes no-validation, no-body-no-object
  app.useGlobalPipes(new ValidationPipe())

  await app.listen(0, HOST)
  return listening(app.getHttpServer())
}
