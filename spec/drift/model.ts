/** The difference of two versions of an OpenAPI document. */
export interface Drift {
  readonly schemaVersion: 1
  readonly old: DocumentSide
  readonly new: DocumentSide
  /** Any: exit 1. */
  readonly breaking: readonly DriftChange[]
  readonly other: readonly DriftChange[]
}

export interface DocumentSide {
  /** File name, or a URL without its query. */
  readonly file: string
  readonly title: string
  readonly version: string
  readonly openapi: string
  readonly sha256: string
}

export interface DriftChange {
  /** Where it is used: `POST /api/token, request body: clientId`; at most 100 places. */
  readonly places: readonly string[]
  /** What changed: `member clientId added, required`. */
  readonly what: string
  /** What it does to a client that follows the old document. */
  readonly why?: string
  /** JSON pointers into the documents; absent: not in that document. */
  readonly old?: string
  readonly new?: string
  /** Ids of requirements that depend on the place. */
  readonly requirements: readonly string[]
}
