/** The path of the operation under test, as the OpenAPI document spells it. */
export const TOKEN_PATH = '/api/token'

/** An operation that needs a token, as long as nobody names another. */
export const PROTECTED_PATH = '/api/template?page=1&perPage=1'
