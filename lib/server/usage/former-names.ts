import 'server-only'
import { fullName } from '@/lib/domain/robots/robot-name'
import type { FormerNameRow, FormerPrefixRow } from '@/lib/domain/settings/former-name-row'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { formerPrefixes } from '../settings/former-prefixes'
import { readSettings } from '../settings/read'
import { db } from '../store/db'

type FormerNames = {
  /** The latest first. */
  prefixes: FormerPrefixRow[]
  rows: FormerNameRow[]
  total: number
}

/**
 * The prefixes of before that are still taken, and one page of the robots that have used one of them, the latest use
 * first, for who may see the system's configuration. A use is seen here a minute after it at the latest.
 */
export async function listFormerNames(
  actor: Actor,
  { page, size }: { page: number; size: number },
): Promise<FormerNames> {
  await rightsToRead(actor, 'configuration:read', theSystem)
  const former = await formerPrefixes(db())
  if (former.length === 0) return { prefixes: [], rows: [], total: 0 }
  const where = { prefix: { in: former.map(({ prefix }) => prefix) } }
  const [counts, uses, { robotNamePrefix }] = await Promise.all([
    db().formerNameUse.groupBy({ by: 'prefix', where, _count: true }),
    db().formerNameUse.findMany({
      where,
      select: {
        ...{ robotId: true, prefix: true, uses: true, lastAt: true, lastAddress: true, lastClient: true },
        robot: { select: { name: true, project: { select: { name: true } } } },
      },
      orderBy: [{ lastAt: 'desc' }, { robotId: 'asc' }, { prefix: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    readSettings(db()),
  ])
  const robotsOf = new Map(counts.map(({ prefix, _count }) => [prefix, _count]))
  return {
    prefixes: former.map(({ prefix, until }) => ({
      prefix,
      until: new Date(until).toISOString(),
      robots: robotsOf.get(prefix) ?? 0,
    })),
    rows: uses.map(({ robot: { name, project }, lastAt, ...use }) => ({
      ...use,
      ...{ name, project, fullName: fullName(robotNamePrefix, project?.name ?? null, name) },
      lastAt: new Date(Number(lastAt) * 1000).toISOString(),
    })),
    total: counts.reduce((sum, { _count }) => sum + _count, 0),
  }
}
