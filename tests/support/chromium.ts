/** The Chromium of the system: this project installs no browser. */
import { existsSync } from 'node:fs'

/** Where Debian, Ubuntu, Alpine and Fedora install it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** `undefined`: none is installed. */
export const CHROMIUM: string | undefined = PLACES.find((place) => existsSync(place))

/** Why the tests of pages are skipped without it. */
export const NO_CHROMIUM = `no Chromium at ${PLACES.join(', ')} (apt-get install chromium)`
