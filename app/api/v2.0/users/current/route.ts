import { jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { ApiError } from '@/lib/server/http/error-body'
import { wireUser } from '@/lib/server/http/api/wire-user'
import { getUserForApi } from '@/lib/server/users/list-for-api'

export const GET = signedInRoute(async ({ actor }) => {
  if (actor.kind !== 'user') throw new ApiError(412, 'PRECONDITION', 'a robot account is no user')
  return jsonResponse(wireUser(await getUserForApi(actor, actor.id)))
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
