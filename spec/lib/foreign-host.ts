/** Hosts that some requests name and that are not the server's. Whoever believes the request repeats them. */

/** What stands in sealed text for the name below. */
export const FOREIGN_HOST = '‹foreign host›'

/** No part of it is a word of anything else. The domain is for tests and has no owner (RFC 2606). */
const NAME = 'xk29zq7.test'

/** With a port that nobody serves, the name of the server is a host of nobody. */
const PORTS = ['60606', '60607'] as const

/** @param url of the server */
export const foreignHosts = ({
  hostname,
  port,
}: Pick<URL, 'hostname' | 'port'>): {
  readonly foreignHost: string
  readonly hostOnForeignPort: string
} => ({
  foreignHost: NAME,
  hostOnForeignPort: `${hostname}:${PORTS.find((each) => each !== port)}`,
})

/** @param text as it arrived, not sealed */
export const namesForeignHost = (text: string): boolean => text.includes(NAME)
