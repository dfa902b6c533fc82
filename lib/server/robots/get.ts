import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { hotReads } from '../store/db'
import { currentSettings } from '../settings/current'
import { placeOf, robotFullName } from './find'

export type ApiRobot = Awaited<ReturnType<typeof findApiRobots>>[number]

/** A robot with all its permissions, as the API shows it. *Not found* for who may not read it. */
export async function getRobot(actor: Actor, id: number): Promise<ApiRobot> {
  const [robot] = await findApiRobots([id])
  await rightsToRead(actor, 'robot:read', robot ? placeOf(robot) : null, 'robot')
  return robot!
}

/** Robots in no particular order, with their full names: as many queries for a hundred as for one. */
export async function findApiRobots(ids: readonly number[]) {
  const [{ robotNamePrefix }, robots] = await Promise.all([currentSettings(), hotReads().robots(ids)])
  return robots.map((robot) => ({ ...robot, fullName: robotFullName(robotNamePrefix, robot) }))
}
