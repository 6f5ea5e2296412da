/** Findings of the suite on NestJS, with their causes. */
import { causes } from './causes.ts'
import type { Framework } from '../shared/model.ts'
import { created, everywhere, unvalidated, validated } from './found.ts'

export const nestjs: Framework = {
  id: 'nestjs',
  title: 'NestJS',
  packages: [
    '@nestjs/core',
    '@nestjs/platform-express',
    'class-validator',
    'class-transformer',
    'reflect-metadata',
    'rxjs',
  ],
  about:
    'NestJS with its default adapter, which is Express: a controller for the token, a controller with a guard for the templates, and a DTO with `@IsString()` and `@IsNotEmpty()`. Version 11 is the newest version of which all packages run on Node 20.',
  runs: [
    {
      id: 'nestjs',
      title: 'NestJS with `@HttpCode(200)` and a global `ValidationPipe`',
      start: async (application) => (await import('./server.ts')).nest(application),
      found: { ...everywhere, ...validated },
    },
    {
      id: 'nestjs-created',
      title: 'NestJS with a global `ValidationPipe`, without `@HttpCode`',
      start: async (application) => (await import('./server.ts')).nestCreated(application),
      found: { ...everywhere, ...validated, created },
    },
    {
      id: 'nestjs-unvalidated',
      title: 'NestJS with `@HttpCode(200)`, without `ValidationPipe`',
      start: async (application) => (await import('./server.ts')).nestUnvalidated(application),
      found: { ...everywhere, ...unvalidated },
    },
  ],
  causes,
  fixed: {
    id: 'nestjs-fixed',
    title: 'NestJS with the fixes below',
    start: async (application) => (await import('./fixed.ts')).fixedNest(application),
    file: 'tests/frameworks/nestjs/fixed.ts',
    found: {},
  },
}
