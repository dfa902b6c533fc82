import 'server-only'
import type { CountedEvent } from '@/lib/domain/registry/registry-event'
import { formerPrefixesKey, livePrefixes, parseFormerPrefixes } from '@/lib/domain/settings/robot-prefixes'
import { maxTokenMinutes } from '@/lib/domain/settings/settings'
import { now } from '../clock'
import { db, inTransaction, type Tx } from '../store/db'
import { isUniqueViolation } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { effective, storedSettings } from '../settings/read'
import { findActors, type RobotPrefixes } from './find-actors'
import { sumUp, type UsageRow } from './sum-up'

const chunkSize = 100
const attempts = 3

/**
 * Counts what robots did, once for each event however often it is sent. Those of anybody else leave no trace. An event
 * and its counts are written together: what was answered is in the database.
 */
export async function countEvents(events: readonly CountedEvent[]): Promise<void> {
  const prefixes = await prefixesOfEvents()
  for (let start = 0; start < events.length; start += chunkSize) {
    const chunk = events.slice(start, start + chunkSize)
    await repeated(() => inTransaction((tx) => countChunk(tx, prefixes, chunk)))
  }
}

/** A prefix of before counts for a day longer than it lets anybody in: so long may a token live that names it. */
async function prefixesOfEvents(): Promise<RobotPrefixes> {
  const stored = await storedSettings(db())
  const former = parseFormerPrefixes(stored.get(formerPrefixesKey))
  const { robotNamePrefix: prefix } = effective(stored)
  return { prefix, former: livePrefixes(former, now().getTime() - maxTokenMinutes * 60_000) }
}

/** The same event reached another process at once, or a robot was deleted meanwhile: seen by the next attempt. */
async function repeated(run: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === attempts || !(isUniqueViolation(error) || isOrphan(error))) throw error
    }
  }
}

/** A raw statement's violation has no code that is the same on both engines. */
const isOrphan = (error: unknown): boolean => /foreign key/i.test(String((error as Error).message))

async function countChunk(tx: Tx, prefixes: RobotPrefixes, events: readonly CountedEvent[]): Promise<void> {
  const byId = new Map(events.map((event) => [event.id, event]))
  const known = await tx.registryEvent.findMany({ where: { id: { in: [...byId.keys()] } }, select: { id: true } })
  for (const { id } of known) byId.delete(id)
  const fresh = [...byId.values()]
  const robotOf = await findActors(tx, prefixes, fresh)
  const counted = fresh.flatMap((event) => {
    const robotId = robotOf(event)
    return robotId === undefined ? [] : [{ ...event, robotId }]
  })
  if (counted.length === 0) return
  const receivedAt = now()
  await tx.registryEvent.createMany({ data: counted.map(({ id }) => ({ id, receivedAt })) })
  await add(tx, sumUp(counted))
}

/** Raw, because Prisma's upsert reads first and takes one row at a time; this SQL is the same on both engines. */
async function add(tx: Tx, rows: readonly UsageRow[]): Promise<void> {
  const values = rows.map(
    ({ robotId, day, repository, pulls, pushes, deletes, lastAt }) =>
      Prisma.sql`(${robotId}, ${day}, ${repository}, ${pulls}, ${pushes}, ${deletes}, ${lastAt})`,
  )
  const sum = (column: string) => Prisma.raw(`"${column}" = "RobotUsage"."${column}" + excluded."${column}"`)
  await tx.$executeRaw`INSERT INTO "RobotUsage"
    ("robotId", "day", "repository", "pulls", "pushes", "deletes", "lastAt") VALUES ${Prisma.join(values)}
    ON CONFLICT ("robotId", "day", "repository") DO UPDATE SET ${sum('pulls')}, ${sum('pushes')}, ${sum('deletes')},
      "lastAt" = CASE WHEN excluded."lastAt" > "RobotUsage"."lastAt" THEN excluded."lastAt" ELSE "RobotUsage"."lastAt" END`
}
