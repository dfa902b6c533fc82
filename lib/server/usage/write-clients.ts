import 'server-only'
import { dayOf } from '@/lib/domain/registry/usage'
import type { Tx } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { inChunks } from '../store/in-chunks'
import { maxPairs, type ClientUse } from './gathered-use'

type RobotClientUse = ClientUse & { robotId: number }

/**
 * Adds to the counts by client and address. A robot has at most `maxPairs` pairs a day, whoever writes: what comes
 * beyond is counted without them. To be called after the robots' own rows were written in the transaction: so two
 * processes do not count the pairs of one robot at the same moment. Robots that are gone are left out.
 */
export async function writeClients(tx: Tx, uses: readonly RobotClientUse[]): Promise<void> {
  const ordered = [...uses].sort((one, other) => one.robotId - other.robotId)
  await inChunks(ordered, (chunk) => tx.$executeRaw(addition(chunk)))
}

const pair = Prisma.sql`("client" <> '' OR "address" <> '')`

/** One statement, the same on both engines. In one order, so that two processes never wait for each other in a ring. */
const addition = (uses: readonly RobotClientUse[]): Prisma.Sql => Prisma.sql`
  WITH "used" ("robotId", "secretId", "day", "client", "address", "uses", "firstAt", "lastAt") AS
    (VALUES ${Prisma.join(uses.map(row))}),
  "fresh" AS (
    SELECT "robotId", "day", "client", "address",
      ROW_NUMBER() OVER (PARTITION BY "robotId", "day" ORDER BY MIN("firstAt"), "address", "client") AS "place"
    FROM "used" WHERE ${pair} AND NOT EXISTS (SELECT 1 FROM "RobotClient" AS "c"
      WHERE "c"."robotId" = "used"."robotId" AND "c"."day" = "used"."day"
        AND "c"."client" = "used"."client" AND "c"."address" = "used"."address")
    GROUP BY "robotId", "day", "client", "address"),
  "beyond" AS (
    SELECT * FROM "fresh" WHERE "place" + (SELECT COUNT(*) FROM (SELECT DISTINCT "client", "address"
      FROM "RobotClient" AS "c" WHERE "c"."robotId" = "fresh"."robotId" AND "c"."day" = "fresh"."day" AND ${pair}
    ) AS "known") > ${maxPairs})
  INSERT INTO "RobotClient" ("robotId", "secretId", "day", "client", "address", "uses", "firstAt", "lastAt")
  SELECT "robotId", "secretId", "day", "toldClient", "toldAddress", SUM("uses"), MIN("firstAt"), MAX("lastAt") FROM (
    SELECT "u".*, CASE WHEN "place" IS NULL THEN "u"."client" ELSE '' END AS "toldClient",
      CASE WHEN "place" IS NULL THEN "u"."address" ELSE '' END AS "toldAddress"
    FROM "used" AS "u" LEFT JOIN "beyond" AS "b" ON "b"."robotId" = "u"."robotId" AND "b"."day" = "u"."day"
      AND "b"."client" = "u"."client" AND "b"."address" = "u"."address"
  ) AS "told" WHERE EXISTS (SELECT 1 FROM "Robot" AS "r" WHERE "r"."id" = "told"."robotId")
  GROUP BY "robotId", "secretId", "day", "toldClient", "toldAddress"
  ORDER BY "robotId", "day", "secretId", "toldClient", "toldAddress"
  ON CONFLICT ("robotId", "day", "secretId", "client", "address") DO UPDATE SET
    "uses" = "RobotClient"."uses" + excluded."uses",
    "firstAt" = CASE WHEN excluded."firstAt" < "RobotClient"."firstAt" THEN excluded."firstAt" ELSE "RobotClient"."firstAt" END,
    "lastAt" = CASE WHEN excluded."lastAt" > "RobotClient"."lastAt" THEN excluded."lastAt" ELSE "RobotClient"."lastAt" END`

const secondsPerDay = 86_400

const row = ({ robotId, secretId, day, client, address, uses, firstAt, lastAt }: RobotClientUse): Prisma.Sql =>
  Prisma.sql`(CAST(${robotId} AS INTEGER), CAST(${secretId} AS INTEGER), CAST(${dayOf(day * secondsPerDay)} AS TEXT), CAST(${client} AS TEXT),
    CAST(${address} AS TEXT), CAST(${uses} AS INTEGER), CAST(${firstAt} AS BIGINT), CAST(${lastAt} AS BIGINT))`
