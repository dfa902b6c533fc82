import { eventChanges } from '@/lib/server/audit/changes'
import { jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { idOf } from '@/lib/server/http/api/id-of'

/** Not Harbor's: what an event has changed, for the dialog that shows it. */
export const GET = signedInRoute<{ id: string }>(async ({ actor, params }) =>
  jsonResponse(await eventChanges(actor, idOf(params.id, 'event_id'))),
)
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
