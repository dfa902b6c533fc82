import { auditEvents } from '@/lib/domain/wire/audit'
import { refuseUnlessAuditor } from '@/lib/server/audit/list-for-api'
import { jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'

export const GET = signedInRoute(async ({ actor }) => {
  await refuseUnlessAuditor(actor)
  return jsonResponse(auditEvents.map((event_type) => ({ event_type })))
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
