import 'server-only'
import { db } from '../store/db'

/** Longer without any count of anybody, and nobody can tell whether the registry sent its notifications. */
const maxQuietDays = 14
const msPerDay = 86_400_000

/**
 * The first UTC day, from `from` on, since which counts have kept arriving until `today`; null when none have. One step
 * through the index for each day that has any.
 */
export async function countedSince(from: string, today: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ day: string }[]>`WITH RECURSIVE "days"("day") AS (
      SELECT MIN("day") FROM "RobotUsage" WHERE "day" >= ${from}
      UNION ALL
      SELECT (SELECT MIN(u."day") FROM "RobotUsage" u WHERE u."day" > d."day") FROM "days" d WHERE d."day" IS NOT NULL)
    SELECT "day" FROM "days" WHERE "day" IS NOT NULL ORDER BY "day" DESC`
  let since: string | null = null
  for (const { day } of rows) {
    if (Date.parse(since ?? today) - Date.parse(day) > maxQuietDays * msPerDay) break
    since = day
  }
  return since
}
