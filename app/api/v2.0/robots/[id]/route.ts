import { robotSecret, robotUpdate } from '@/lib/domain/wire/robot'
import { emptyResponse, jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { idOf } from '@/lib/server/http/api/id-of'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { wireRobot } from '@/lib/server/http/api/wire-robot'
import { getRobotForApi } from '@/lib/server/robots/get-for-api'
import { refreshSecret } from '@/lib/server/robots/refresh-secret'
import { removeRobot } from '@/lib/server/robots/remove'
import { updateRobotForApi } from '@/lib/server/robots/update-for-api'

type Params = { id: string }

export const GET = signedInRoute<Params>(async ({ actor, params }) =>
  jsonResponse(wireRobot(await getRobotForApi(actor, idOf(params.id, 'robot_id')))),
)

export const PUT = signedInRoute<Params>(async ({ actor, request, params }) => {
  const id = idOf(params.id, 'robot_id')
  await updateRobotForApi(actor, id, await bodyOf(request, robotUpdate))
  return emptyResponse()
})

/** A new secret: a generated one is answered, a given one is not echoed. */
export const PATCH = signedInRoute<Params>(async ({ actor, request, params }) => {
  const id = idOf(params.id, 'robot_id')
  const { secret } = await bodyOf(request, robotSecret)
  const revealed = await refreshSecret(actor, { id, secret })
  return jsonResponse(revealed ? { secret: revealed.secret } : {})
})

export const DELETE = signedInRoute<Params>(async ({ actor, params }) => {
  await removeRobot(actor, idOf(params.id, 'robot_id'))
  return emptyResponse()
})
export { notAllowed as POST }
const notAllowed = methodNotAllowed('DELETE, GET, HEAD, PATCH, PUT')
