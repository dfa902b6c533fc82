import 'server-only'
import { accessKeys, decodeAccess } from '@/lib/domain/permissions/access'
import { fullName } from '@/lib/domain/robots/robot-name'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Prisma } from '../generated/sqlite/client'
import { db } from '../store/db'
import { robotFullName } from './find'
import { countLiveSecrets } from './count-live-secrets'

type Joined = {
  id: number | bigint
  level: string
  name: string
  description: string
  disabled: boolean | number
  legacy: boolean | number
  durationDays: number | bigint
  expiresAt: number | bigint | null
  createdAt: Date
  lastUsedAt: number | bigint
  version: number | bigint
  mayRotateSince: unknown
  projectId: number | bigint | null
  projectName: string | null
  username: string | null
  makerLoginName: string | null
  projectCount: number | bigint
  liveSecrets: number | bigint
  scope: string | null
  access: string | null
}

/**
 * Robots as pages show them, in the order of their ids, in one statement that is the same on both engines: of a system
 * robot's grants in single projects, which may be thousands, only the number is read.
 */
export async function robotRows(
  prefix: string,
  ids: readonly number[],
  { makers }: { makers: boolean },
): Promise<RobotRow[]> {
  if (ids.length === 0) return []
  const joined = await db().$queryRaw<Joined[]>`SELECT r."id", r."level", r."name", r."description", r."disabled",
      r."legacy", r."durationDays", r."expiresAt", r."createdAt", r."lastUsedAt", r."version", r."projectId", r."mayRotateSince",
      p."name" AS "projectName", u."username", m."loginName" AS "makerLoginName", g."scope", g."access",
      CASE WHEN r."level" = 'system' THEN (SELECT COUNT(*) FROM "RobotGrant" c
        WHERE c."robotId" = r."id" AND c."scopeKey" NOT IN ('/', '*')) ELSE 0 END AS "projectCount",
      (${countLiveSecrets()}) AS "liveSecrets"
    FROM "Robot" r
    LEFT JOIN "Project" p ON p."id" = r."projectId"
    LEFT JOIN "User" u ON r."creatorType" = 'local' AND u."id" = r."creatorRef"
    LEFT JOIN "Robot" m ON r."creatorType" = 'robot' AND m."id" = r."creatorRef"
    LEFT JOIN "RobotGrant" g ON g."robotId" = r."id" AND g."scopeKey" IN ('/', '*', CAST(r."projectId" AS TEXT))
    WHERE r."id" IN (${Prisma.join([...ids])})`
  const rows = new Map<number, Joined[]>()
  for (const row of joined) rows.set(Number(row.id), [...(rows.get(Number(row.id)) ?? []), row])
  return ids.flatMap((id) => {
    const grants = rows.get(id)
    return grants ? [toRobotRow(prefix, makers, grants)] : []
  })
}

/** Plain data, with what the robot may do: a joined row for each of its grants at a level. */
function toRobotRow(prefix: string, makers: boolean, grants: readonly Joined[]): RobotRow {
  const robot = grants[0]!
  const accessIn = (wanted: string) => {
    const access = grants.find(({ scope }) => scope === wanted)?.access
    return access == null ? null : accessKeys(decodeAccess(access))
  }
  const { id, level, name, description, legacy, durationDays, expiresAt, createdAt, lastUsedAt, version } = robot
  const project = robot.projectName === null ? null : { id: Number(robot.projectId), name: robot.projectName }
  return {
    id: Number(id),
    level: project ? 'project' : 'system',
    project,
    name,
    fullName: robotFullName(prefix, { name, legacy: Boolean(legacy), project }),
    description,
    disabled: Boolean(robot.disabled),
    legacy: Boolean(legacy),
    durationDays: Number(durationDays),
    expiresAt: expiresAt === null ? null : Number(expiresAt),
    createdAt: createdAt.toISOString(),
    maker: makers ? makerOf(prefix, robot) : null,
    lastUsedAt: Number(lastUsedAt) === 0 ? null : Number(lastUsedAt),
    access: accessIn(level) ?? [],
    allProjectsAccess: accessIn('all-projects'),
    projectCount: Number(robot.projectCount),
    liveSecrets: Number(robot.liveSecrets),
    mayRotate: robot.mayRotateSince !== null,
    version: Number(version),
  }
}

const makerOf = (prefix: string, { username, makerLoginName }: Joined): string | null =>
  username ?? (makerLoginName === null ? null : fullName(prefix, null, makerLoginName))
