import 'server-only'
import { log } from '../log'
import { db, inTransaction, type Tx } from '../store/db'

/** Short enough for SQLite, where nobody else writes meanwhile: a project's robots are counted in an index. */
const projectsPerStep = 1_000

/**
 * Compares how many robots each project and the system have with what is kept of that, and mends where it differs:
 * triggers keep it, but who restores tables by hand may go past them.
 */
export async function checkRobotCounts(_due?: Date, signal?: AbortSignal): Promise<void> {
  const [last] = await db().$queryRaw<{ place: number | bigint | null }[]>`
    SELECT MAX("place") AS "place" FROM (SELECT MAX("id") AS "place" FROM "Project"
      UNION ALL SELECT MAX("place") FROM "RobotCount") AS "places"`
  for (let from = 0; from <= Number(last?.place ?? 0) && !signal?.aborted; from += projectsPerStep) {
    const mended = await inTransaction((tx) => mend(tx, from, from + projectsPerStep))
    for (const { place, count: by } of mended)
      log().error(
        { projectId: place === 0 ? null : place, by },
        'the number of robots that is kept was wrong: corrected',
      )
  }
  if (!signal?.aborted) await inTransaction((tx) => tx.robotCount.deleteMany({ where: { count: 0 } }))
}

/** Adds what is missing, in one statement: both numbers are of one moment, whoever writes meanwhile. */
const mend = (tx: Tx, from: number, to: number) =>
  tx.$queryRaw<{ place: number; count: number }[]>`
    INSERT INTO "RobotCount" ("place", "count")
    SELECT "place", SUM("number") FROM (
      SELECT "projectId" AS "place", COUNT(*) AS "number" FROM "Robot"
        WHERE "projectId" >= ${from} AND "projectId" < ${to} GROUP BY "projectId"
      UNION ALL SELECT 0, COUNT(*) FROM "Robot" WHERE ${from} = 0 AND "projectId" IS NULL
      UNION ALL SELECT "place", -SUM("count") FROM "RobotCount"
        WHERE "place" >= ${from} AND "place" < ${to} GROUP BY "place"
    ) AS "numbers" GROUP BY "place" HAVING SUM("number") <> 0
    RETURNING "place", "count"`
