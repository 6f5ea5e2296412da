/** A place of a document in words that a partner understands. */

/** @param path below the operation; @param member of a schema, as `/clientId` */
export function placeWords(operation: string, path: readonly string[], member = ''): string {
  const parts = [operation, ...partWords(path)]
  const words = parts.join(', ')
  return member === '' ? words : `${words}: ${member.replace(/^\//, '')}`
}

function partWords([part = '', name, inner]: readonly string[]): string[] {
  if (part === 'body') return ['request body']
  if (part === 'parameters') return name === undefined ? [] : [`parameter ${name}`]
  if (part === 'security') return ['credentials']
  if (part !== 'responses') return []
  if (name === undefined) return ['answers']
  return inner === 'headers' ? [`headers of answer ${name}`] : [`answer ${name}`]
}
