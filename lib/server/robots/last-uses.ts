import 'server-only'
import { dayOf, usageDays } from '@/lib/domain/registry/usage'
import { nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { db } from '../store/db'
import { inChunks } from '../store/in-chunks'
import { startsWith } from '../store/search'

type Row = { robotId: number | bigint; lastAt: number | bigint }

/** When the registry last told of these robots in a repository, or anywhere in the project (null); Unix seconds. */
export async function lastUses(
  robotIds: readonly number[],
  project: string,
  repository: string | null,
): Promise<Map<number, number>> {
  const within =
    repository === null
      ? startsWith('"repository"', `${project}/`)
      : Prisma.sql`"repository" = ${`${project}/${repository}`}`
  const since = dayOf(nowSeconds() - usageDays * 86_400)
  const found = await inChunks(
    robotIds,
    (chunk) => db().$queryRaw<Row[]>`SELECT "robotId", MAX("lastAt") AS "lastAt" FROM "RobotUsage"
      WHERE "robotId" IN (${Prisma.join(chunk)}) AND "day" >= ${since} AND ${within} GROUP BY "robotId"`,
  )
  return new Map(found.flat().map(({ robotId, lastAt }) => [Number(robotId), Number(lastAt)]))
}
