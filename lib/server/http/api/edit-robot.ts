import 'server-only'
import type { Actor } from '../../rights/actor'
import { readableRobot } from '../../robots/find'
import { saysOnlyState } from '../../robots/says-only-state'
import { setRobotDisabled } from '../../robots/set-disabled'
import { refuseLegacy, refuseOtherHome, updateRobot } from '../../robots/update'
import { askedSpec, type WireRobotEdit } from './robot-request'

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
