/** The name of a requirement's place on the page. */
export const anchorOf = (id: string): string => `f-${id.replaceAll(/[^\w-]/g, '_').slice(0, 80)}`
