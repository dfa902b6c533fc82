import { emptyResponse, jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { idOf } from '@/lib/server/http/api/id-of'
import { asSystemRefusal } from '@/lib/server/http/api/system-refusal'
import { wireUser } from '@/lib/server/http/api/wire-user'
import { getUserForApi } from '@/lib/server/users/list-for-api'
import { removeUser } from '@/lib/server/users/remove'

type Params = { id: string }

export const GET = signedInRoute<Params>(async ({ actor, params }) =>
  jsonResponse(wireUser(await getUserForApi(actor, idOf(params.id, 'user_id')))),
)

export const DELETE = signedInRoute<Params>(async ({ actor, params }) => {
  await asSystemRefusal(actor, removeUser(actor, idOf(params.id, 'user_id')))
  return emptyResponse()
})
export { notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('DELETE, GET, HEAD')
