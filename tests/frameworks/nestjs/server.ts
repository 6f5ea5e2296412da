/** NestJS with its default adapter, which is Express. */
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Injectable,
  Post,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
  type CanActivate,
  type DynamicModule,
  type ExecutionContext,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { IsNotEmpty, IsString } from 'class-validator'
import type { Request } from 'express'
import { templates, type Application, type Grant } from '../shared/application.ts'
import { decorateClass, decorateMember } from '../shared/decorate.ts'
import { HOST, listening, type Start } from '../shared/listening.ts'

const APPLICATION = Symbol('application')

class ApiClientsRequestDto {
  clientId!: string
  clientSecret!: string
  organizationId!: string
}
for (const member of ['clientId', 'clientSecret', 'organizationId'])
  decorateMember(ApiClientsRequestDto, member, [IsString(), IsNotEmpty()])

/** @param declared the status for `@HttpCode`; without it NestJS uses its default for POST */
function tokenController(declared?: 200) {
  class TokenController {
    readonly application: Application
    constructor(application: Application) {
      this.application = application
    }
    async getToken(body: ApiClientsRequestDto): Promise<Grant> {
      const grant = await this.application.issue(body)
      if (!grant) throw new UnauthorizedException('Invalid credentials')
      return grant
    }
  }
  decorateMember(
    TokenController,
    'getToken',
    [Post('token'), ...(declared ? [HttpCode(declared)] : [])],
    [Body()],
    [ApiClientsRequestDto],
  )
  decorateClass(TokenController, [Controller('api')], [Inject(APPLICATION)])
  return TokenController
}

class TokenGuard implements CanActivate {
  readonly application: Application
  constructor(application: Application) {
    this.application = application
  }
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<Request>()
    const [scheme, token = ''] = headers.authorization?.split(' ') ?? []
    if (scheme === 'Bearer' && (await this.application.accepts(token))) return true
    throw new UnauthorizedException()
  }
}
decorateClass(TokenGuard, [Injectable()], [Inject(APPLICATION)])

class TemplateController {
  getAllTemplates(): typeof templates {
    return templates
  }
}
decorateMember(TemplateController, 'getAllTemplates', [Get('template')])
decorateClass(TemplateController, [Controller('api'), UseGuards(TokenGuard)])

/** Everything but the bootstrap, which differs between the runs. */
export const apiModule = (application: Application, declared?: 200): DynamicModule => ({
  module: class ApiModule {},
  controllers: [tokenController(declared), TemplateController],
  providers: [{ provide: APPLICATION, useValue: application }],
})

/** No output on the console; errors of the start are thrown. */
export const quiet = { logger: false, abortOnError: false } as const

interface Setting {
  readonly declared?: 200
  readonly validated: boolean
}

const serving =
  ({ declared, validated }: Setting): Start =>
  async (application) => {
    const module = apiModule(application, declared)
    const app = await NestFactory.create<NestExpressApplication>(module, quiet)
    if (validated) app.useGlobalPipes(new ValidationPipe())
    await app.listen(0, HOST)
    return listening(app.getHttpServer())
  }

export const nest = serving({ declared: 200, validated: true })
export const nestCreated = serving({ validated: true })
export const nestUnvalidated = serving({ declared: 200, validated: false })
