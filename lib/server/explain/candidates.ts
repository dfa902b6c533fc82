import 'server-only'
import { actionsAt, type WhoCanRow } from '@/lib/domain/explain/who-can'
import { decodeAccess } from '@/lib/domain/permissions/access'
import { memberRepositoryActions, type Grant } from '@/lib/domain/permissions/grant'
import { isRole, type RepositoryAction, type Role } from '@/lib/domain/permissions/role'
import { nowSeconds } from '../clock'
import { projectScope } from '../projects/find'
import { countLiveSecrets } from '../robots/count-live-secrets'
import { robotFullName } from '../robots/find'
import { db } from '../store/db'
import { inChunks } from '../store/in-chunks'
import type { VisibleProject } from '../store/hot-reads/hot-reads'

/** Where it is asked about, and what robots' names begin with. */
export type Place = { project: VisibleProject; repository: string | null; prefix: string }

/** As little of somebody as it takes to judge and to sort. `live`: may sign in. */
export type Candidate = {
  kind: WhoCanRow['kind']
  id: number
  name: string
  live: boolean
  role: WhoCanRow['role']
  actions: RepositoryAction[]
  robot: { name: string; legacy: boolean; project: { name: string } | null; lastUsedAt: number } | null
}

const everyone: Candidate = {
  kind: 'everyone',
  id: 0,
  name: '',
  live: true,
  role: null,
  actions: ['pull'],
  robot: null,
}

/** So many are read by one statement. */
const chunk = 1_000

/**
 * Everybody who may hold something in a project, part by part: everyone where it is public, then people and robots in the
 * order in which they were made.
 */
export async function* readCandidates(place: Place): AsyncGenerator<Candidate[]> {
  if (place.project.public) yield [everyone]
  for (const read of [readUsers, readRobots]) {
    for (let after: number | null = 0; after !== null;) {
      const candidates: Candidate[] = await read(place, after)
      yield candidates
      after = candidates.length < chunk ? null : candidates.at(-1)!.id
    }
  }
}

type UserRow = {
  id: number | bigint
  username: string
  disabled: boolean | number
  isAdmin: boolean | number
  role: string | null
}

async function readUsers({ project }: Place, after: number): Promise<Candidate[]> {
  const rows = await db().$queryRaw<UserRow[]>`SELECT u."id", u."username", u."disabled", u."isAdmin", m."role"
    FROM "User" u LEFT JOIN "ProjectMember" m ON m."userId" = u."id" AND m."projectId" = ${project.id}
    WHERE u."id" > ${after} AND (u."isAdmin" = ${true} OR m."role" IS NOT NULL) ORDER BY u."id" LIMIT ${chunk}`
  return rows.map(({ id, username, disabled, isAdmin, role: stored }) => {
    const role: Role | 'systemAdmin' | null = isAdmin
      ? 'systemAdmin'
      : stored !== null && isRole(stored)
        ? stored
        : null
    const scope = { ...projectScope(project), kind: 'project', projectId: project.id, public: false } as const
    const actions = memberRepositoryActions(role, scope)
    return { ...everyone, kind: 'user', id: Number(id), name: username, live: !disabled, role, actions }
  })
}

type RobotRow = {
  id: number | bigint
  name: string
  legacy: boolean | number
  disabled: boolean | number
  expiresAt: number | bigint | null
  lastUsedAt: number | bigint
  projectName: string | null
  /** Of its grants in the project, and in all projects. */
  here: string | null
  everywhere: string | null
  secrets: number | bigint
}

async function readRobots({ project, prefix, repository }: Place, after: number): Promise<Candidate[]> {
  const rows = await db().$queryRaw<RobotRow[]>`SELECT r."id", r."name", r."legacy", r."disabled", r."expiresAt",
      r."lastUsedAt", p."name" AS "projectName", h."access" AS "here", e."access" AS "everywhere",
      (${countLiveSecrets()}) AS "secrets"
    FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId"
    LEFT JOIN "RobotGrant" h ON h."robotId" = r."id" AND h."scopeKey" = ${String(project.id)}
    LEFT JOIN "RobotGrant" e ON e."robotId" = r."id" AND e."scopeKey" = '*'
    WHERE r."id" IN (SELECT "robotId" FROM "RobotGrant" WHERE "projectId" = ${project.id} AND "robotId" > ${after}
      UNION SELECT s."id" FROM "Robot" s JOIN "RobotGrant" g ON g."robotId" = s."id" AND g."scopeKey" = '*'
        WHERE s."level" = 'system' AND s."id" > ${after} ORDER BY 1 LIMIT ${chunk})
    ORDER BY r."id"`
  const now = nowSeconds()
  // Many robots hold the same: each text is judged once. Nothing of it is kept beyond these rows.
  const actionsOf = once((row: RobotRow) => actionsAt(grantsAt(project.id, row), project, repository))
  return rows.map((row) => {
    const home = row.projectName === null ? null : { name: row.projectName }
    const robot = { name: row.name, legacy: Boolean(row.legacy), project: home, lastUsedAt: Number(row.lastUsedAt) }
    const isExpired = row.expiresAt !== null && Number(row.expiresAt) <= now
    return {
      ...everyone,
      kind: 'robot',
      id: Number(row.id),
      name: robotFullName(prefix, robot),
      live: !row.disabled && !isExpired && Number(row.secrets) > 0,
      actions: actionsOf(row),
      robot,
    }
  })
}

type Texts = { here: string | null; everywhere: string | null }

function once<Row extends Texts, Result>(judge: (row: Row) => Result): (row: Row) => Result {
  const known = new Map<string, Result>()
  return (row) => {
    const key = JSON.stringify([row.here, row.everywhere])
    const result = known.get(key) ?? judge(row)
    known.set(key, result)
    return result
  }
}

function grantsAt(projectId: number, { here, everywhere }: Texts): Grant[] {
  return [
    ...(here === null ? [] : [{ scope: 'project' as const, projectId, access: decodeAccess(here) }]),
    ...(everywhere === null ? [] : [{ scope: 'all-projects' as const, access: decodeAccess(everywhere) }]),
  ]
}

/** What these robots hold in the project, read again for those that are shown. */
export async function readGrants(projectId: number, robotIds: number[]): Promise<(robotId: number) => Grant[]> {
  const rows = await inChunks(robotIds, (ids) =>
    db().robotGrant.findMany({
      where: { robotId: { in: ids }, scopeKey: { in: [String(projectId), '*'] } },
      select: { robotId: true, scope: true, access: true },
    }),
  )
  const texts = new Map<number, Texts>()
  for (const { robotId, scope, access } of rows.flat()) {
    const known = texts.get(robotId) ?? { here: null, everywhere: null }
    texts.set(robotId, { ...known, [scope === 'project' ? 'here' : 'everywhere']: access })
  }
  return (robotId) => grantsAt(projectId, texts.get(robotId) ?? { here: null, everywhere: null })
}
