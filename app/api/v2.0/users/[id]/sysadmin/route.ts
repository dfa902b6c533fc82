import { adminFlagRequest } from '@/lib/domain/wire/user'
import { emptyResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { idOf } from '@/lib/server/http/api/id-of'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { asSystemRefusal } from '@/lib/server/http/api/system-refusal'
import { setUserAdmin } from '@/lib/server/users/set-admin'

export const PUT = signedInRoute<{ id: string }>(async ({ actor, request, params }) => {
  const id = idOf(params.id, 'user_id')
  const { sysadmin_flag: isAdmin = false } = await bodyOf(request, adminFlagRequest)
  await asSystemRefusal(actor, setUserAdmin(actor, { id, isAdmin }))
  return emptyResponse()
})
export { notAllowed as DELETE, notAllowed as GET, notAllowed as PATCH, notAllowed as POST }
const notAllowed = methodNotAllowed('PUT')
