import { checkRobotRequest, nameFault } from '@/lib/domain/robot-request'
import { robotCreate } from '@/lib/domain/wire/robot'
import { createdResponse, jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { badRequest } from '@/lib/server/http/error-body'
import { pageOf, pagingHeaders } from '@/lib/server/http/api/paging'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { wireCreatedRobot, wireRobot } from '@/lib/server/http/api/wire-robot'
import { createRobotForApi } from '@/lib/server/robots/create-for-api'
import { listRobotsForApi } from '@/lib/server/robots/list-for-api'

export const GET = signedInRoute(async ({ actor, query, path }) => {
  const page = pageOf(query)
  const list = { ...page, q: query.get('q') ?? '', sort: query.get('sort') ?? '' }
  const { rows, total } = await listRobotsForApi(actor, list)
  return jsonResponse(rows.map(wireRobot), pagingHeaders(path, query, page, total))
})

export const POST = signedInRoute(async ({ actor, request, path }) => {
  const { name = '', disable = false, secret, ...rest } = await bodyOf(request, robotCreate)
  const fault = nameFault(name)
  if (fault !== null) throw badRequest(fault)
  const checked = checkRobotRequest(rest)
  if (!checked.ok) throw badRequest(checked.message)
  const created = await createRobotForApi(actor, { ...checked.value, name, secret, disabled: disable })
  return createdResponse(`${path}/${created.id}`, wireCreatedRobot(created))
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD, POST')
