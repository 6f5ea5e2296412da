/** Commands, options and parsed arguments. */

export interface Option {
  readonly name: string
  /** Placeholder of its value in help; absent: a flag. */
  readonly value?: string
  readonly about: string
  /** It may be given more than once; its patterns are alternatives. */
  readonly repeatable?: true
  /** The variable that it sets, the value that a flag sets, and the default. */
  readonly variable?: { readonly name: string; readonly sets?: string; readonly unset?: string }
}

export interface Command {
  readonly name: string
  readonly about: string
  /** Placeholders of the arguments in help, such as `<old> <new>`; optional in brackets; with `...` any number. */
  readonly operand?: string
  readonly options: readonly Option[]
  /** Command lines without the name of the program, with a comment. */
  readonly examples: readonly (readonly [line: string, about: string])[]
  /** Imports the command only when needed: a run does not wait for the libraries of the server. */
  readonly load: () => Promise<(given: Arguments) => Promise<number>>
}

/** The parsed arguments of a command. */
export interface Arguments {
  readonly command: Command
  /** Option -> value; an empty string for a flag. */
  readonly values: Readonly<Record<string, string | undefined>>
  readonly operand: string | undefined
  /** All arguments that are no options, in order. */
  readonly operands: readonly string[]
}
