/** What the suite finds on NestJS, and why. */
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
    'On its default adapter, which is Express: a controller for the token, one for the templates behind a guard, and a DTO with `@IsString()` and `@IsNotEmpty()` at its members. Version 11 is the newest line all of whose packages run on Node 20.',
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
  mended: {
    id: 'nestjs-mended',
    title: 'NestJS with the mends below',
    start: async (application) => (await import('./mended.ts')).mendedNest(application),
    file: 'tests/frameworks/nestjs/mended.ts',
    found: { 'last-wins': everywhere['last-wins'] },
  },
}
