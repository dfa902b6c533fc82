import 'server-only'
import { roleIds } from '@/lib/domain/permissions/role'
import { Prisma } from '../../generated/sqlite/client'
import { legacyScheme } from '../../legacy-robots/key'
import { activeKey, nextKey } from '../../registry/published-keys'
import { references, robotCounts } from '../tables'
import type { Snapshot } from '../table'

/** What must not be, and SQL for the ids of which it is. */
type Statement = { what: string; ids: Prisma.Sql }

/** What is told by rows of several tables, or of none at all. The same SQL on both engines. */
export function statements(engine: Snapshot['engine']): Statement[] {
  return [
    ...orphans(),
    ...countedWrong(),
    ...robotStatements,
    ...otherStatements,
    ...(engine === 'sqlite' ? textStatements : []),
  ]
}

const name = (text: string) => Prisma.raw(`"${text}"`)

/** Neither engine lets it come to that, unless somebody has switched that off, or copied tables by hand. */
const orphans = (): Statement[] =>
  references.map(({ table, column, to, toColumn }) => ({
    what: `${table}: "${column}" names a ${to} that is not there`,
    ids: Prisma.sql`SELECT c.${name(column)} FROM ${name(table)} c LEFT JOIN ${name(to)} p ON p.${name(toColumn)} = c.${name(column)}
      WHERE c.${name(column)} IS NOT NULL AND p.${name(toColumn)} IS NULL`,
  }))

const countedWrong = (): Statement[] =>
  Object.entries(robotCounts).map(([table, which]) => ({
    what: `${table}: another number than there are, in the project (0 = the system)`,
    ids: Prisma.sql`SELECT "place" FROM (
      SELECT COALESCE("projectId", 0) AS "place", COUNT(*) AS "number" FROM "Robot" WHERE ${Prisma.raw(which)} GROUP BY 1
      UNION ALL SELECT "place", -SUM("count") FROM ${name(table)} GROUP BY "place"
    ) AS "numbers" GROUP BY "place" HAVING SUM("number") <> 0`,
  }))

const robotStatements: Statement[] = [
  {
    what: 'Robot: no secret belongs to it',
    ids: Prisma.sql`SELECT r."id" FROM "Robot" r
      WHERE NOT EXISTS (SELECT 1 FROM "RobotSecret" s WHERE s."robotId" = r."id")`,
  },
  {
    // The row of one that has ended is deleted in the end, when also those that it replaced have ended.
    what: 'RobotSecret: signs in, and its successor is not there',
    ids: Prisma.sql`SELECT s."id" FROM "RobotSecret" s LEFT JOIN "RobotSecret" n ON n."id" = s."successorId"
      WHERE s."endedAt" IS NULL AND s."successorId" IS NOT NULL AND n."id" IS NULL`,
  },
  {
    what: 'Robot: "level" and project do not fit',
    ids: Prisma.sql`SELECT "id" FROM "Robot" WHERE "level" NOT IN ('system', 'project')
      OR ("level" = 'system') <> ("projectId" IS NULL)`,
  },
  {
    what: 'Robot: the login name does not fit name and project',
    ids: Prisma.sql`SELECT r."id" FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId"
      WHERE CASE WHEN r."legacy" THEN r."loginName" IS NOT NULL
        ELSE r."loginName" IS NULL OR r."loginName" <> CASE WHEN r."projectId" IS NULL THEN r."name"
          ELSE p."name" || '+' || r."name" END END`,
  },
  {
    what: 'RobotGrant: scope, key and project do not fit',
    ids: Prisma.sql`SELECT "id" FROM "RobotGrant" WHERE NOT (
      ("scope" = 'system' AND "scopeKey" = '/' AND "projectId" IS NULL)
      OR ("scope" = 'all-projects' AND "scopeKey" = '*' AND "projectId" IS NULL)
      OR ("scope" = 'project' AND "projectId" IS NOT NULL AND "scopeKey" = CAST("projectId" AS TEXT)))`,
  },
  {
    what: 'RobotGrant: a robot of a project may do something elsewhere',
    ids: Prisma.sql`SELECT g."id" FROM "RobotGrant" g JOIN "Robot" r ON r."id" = g."robotId"
      WHERE r."projectId" IS NOT NULL AND (g."projectId" IS NULL OR g."projectId" <> r."projectId")`,
  },
  {
    what: 'RobotSecret: its successor is another robot’s',
    ids: Prisma.sql`SELECT s."id" FROM "RobotSecret" s JOIN "RobotSecret" n ON n."id" = s."successorId"
      WHERE n."robotId" <> s."robotId"`,
  },
  {
    what: 'RobotSecret: a legacy robot without the identity that belongs to it',
    ids: Prisma.sql`SELECT s."id" FROM "RobotSecret" s JOIN "Robot" r ON r."id" = s."robotId"
      LEFT JOIN "LegacyIdentity" i ON i."robotId" = s."robotId"
      WHERE s."endedAt" IS NULL AND ((s."scheme" = ${legacyScheme}) <> r."legacy"
        OR (r."legacy" AND (i."robotId" IS NULL OR i."keyFingerprint" <> s."hash")))`,
  },
]

