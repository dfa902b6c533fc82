import 'server-only'
import type { Page, RobotsAsked } from '@/lib/domain/lists/list-query'
import type { BulkRobot } from '@/lib/domain/robots/robot-row'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { inOrder } from '../store/filtered-ids'
import { inChunks } from '../store/in-chunks'
import { currentNames } from '../settings/current'
import { findRobots, readableRobots, type RobotsPlace } from './asked'
import { robotFullName } from './find'

/** So many robots are changed at once at most: some minutes' work, and a megabyte of names. */
export const maxMatching = 10_000

/**
 * The robots of a place that a search and filters let through, by name: all of them as they are now, but at most
 * `maxMatching`, and how many there are. *Not found* and *forbidden* as for the list of them.
 */
export async function listMatchingRobots(
  actor: Actor,
  place: RobotsPlace,
  asked: RobotsAsked,
): Promise<Page<BulkRobot>> {
  const { listed } = await readableRobots(actor, place)
  const { settings, prefixes } = await currentNames()
  const { ids, total } = await findRobots(listed, prefixes, { ...asked, sort: 'name', page: 1, size: maxMatching })
  const found = await inChunks(ids, (chunk) => db().robot.findMany({ where: { id: { in: chunk } }, select: fields }))
  const rows = inOrder(ids, found.flat()).map(({ project, name, createdAt, expiresAt, lastUsedAt, ...robot }) => ({
    ...robot,
    fullName: robotFullName(settings.robotNamePrefix, { name, legacy: robot.legacy, project }),
    expiresAt: expiresAt === null ? null : Number(expiresAt),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt === 0n ? null : Number(lastUsedAt),
  }))
  return { rows, total }
}

const fields = {
  ...{ id: true, name: true, legacy: true, durationDays: true, expiresAt: true, createdAt: true, lastUsedAt: true },
  project: { select: { name: true } },
} as const
