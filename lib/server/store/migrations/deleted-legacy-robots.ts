import 'server-only'
import { Prisma } from '../../generated/sqlite/client'
import type { CodeStep } from './code-step'

const chunk = 5_000

/**
 * Takes from the audit log which legacy robots were deleted, where their projects still are and they are not back. The
 * names of the time are `robot$<account>`, whatever the setting; those of today's robots in a project hold a plus.
 */
export const noteDeletedLegacyRobots: CodeStep = async (connection, position) => {
  const [range] = await connection.run<{ last: number | null; count: number | string }>(
    Prisma.sql`SELECT MAX("id") AS "last", COUNT(*) AS "count" FROM
      (SELECT "id" FROM "AuditEvent" WHERE "id" > ${position} ORDER BY "id" LIMIT ${chunk}) AS "chunk"`,
  )
  const last = range?.last ?? null
  if (last === null) return null
  await connection.run(
    Prisma.sql`INSERT INTO "DeletedLegacyRobot" ("projectId", "name", "deletedAt")
      SELECT "projectId", SUBSTR("resource", 7) AS "account", MAX("at") FROM "AuditEvent" AS "e"
      WHERE "id" > ${position} AND "id" <= ${last} AND "operation" = 'robot.delete' AND "result" = 'success'
        AND SUBSTR("resource", 1, 6) = 'robot$' AND LENGTH("resource") > 6 AND "resource" NOT LIKE '%+%'
        AND EXISTS (SELECT 1 FROM "Project" AS "p" WHERE "p"."id" = "e"."projectId")
        AND NOT EXISTS (SELECT 1 FROM "Robot" AS "r" WHERE "r"."projectId" = "e"."projectId" AND "r"."legacy" = ${true}
          AND "r"."name" = SUBSTR("e"."resource", 7))
      GROUP BY "projectId", "account"
      ON CONFLICT ("projectId", "name") DO UPDATE SET "deletedAt" = excluded."deletedAt"`,
  )
  return Number(range!.count) < chunk ? null : last
}
