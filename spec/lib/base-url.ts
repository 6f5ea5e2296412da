/** A base URL in parts: an API may live below a path prefix, written with or without a slash at its end. */

/** Where every path of the API begins: `/gateway/v1`, or an empty text. */
export const pathPrefix = ({ pathname }: URL): string => pathname.replace(/\/+$/, '')

/** The base URL as reports show it, without a slash at its end. */
export const baseUrlText = (url: URL): string => url.origin + pathPrefix(url)
