/** Hosts that some requests name and that are not the server's. Whoever believes the request repeats them. */

/** What stands in sealed text for a host of another name. */
export const FOREIGN_HOST = '‹foreign host›'

/** What stands there for the server's own name with a port that nobody serves. */
export const FOREIGN_PORT = '‹host with a foreign port›'

/** No part of it is a word of anything else. The domain is for tests and has no owner (RFC 2606). */
const NAME = 'xk29zq7.test'

const PORT = 60_606

/** @param hostname of the base URL */
export const foreignHosts = (
  hostname: string,
): { readonly foreignHost: string; readonly hostOnForeignPort: string } => ({
  foreignHost: NAME,
  hostOnForeignPort: `${hostname}:${PORT}`,
})
