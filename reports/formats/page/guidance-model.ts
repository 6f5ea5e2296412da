/** What the page knows about fixing a violation. */
export const FRAMEWORKS = {
  nestjs: 'NestJS',
  express: 'Express',
  spring: 'Spring Boot',
  aspnet: 'ASP.NET Core',
  fastapi: 'FastAPI',
} as const

export type Framework = keyof typeof FRAMEWORKS

export interface Guidance {
  /** Words for a heading. */
  readonly subject: string
  /** Ids of requirements, separated by blanks. */
  readonly requirements: string
  /** What to do, whatever the framework. */
  readonly advice: string
  /** Lines of code; none where the advice is not about code. */
  readonly code?: Readonly<Partial<Record<Framework, string>>>
}
