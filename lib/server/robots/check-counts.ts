import 'server-only'
import { log } from '../log'
import { Prisma } from '../generated/sqlite/client'
import { db, inTransaction, type Tx } from '../store/db'

/** Short enough for SQLite, where nobody else writes meanwhile: a project's robots are counted in an index. */
const projectsPerStep = 1_000

/** What is kept, and of which robots. */
const kept = [
  { table: Prisma.sql`"RobotCount"`, of: Prisma.sql`TRUE`, disabled: false },
  { table: Prisma.sql`"DisabledRobotCount"`, of: Prisma.sql`"disabled"`, disabled: true },
]
type Kept = (typeof kept)[number]

/**
 * Compares how many robots each project and the system have, and how many of these are disabled, with what is kept of
 * that, and mends where it differs: triggers keep it, but who restores tables by hand may go past them.
 */
export async function checkRobotCounts(_due?: Date, signal?: AbortSignal): Promise<void> {
  for (const each of kept) await check(each, signal)
}

async function check(each: Kept, signal?: AbortSignal): Promise<void> {
  const [last] = await db().$queryRaw<{ place: number | bigint | null }[]>`
    SELECT MAX("place") AS "place" FROM (SELECT MAX("id") AS "place" FROM "Project"
      UNION ALL SELECT MAX("place") FROM ${each.table}) AS "places"`
  for (let from = 0; from <= Number(last?.place ?? 0) && !signal?.aborted; from += projectsPerStep) {
    const mended = await inTransaction((tx) => mend(tx, each, from, from + projectsPerStep))
    for (const { place, count: by } of mended)
      log().error(
        { projectId: place === 0 ? null : place, by, ...(each.disabled && { disabled: true }) },
        'the number of robots that is kept was wrong: corrected',
      )
  }
  if (!signal?.aborted) await inTransaction((tx) => tx.$executeRaw`DELETE FROM ${each.table} WHERE "count" = 0`)
}

/** Adds what is missing, in one statement: both numbers are of one moment, whoever writes meanwhile. */
const mend = (tx: Tx, { table, of }: Kept, from: number, to: number) =>
  tx.$queryRaw<{ place: number; count: number }[]>`
    INSERT INTO ${table} ("place", "count")
    SELECT "place", SUM("number") FROM (
      SELECT "projectId" AS "place", COUNT(*) AS "number" FROM "Robot"
        WHERE "projectId" >= ${from} AND "projectId" < ${to} AND ${of} GROUP BY "projectId"
      UNION ALL SELECT 0, COUNT(*) FROM "Robot" WHERE ${from} = 0 AND "projectId" IS NULL AND ${of}
      UNION ALL SELECT "place", -SUM("count") FROM ${table}
        WHERE "place" >= ${from} AND "place" < ${to} GROUP BY "place"
    ) AS "numbers" GROUP BY "place" HAVING SUM("number") <> 0
    RETURNING "place", "count"`
