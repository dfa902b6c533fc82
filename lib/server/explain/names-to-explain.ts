import 'server-only'
import type { Actor } from '../rights/actor'
import { managedRobots } from '../rights/managed-robots'
import { currentNames } from '../settings/current'
import { db } from '../store/db'
import { searchUserIds } from '../users/search'
import { findRobots } from '../robots/asked'
import { robotRows } from '../robots/list-rows'

const most = 10

/**
 * A few names that hold the text, of robots that the actor manages, and for a system admin of users: suggestions for who
 * is to be explained. *Forbidden* for robots.
 */
export async function namesToExplain(actor: Actor, search: string): Promise<string[]> {
  const listed = await managedRobots(actor)
  const { settings, prefixes } = await currentNames()
  const asked = { search, sort: 'name', page: 1, size: most } as const
  const { ids } = await findRobots(listed, prefixes, asked)
  const robots = await robotRows(settings.robotNamePrefix, ids, { makers: false })
  const users = listed.projects === null ? await userNames(search) : []
  return [...robots.map(({ fullName }) => fullName), ...users]
}

async function userNames(search: string): Promise<string[]> {
  const { ids } = await searchUserIds(db(), { search, sort: 'name', page: 1, size: 15 })
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { username: true } })
  return users.slice(0, most).map(({ username }) => username)
}
