import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { findRobot, robotScope, type RobotRecord } from './find'

/** The robot of this id, or *not found* when there is none or the actor may not see it. */
export async function readableRobot(actor: Actor, id: number): Promise<RobotRecord> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const robot = await findRobot(db(), id)
  const rights = robot && (await rightsIn(db(), actor, robotScope(robot)))
  if (!rights?.may('robot:read')) throw new Refusal('not-found', 'robot not found')
  return robot!
}
