/** All frameworks that the suite is run against in its own tests. */
import { express } from './express/explained.ts'
import { hono } from './hono/explained.ts'
import { nestjs } from './nestjs/explained.ts'
import type { Framework, Run } from './shared/model.ts'

export const frameworks: readonly Framework[] = [nestjs, express, hono]

export const runsOf = ({ runs, mended }: Framework): readonly Run[] => [...runs, mended]
