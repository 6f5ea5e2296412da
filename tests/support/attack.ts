/** An attack on the suite, as data. */
export interface Attack {
  readonly title: string
  readonly expected: string
  readonly observe: () => string | Promise<string>
}

/** Attacks of one kind. */
export interface Attacks {
  readonly title: string
  readonly text: string
  readonly attacks: readonly Attack[]
}
