/** All frameworks that the self-tests run the suite against. */
import { express } from './express/explained.ts'
import { hono } from './hono/explained.ts'
import { nestjs } from './nestjs/explained.ts'
import type { Framework, FrameworkRun } from './shared/model.ts'

export const frameworks: readonly Framework[] = [nestjs, express, hono]

export const runsOf = ({ runs, fixed }: Framework): readonly FrameworkRun[] => [...runs, fixed]
