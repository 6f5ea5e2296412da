/** The shape of a command and of what it was given. */

export interface Option {
  readonly name: string
  /** What it takes, as help shows it; absent: it is a flag. */
  readonly value?: string
  readonly about: string
  /** The variable that it stands for, and what a flag sets it to. */
  readonly variable?: { readonly name: string; readonly sets?: string; readonly unset?: string }
}

export interface Command {
  readonly name: string
  readonly about: string
  /** What is given besides options, as help shows it: a word for each, as `<old> <new>`; in brackets, it may be left out. */
  readonly operand?: string
  readonly options: readonly Option[]
  /** Loaded when asked for: a run need not wait for a server's libraries. */
  readonly load: () => Promise<(given: Given) => Promise<number>>
}

/** What a command was given. */
export interface Given {
  readonly command: Command
  /** Option -> its value; of a flag the empty text. */
  readonly values: Readonly<Record<string, string | undefined>>
  readonly operand: string | undefined
  /** As many as the command names, in order. */
  readonly operands: readonly string[]
}
