import { jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { booleanOf } from '@/lib/server/http/api/paging'
import { wirePermissions } from '@/lib/server/http/api/wire-user'
import { listOwnPermissions } from '@/lib/server/users/own-permissions'

/** What the caller may do in `scope`, from which Harbor's pages decide what to show. */
export const GET = signedInRoute(async ({ actor, query }) => {
  const relative = booleanOf(query, 'relative') ?? false
  const scope = query.get('scope') ?? ''
  return jsonResponse(wirePermissions(await listOwnPermissions(actor, scope), scope, relative))
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
