import 'server-only'
import { now, nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { unixSeconds } from '../store/unix-seconds'

/**
 * How many secrets of the robot `r` sign in at this moment, as a part of the statement that reads it: `secretEnd` in SQL,
 * to the second.
 */
export const countLiveSecrets = (): Prisma.Sql =>
  Prisma.sql`SELECT COUNT(*) FROM "RobotSecret" s LEFT JOIN "RobotSecret" n ON n."id" = s."successorId"
    WHERE s."robotId" = r."id" AND ${liveSecret()}`

/** Whether the secret `s`, whose successor is `n`, signs in at this moment. */
export function liveSecret(): Prisma.Sql {
  const [at, seconds] = [now(), nowSeconds()]
  const firstUse = unixSeconds(Prisma.sql`n."activatedAt"`)
  return Prisma.sql`s."endedAt" IS NULL
      AND (s."expiresAt" IS NULL OR s."expiresAt" > ${at}) AND (s."retiresAt" IS NULL OR s."retiresAt" > ${at})
      AND (s."retiresAfter" IS NULL OR n."activatedAt" IS NULL OR ${firstUse} + s."retiresAfter" > ${seconds})`
}
