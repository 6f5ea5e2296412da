/** The control, when it stands in a performance as evidence of what a case did to the server. */
import type { Step } from '../model.ts'
import { issuing } from '../operations/index.ts'

/** Name of the step. Cases with wrong logins have it too: only the value was wrong, and the client is not locked out. */
export const CONTROL_AFTERWARDS = 'control afterwards'

/** What the control proves after any case. */
export const controlAfterwards: Step = {
  name: CONTROL_AFTERWARDS,
  operation: issuing.name,
  method: issuing.method,
  headers: [],
  expect: { status: [200] },
  proves: ['success-status', 'stable-answers'],
  declared: true,
}
