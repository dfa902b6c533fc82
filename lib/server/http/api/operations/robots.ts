import 'server-only'
import { createRobot, knowsOfProjects } from '../../../robots/create'
import { getRobot } from '../../../robots/get'
import { listGrantable } from '../../../robots/grantable'
import { listRobotsForApi } from '../../../robots/list'
import { refreshSecret } from '../../../robots/refresh-secret'
import { removeRobot } from '../../../robots/remove'
import { created, empty, json, page } from '../answers'
import { editRobot } from '../edit-robot'
import { refuseUnseen } from '../refuse-unseen'
import { newRobotSpec } from '../robot-request'
import { wireCreatedRobot, wireRobot } from '../wire-robot'
import { operation } from './operation'
import { listOf, paged } from './parameters'

const robot = '/robots/{robot_id}'

/** Robots, and what they may be given. */
export const robotOperations = [
  operation({
    id: 'ListRobot',
    method: 'GET',
    path: '/robots',
    query: paged,
    success: 200,
    answer: 'Robot',
    list: true,
    refusals: [400, 403, 422],
    run: async ({ actor, query }) => page(await listRobotsForApi(actor, listOf(query)), wireRobot),
  }),
  operation({
    id: 'CreateRobot',
    method: 'POST',
    path: '/robots',
    body: { schema: 'RobotCreate' },
    success: 201,
    answer: 'RobotCreated',
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, body }) => {
      const made = await refuseUnseen(actor, createRobot(actor, newRobotSpec(body)), knowsOfProjects)
      return created(made.id, wireCreatedRobot(made))
    },
  }),
  operation({
    id: 'GetRobotByID',
    method: 'GET',
    path: robot,
    success: 200,
    answer: 'Robot',
    refusals: [404, 422],
    run: async ({ actor, ids }) => json(wireRobot(await getRobot(actor, ids.robot_id))),
  }),
  operation({
    id: 'UpdateRobot',
    method: 'PUT',
    path: robot,
    body: { schema: 'RobotUpdate' },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, ids, body }) => {
      await editRobot(actor, ids.robot_id, body)
      return empty
    },
  }),
  operation({
    // A generated secret is answered, a given one is not echoed.
    id: 'RefreshSec',
    method: 'PATCH',
    path: robot,
    body: { schema: 'RobotSec' },
    success: 200,
    answer: 'RefreshedSecret',
    refusals: [400, 403, 404, 413, 422],
    run: async ({ actor, ids, body }) => {
      const revealed = await refreshSecret(actor, { id: ids.robot_id, secret: body.secret })
      return json(revealed ? { secret: revealed.secret } : {})
    },
  }),
  operation({
    id: 'DeleteRobot',
    method: 'DELETE',
    path: robot,
    success: 200,
    refusals: [403, 404, 422],
    run: async ({ actor, ids }) => {
      await removeRobot(actor, ids.robot_id)
      return empty
    },
  }),
  operation({
    id: 'getPermissions',
    method: 'GET',
    path: '/permissions',
    success: 200,
    answer: 'Permissions',
    refusals: [403],
    run: async ({ actor }) => json({ system: null, ...(await listGrantable(actor)) }),
  }),
]
