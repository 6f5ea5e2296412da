/** Two versions of an OpenAPI document, and what a client of the old one meets in the new one. */
export interface Drift {
  readonly schemaVersion: 1
  readonly old: DocumentSide
  readonly new: DocumentSide
  /** Any: exit 1. */
  readonly breaking: readonly DriftChange[]
  readonly other: readonly DriftChange[]
}

export interface DocumentSide {
  /** File name, or an address without its query. */
  readonly file: string
  readonly title: string
  readonly version: string
  readonly openapi: string
  readonly sha256: string
}

export interface DriftChange {
  /** Where, in words: `POST /api/token, request body: clientId`. */
  readonly places: readonly string[]
  /** What happened to it, in words. */
  readonly what: string
  /** What it does to a client that keeps to the old document. */
  readonly why?: string
  /** JSON pointers into the documents; absent: it is not there. */
  readonly old?: string
  readonly new?: string
  /** Requirements of this suite that rest on the place. */
  readonly requirements: readonly string[]
}
