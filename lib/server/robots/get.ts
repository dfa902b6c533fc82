import 'server-only'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { readSettings } from '../settings/read'
import { readableRobot, robotFullName } from './find'

export type ApiRobot = Awaited<ReturnType<typeof findApiRobots>>[number]

/** A robot with all its permissions, as the API shows it. *Not found* for who may not read it. */
export async function getRobot(actor: Actor, id: number): Promise<ApiRobot> {
  await readableRobot(actor, id)
  const [robot] = await findApiRobots([id])
  if (!robot) throw new Refusal('not-found', 'robot not found')
  return robot
}

/** Robots in no particular order, with their full names: as many queries for a hundred as for one. */
export async function findApiRobots(ids: number[]) {
  const [{ robotNamePrefix }, robots] = await Promise.all([readSettings(db()), findRobots(ids)])
  return robots.map((robot) => ({ ...robot, fullName: robotFullName(robotNamePrefix, robot) }))
}

const findRobots = (ids: number[]) =>
  db().robot.findMany({
    where: { id: { in: ids } },
    include: {
      project: { select: { id: true, name: true } },
      grants: {
        select: { scope: true, access: true, project: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
  })