const otherStatements: Statement[] = [
  {
    what: 'ProjectMember: a role that there is not',
    ids: Prisma.sql`SELECT "id" FROM "ProjectMember" WHERE "role" NOT IN (${Prisma.join(Object.keys(roleIds))})`,
  },
  {
    what: 'User: nobody is left who administrates; all of them',
    ids: Prisma.sql`SELECT COUNT(*) FROM "User" HAVING COUNT(*) > 0
      AND SUM(CASE WHEN "isAdmin" AND NOT "disabled" THEN 1 ELSE 0 END) = 0`,
  },
  {
    what: 'OneTimeLink: the secret is another robot’s',
    ids: Prisma.sql`SELECT l."id" FROM "OneTimeLink" l JOIN "RobotSecret" s ON s."id" = l."secretId"
      WHERE l."robotId" <> s."robotId"`,
  },
  {
    what: 'OneTimeLink: a secret is kept of one that is over',
    // One whose secret went with its robot keeps its box until links are cleaned up, and shows it to nobody.
    ids: Prisma.sql`SELECT "id" FROM "OneTimeLink"
      WHERE "box" IS NOT NULL AND ("openedAt" IS NOT NULL OR "withdrawnAt" IS NOT NULL OR "triesLeft" <= 0)`,
  },
  {
    what: 'Setting: names a signing key that is not there',
    ids: Prisma.sql`SELECT "key" FROM "Setting" s WHERE "key" IN (${activeKey}, ${nextKey})
      AND NOT EXISTS (SELECT 1 FROM "SigningKey" k WHERE k."kid" = s."value")`,
  },
  {
    what: 'SigningKey: none is in use',
    ids: Prisma.sql`SELECT "kid" FROM "SigningKey" WHERE NOT EXISTS (SELECT 1 FROM "Setting" WHERE "key" = ${activeKey})`,
  },
]

/** SQLite's index of texts, by the entries that it has. */
const textStatements: Statement[] = [
  {
    what: 'Robot: the index of texts does not know it',
    ids: Prisma.sql`SELECT r."id" FROM "Robot" r LEFT JOIN "RobotText_docsize" e
      ON e."id" = (COALESCE(r."projectId", 0) << 32) + r."id" WHERE e."id" IS NULL`,
  },
  {
    what: 'Robot: the index of texts knows one that is not there',
    ids: Prisma.sql`SELECT e."id" & 4294967295 FROM "RobotText_docsize" e WHERE NOT EXISTS (SELECT 1 FROM "Robot" r
      WHERE r."id" = e."id" & 4294967295 AND COALESCE(r."projectId", 0) = e."id" >> 32)`,
  },
]
