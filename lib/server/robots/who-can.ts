import 'server-only'
import { decodeAccess } from '@/lib/domain/access'
import { partsOf } from '@/lib/domain/access-question'
import { memberRepositoryActions, type Grant } from '@/lib/domain/grant'
import { isRole, type RepositoryAction, type Role } from '@/lib/domain/role'
import { actionsAt, throughWhat, type WhoCanList, type WhoCanRow, type WhoCanTarget } from '@/lib/domain/who-can'
import { nowSeconds } from '../clock'
import { findVisibleProject, projectPlace, projectScope } from '../projects/find'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { currentSettings } from '../settings/current'
import { db } from '../store/db'
import { inChunks } from '../store/in-chunks'
import type { VisibleProject } from '../store/hot-reads/hot-reads'
import { countLiveSecrets } from './count-live-secrets'
import { robotFullName } from './find'
import { lastUses } from './last-uses'

/** `action` null = any of them. */
export type WhoCanAsked = { target: string; action: RepositoryAction | null; live: boolean }

/** So many candidates are read by one statement, and so many are looked at for a page. */
const chunk = 1_000
export const mostCandidates = 20_000
/** So many rows are told of at once. */
const rowsAtOnce = 200

/** What is meant: a project by its name alone, or a repository of it. */
export function targetOf(text: string): WhoCanTarget | null {
  const about = partsOf(text)
  if (about) return { project: about.project, repository: about.name }
  return text !== '' && partsOf(`${text}/x`)?.project === text ? { project: text, repository: null } : null
}

/**
 * One page of everybody who may do something with a repository, or somewhere in a project: everyone where it is public,
 * people by name, robots by name, also those of the system, which are named because they can. For who manages the
 * project's robots; *not found* for who may not see it, *forbidden* otherwise. Which patterns take in a repository no
 * database can tell: candidates are read in chunks and judged here, at most `mostCandidates` for a page.
 */
export async function whoCan(
  actor: Actor,
  asked: WhoCanAsked,
  { page, size }: { page: number; size: number },
): Promise<WhoCanList> {
  const scan = await startScan(actor, asked)
  const [found, start]: [Candidate[], number] = [[], (page - 1) * size]
  let seen = 0
  for await (const { candidates, looked } of judged(scan)) {
    found.push(...candidates)
    seen += looked
    if (seen >= mostCandidates) break
  }
  found.sort(byName)
  const rows = (await toRows(scan, found.slice(start, start + size))).map(shortened)
  return { rows, total: found.length, isWhole: seen < mostCandidates, looked: seen }
}

/** Patterns may be so many that a page of rows would be megabytes of them: the file and the robot's page have all. */
const maxPatternsShown = 300
const shortened = (row: WhoCanRow): WhoCanRow => ({
  ...row,
  through: row.through.map((held) => {
    const isLong = (held.repositories?.length ?? 0) > maxPatternsShown
    return isLong ? { ...held, repositories: `${held.repositories!.slice(0, maxPatternsShown)}…` } : held
  }),
})

/** The same, all of them, part by part however many there are, people and robots in the order in which they were made. */
export async function* everybodyWhoCan(
  actor: Actor,
  asked: WhoCanAsked,
  signal?: AbortSignal,
): AsyncGenerator<WhoCanRow[]> {
  const scan = await startScan(actor, asked)
  for await (const { candidates } of judged(scan)) {
    for (let start = 0; start < candidates.length; start += rowsAtOnce) {
      if (signal?.aborted) return
      // Asked again for every part: rights may end meanwhile.
      await startScan(actor, asked)
      yield toRows(scan, candidates.slice(start, start + rowsAtOnce))
    }
  }
}

type Scan = WhoCanAsked & { project: VisibleProject; repository: string | null; prefix: string; readsSystem: boolean }

/** Refuses as `whoCan` does. */
export async function startScan(actor: Actor, asked: WhoCanAsked): Promise<Scan> {
  const target = targetOf(asked.target)
  const project = target && (await findVisibleProject({ name: target.project }))
  const { role } = await rightsToRead(actor, 'robot:update', project && projectPlace(project))
  const { robotNamePrefix: prefix } = await currentSettings()
  return { ...asked, project: project!, repository: target!.repository, prefix, readsSystem: role === 'systemAdmin' }
}

/** As little of somebody as it takes to judge and to sort. */
type Candidate = {
  kind: WhoCanRow['kind']
  id: number
  name: string
  live: boolean
  role: WhoCanRow['role']
  actions: RepositoryAction[]
  robot: { name: string; legacy: boolean; project: { name: string } | null; lastUsedAt: number } | null
}
type Judged = { candidates: Candidate[]; looked: number }

const kinds: WhoCanRow['kind'][] = ['everyone', 'user', 'robot']
const byName = (one: Candidate, other: Candidate): number =>
  kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
  (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id)

async function* judged(scan: Scan): AsyncGenerator<Judged> {
  const isMeant = ({ actions, live }: Candidate) =>
    (scan.action === null ? actions.length > 0 : actions.includes(scan.action)) && (live || !scan.live)
  if (scan.project.public) yield { candidates: [everyone].filter(isMeant), looked: 1 }
  for (const read of [readUsers, readRobots]) {
    for (let after: number | null = 0; after !== null;) {
      const candidates: Candidate[] = await read(scan, after)
      yield { candidates: candidates.filter(isMeant), looked: candidates.length }
      after = candidates.length < chunk ? null : candidates.at(-1)!.id
    }
  }
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

type UserRow = {
  id: number | bigint
  username: string
  disabled: boolean | number
  isAdmin: boolean | number
  role: string | null
}

async function readUsers({ project }: Scan, after: number): Promise<Candidate[]> {
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

async function readRobots({ project, prefix, repository }: Scan, after: number): Promise<Candidate[]> {
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
async function readGrants(projectId: number, robotIds: number[]): Promise<(robotId: number) => Grant[]> {
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

async function toRows({ project, repository, readsSystem }: Scan, candidates: Candidate[]): Promise<WhoCanRow[]> {
  const ids = candidates.flatMap(({ robot, id }) => (robot ? [id] : []))
  const [usedHere, grantsOf] = await Promise.all([lastUses(ids, project.name, repository), readGrants(project.id, ids)])
  return candidates.map(({ kind, id, name, live, role, actions, robot }) => {
    const here = usedHere.get(id)
    const at = here ?? robot?.lastUsedAt ?? 0
    return {
      ...{ kind, id, name, live, role, actions },
      link:
        robot && (robot.project || readsSystem)
          ? { project: robot.project, name: robot.name, legacy: robot.legacy }
          : null,
      through: robot ? throughWhat(grantsOf(id), project.id, repository) : [],
      lastUse: robot && at > 0 ? { at: new Date(at * 1000).toISOString(), here: here !== undefined } : null,
    }
  })
}
