import 'server-only'
import type { Tx } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { inChunks } from '../store/in-chunks'
import type { FormerUse } from './gathered-use'

type RobotFormerUse = FormerUse & { robotId: number; prefix: string }

/**
 * Adds to what is known of who signs in under a prefix of before. Other processes write too: a use never replaces a
 * later one. Robots that are gone are left out. One statement, the same on both engines; in one order, so that two
 * processes never wait for each other in a ring.
 */
export async function writeFormerNames(tx: Tx, uses: readonly RobotFormerUse[]): Promise<void> {
  const ordered = [...uses].sort((one, other) => one.robotId - other.robotId || (one.prefix < other.prefix ? -1 : 1))
  await inChunks(
    ordered,
    (chunk) => tx.$executeRaw`
    WITH "used" ("robotId", "prefix", "uses", "lastAt", "lastAddress", "lastClient") AS
      (VALUES ${Prisma.join(chunk.map(row))})
    INSERT INTO "FormerNameUse" ("robotId", "prefix", "uses", "lastAt", "lastAddress", "lastClient")
    SELECT "used".* FROM "used" WHERE EXISTS (SELECT 1 FROM "Robot" AS "r" WHERE "r"."id" = "used"."robotId")
    ORDER BY "robotId", "prefix"
    ON CONFLICT ("robotId", "prefix") DO UPDATE SET "uses" = "FormerNameUse"."uses" + excluded."uses",
      "lastAddress" = ${latest('lastAddress')}, "lastClient" = ${latest('lastClient')}, "lastAt" = ${latest('lastAt')}`,
  )
}

const latest = (column: string): Prisma.Sql =>
  Prisma.raw(`CASE WHEN excluded."lastAt" >= "FormerNameUse"."lastAt" THEN excluded."${column}"
    ELSE "FormerNameUse"."${column}" END`)

const row = ({ robotId, prefix, uses, at, address, client }: RobotFormerUse): Prisma.Sql =>
  Prisma.sql`(CAST(${robotId} AS INTEGER), CAST(${prefix} AS TEXT), CAST(${uses} AS INTEGER), CAST(${at} AS BIGINT),
    CAST(${address} AS TEXT), CAST(${client} AS TEXT))`
