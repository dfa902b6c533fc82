import 'server-only'
import { now, nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { databaseEngine } from '../store/db'

/**
 * How many secrets of the robot `r` sign in at this moment, as a part of the statement that reads it: `secretEnd` in SQL.
 * First uses are kept in whole seconds.
 */
export function countLiveSecrets(): Prisma.Sql {
  const [at, seconds] = [now(), nowSeconds()]
  return Prisma.sql`SELECT COUNT(*) FROM "RobotSecret" s LEFT JOIN "RobotSecret" n ON n."id" = s."successorId"
    WHERE s."robotId" = r."id" AND s."endedAt" IS NULL
      AND (s."expiresAt" IS NULL OR s."expiresAt" > ${at}) AND (s."retiresAt" IS NULL OR s."retiresAt" > ${at})
      AND (s."retiresAfter" IS NULL OR n."activatedAt" IS NULL OR ${firstUse()} + s."retiresAfter" > ${seconds})`
}

/** Of the successor, Unix seconds. */
const firstUse = () =>
  databaseEngine() === 'sqlite'
    ? Prisma.sql`CAST(strftime('%s', n."activatedAt") AS INTEGER)`
    : Prisma.sql`EXTRACT(EPOCH FROM n."activatedAt")::bigint`
