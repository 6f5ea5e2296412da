/** Decorators without decorator syntax, which our compiler settings do not allow: the calls that TypeScript would emit. */
import 'reflect-metadata'

type Class = abstract new (...given: never[]) => object

/** Decorates a class and the parameters of its constructor. */
export function decorateClass(
  target: Class,
  decorators: readonly ClassDecorator[],
  parameters: readonly ParameterDecorator[] = [],
): void {
  for (const decorate of decorators) decorate(target)
  for (const [at, decorate] of parameters.entries()) decorate(target, undefined, at)
}

/** Decorates a member. @param types of the parameters of a method, which a pipe reads at run time */
export function decorateMember(
  target: Class,
  name: string,
  decorators: readonly (PropertyDecorator | MethodDecorator)[],
  parameters: readonly ParameterDecorator[] = [],
  types: readonly Class[] = [],
): void {
  const prototype = target.prototype as object
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
  for (const [at, decorate] of parameters.entries()) decorate(prototype, name, at)
  Reflect.defineMetadata('design:paramtypes', types, prototype, name)
  Reflect.decorate([...decorators], prototype, name, descriptor)
}
