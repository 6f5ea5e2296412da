/** Hosts that some requests name and that are not the server's. Whoever believes the request repeats them. */

/** What stands for them in sealed text. */
export const FOREIGN_HOST = '‹foreign host›'

/** No part of it is a word of anything else. The domain is for tests and has no owner (RFC 2606). */
const NAME = 'xk29zq7.test'

/** A port that nobody serves: with it the server's own name is a host of nobody. */
const PORT = 60_606

/** @param hostname of the base URL */
export const foreignHosts = (
  hostname: string,
): { readonly foreignHost: string; readonly hostOnForeignPort: string } => ({
  foreignHost: NAME,
  hostOnForeignPort: `${hostname}:${PORT}`,
})
