/** A place of a document in words. */

/** @param path within the operation; @param member of a schema, such as `/clientId` */
export function placeText(operation: string, path: readonly string[], member = ''): string {
  const parts = [operation, ...partTexts(path)]
  const text = parts.join(', ')
  return member === '' ? text : `${text}: ${member.replace(/^\//, '')}`
}

function partTexts([part = '', name, inner]: readonly string[]): string[] {
  if (part === 'body') return ['request body']
  if (part === 'parameters') return name === undefined ? [] : [`parameter ${name}`]
  if (part === 'security') return ['credentials']
  if (part !== 'responses') return []
  if (name === undefined) return ['responses']
  return inner === 'headers' ? [`headers of response ${name}`] : [`response ${name}`]
}
