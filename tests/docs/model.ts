/** A whole file, or a passage of it between two markers. */
export interface Generated {
  readonly file: string
  readonly passage?: string
  readonly text: string
}
