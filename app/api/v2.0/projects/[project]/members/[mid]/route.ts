import { roleRequest } from '@/lib/domain/wire/member'
import { emptyResponse, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { badRequest } from '@/lib/server/http/error-body'
import { idOf } from '@/lib/server/http/api/id-of'
import { projectRoute } from '@/lib/server/http/api/project-route'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { roleOf, wireMember } from '@/lib/server/http/api/wire-member'
import { getMemberForApi } from '@/lib/server/members/list-for-api'
import { removeMember } from '@/lib/server/members/remove'
import { updateMember } from '@/lib/server/members/update'

type Params = { project: string; mid: string }

export const GET = projectRoute<Params>(async ({ actor, project, params }) =>
  jsonResponse(wireMember(await getMemberForApi(actor, project, memberId(params.mid)))),
)

export const PUT = projectRoute<Params>(async ({ actor, request, project, params }) => {
  const id = memberId(params.mid)
  const role = roleOf((await bodyOf(request, roleRequest, { optional: true })).role_id)
  if (role === null) throw badRequest('the role does not exist')
  await updateMember(actor, { project: project.name, id, role, leaveWithoutAdmin: true })
  return emptyResponse()
})

export const DELETE = projectRoute<Params>(async ({ actor, project, params }) => {
  await removeMember(actor, { project: project.name, id: memberId(params.mid), leaveWithoutAdmin: true })
  return emptyResponse()
})
export { notAllowed as PATCH, notAllowed as POST }
const notAllowed = methodNotAllowed('DELETE, GET, HEAD, PUT')

function memberId(text: string): number {
  if (text === '0') throw badRequest('the id of a member must not be 0')
  return idOf(text, 'mid')
}
