import 'server-only'
import { asRefusal, Refusal } from '../../../errors'
import type { Actor } from '../../../rights/actor'
import { createRobot, knowsOfProjects } from '../../../robots/create'
import { readableRobot, robotTarget } from '../../../robots/find'
import { getRobot } from '../../../robots/get'
import { listGrantable } from '../../../robots/grantable'
import { listRobotsForApi } from '../../../robots/list'
import { refreshSecret } from '../../../robots/refresh-secret'
import { removeRobot } from '../../../robots/remove'
import { saysOnlyState } from '../../../robots/says-only-state'
import { setRobotDisabled } from '../../../robots/set-disabled'
import { refuseLegacy, refuseOtherHome, updateRobot } from '../../../robots/update'
import type { Tx } from '../../../store/db'
import { created, empty, json, page } from '../answers'
import { ifSound } from '../if-sound'
import { oldSecretOf } from '../old-secret'
import { refuseUnseen } from '../refuse-unseen'
import { askedSpec, newRobotSpec, type WireRobotEdit } from '../robot-request'
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
    run: async ({ actor, ids: { robot_id: id } }) => json(wireRobot(await named(id, getRobot(actor, id)))),
  }),
  operation({
    id: 'UpdateRobot',
    method: 'PUT',
    path: robot,
    body: { schema: 'RobotUpdate' },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, ids: { robot_id: id }, body }) => {
      await named(id, editRobot(actor, id, body))
      return empty
    },
  }),
  operation({
    // A generated secret is answered, a given one is not echoed. The old one stops at once, unless `old_secret` says when.
    id: 'RefreshSec',
    method: 'PATCH',
    path: robot,
    body: { schema: 'RobotSec' },
    success: 200,
    answer: 'RefreshedSecret',
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, ids: { robot_id: id }, body }) => {
      const attempt = { actor, permission: 'robot:update', operation: 'robot.refresh-secret' } as const
      const find = (tx: Tx) => robotTarget(tx, id)
      const asked = ifSound({ ...attempt, find }, () => oldSecretOf(body.old_secret))
      const refreshed = asked.then((old) => refreshSecret(actor, { id, secret: body.secret, ...old }))
      const revealed = await named(id, refreshed)
      return json(revealed ? { secret: revealed.secret } : {})
    },
  }),
  operation({
    id: 'DeleteRobot',
    method: 'DELETE',
    path: robot,
    success: 200,
    refusals: [403, 404, 422],
    run: async ({ actor, ids: { robot_id: id } }) => {
      await named(id, removeRobot(actor, id))
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

/**
 * The API's PUT of a robot, in Harbor's order: *not found* for who may not read it, *forbidden* for a legacy robot,
 * *invalid* for what the body says, *forbidden* for who may not update. A body that says nothing but whether the robot is
 * disabled only disables or enables it, whatever the rest of it is.
 */
export async function editRobot(actor: Actor, id: number, body: WireRobotEdit): Promise<void> {
  const { robot } = await readableRobot(actor, id)
  const { disable: disabled } = body
  if (disabled !== undefined && (await saysOnlyState(robot, body))) return setRobotDisabled(actor, { id, disabled })
  refuseLegacy(robot)
  const edit = { ...askedSpec(body), id, fullName: body.name ?? '' }
  refuseOtherHome(robot, edit)
  await updateRobot(actor, edit)
}

/** What is asked of a robot by its id, which a *not found* names, as in Harbor. */
async function named<Result>(id: number, asked: Promise<Result>): Promise<Result> {
  return asked.catch((error: unknown) => {
    const refusal = asRefusal(error)
    throw refusal?.kind === 'not-found' && !refusal.reason ? new Refusal('not-found', `robot ${id} not found`) : error
  })
}
