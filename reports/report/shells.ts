/** How a shell writes the words of a command: literal text, and the values of variables. */

export type ShellName = 'posix' | 'powershell'

export interface Shell {
  /** Text as it is. */
  readonly quoted: (text: string) => string
  readonly variable: (name: string) => string
  /** The value with another character at its end: of the same length, and different in any case. */
  readonly otherEnd: (name: string) => string
  /** The value with another character before its last one. */
  readonly otherInside: (name: string) => string
  readonly butLast: (name: string) => string
  /** Parts that are one argument. @param parts at least one */
  readonly joined: (parts: readonly string[]) => string
  /** A variable after a text without characters that the shell reads. */
  readonly prefixed: (text: string, name: string) => string
  /** A path below the base URL. A mark of a token in it is the variable TOKEN. */
  readonly url: (path: string) => string
  /**
   * A command that gets a text as its standard input. Arguments of a program may be read by every user of the machine.
   * Absent: the shell would add a line break to the text.
   */
  readonly withInput?: (text: string, command: string) => string
  /** Sets a variable for the commands after it. */
  readonly assigned: (name: string, value: string) => string
}

/** The mark of a token in a sealed text. */
const TOKEN = /‹token \d+›/g

const posix: Shell = {
  quoted: (text) => `'${text.replaceAll("'", `'\\''`)}'`,
  variable: (name) => `"$${name}"`,
  otherEnd: (name) => `"\${${name}%?}~"`,
  otherInside: (name) => `"\${${name}%??}~\${${name}#"\${${name}%?}"}"`,
  butLast: (name) => `"\${${name}%?}"`,
  joined: (parts) => parts.join(''),
  prefixed: (text, name) => `"${text}$${name}"`,
  url: (path) =>
    `"\${FORMFLOW_BASE_URL%/}${path.replaceAll(/["$`\\]/g, '\\$&').replaceAll(TOKEN, '$$TOKEN')}"`,
  withInput: (text, command) => `printf %s ${text} | ${command}`,
  assigned: (name, value) => `export ${name}=${posix.quoted(value)}`,
}

/** Version 7.3 or later: earlier ones drop double quotes from the arguments of a program. */
const powershell: Shell = {
  // PowerShell reads typographic quotation marks as the plain one.
  quoted: (text) => `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`,
  variable: (name) => `$env:${name}`,
  otherEnd: (name) => `$env:${name}.Remove($env:${name}.Length - 1) + '~'`,
  otherInside: (name) =>
    `$env:${name}.Remove($env:${name}.Length - 2, 1).Insert($env:${name}.Length - 2, '~')`,
  butLast: (name) => `$env:${name}.Remove($env:${name}.Length - 1)`,
  joined: (parts) => (parts.length === 1 ? parts.join('') : `(${parts.join(' + ')})`),
  prefixed: (text, name) => `"${text}$env:${name}"`,
  url: (path) => {
    const texts = path.split(TOKEN).map((text) => powershell.quoted(text))
    return `($env:FORMFLOW_BASE_URL.TrimEnd('/') + ${texts.join(' + $env:TOKEN + ')})`
  },
  assigned: (name, value) => `$env:${name} = ${powershell.quoted(value)}`,
}

export const shells: Readonly<Record<ShellName, Shell>> = { posix, powershell }
