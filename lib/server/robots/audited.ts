import 'server-only'
import {
  maxAuditedNames,
  maxListLength,
  type AuditFields,
  type AuditList,
  type AuditValue,
} from '@/lib/domain/audit/audit-fields'
import { accessKeys, decodeAccess, packedKeys } from '@/lib/domain/permissions/access'
import type { Tx } from '../store/db'
import { projectGroups } from './audited-groups'
import { readGrants } from './grants'

/** A grant as far as the log tells of it. */
type AuditedGrant = { scope: string; projectId: number | null; access: string }

type State = {
  description: string
  durationDays: number
  expiresAt: bigint | null
  disabled: boolean
  mayRotateSince: Date | null
}

/** What an auditor wants to know of a robot's state, besides its permissions: until when it works, and whether. */
const auditedState = (robot: State): AuditFields => ({
  description: robot.description,
  durationDays: robot.durationDays,
  expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
  disabled: robot.disabled,
  mayRotate: robot.mayRotateSince !== null,
})

/** A robot as it stands, with what it may do: of a creation or a deletion. Reads its grants where none are given. */
export async function auditedRobot(
  tx: Tx,
  robot: State & { id: number; level: string },
  grants?: readonly AuditedGrant[],
): Promise<AuditFields> {
  const { mayRotate, ...state } = auditedState(robot)
  return {
    ...state,
    ...(mayRotate === true && { mayRotate }),
    ...(await auditedGrants(tx, robot.level, grants ?? (await readGrants(tx, robot.id)))),
  }
}

type Audited = { robot: State; grants: readonly AuditedGrant[] }

/** What an edit makes of a robot. */
export async function auditedEdit(
  tx: Tx,
  level: string,
  before: Audited,
  after: Audited,
): Promise<{ before: AuditFields; after: AuditFields }> {
  const change = await auditedGrantChange(tx, level, before.grants, after.grants)
  return {
    before: { ...auditedState(before.robot), ...change.before },
    after: { ...auditedState(after.robot), ...change.after },
  }
}

/** All that a robot may do, for the log: of a creation or a deletion. */
async function auditedGrants(tx: Tx, level: string, grants: readonly AuditedGrant[]): Promise<AuditFields> {
  if (level === 'project') return { access: keysOf(grants, 'project') }
  return { ...wideAccess(grants), projects: await projectList(tx, inProjects(grants)) }
}

/** What an edit makes of what a robot may do: of its projects only those where that changes. */
async function auditedGrantChange(
  tx: Tx,
  level: string,
  held: readonly AuditedGrant[],
  wanted: readonly AuditedGrant[],
): Promise<{ before: AuditFields; after: AuditFields }> {
  if (level === 'project') {
    return { before: { access: keysOf(held, 'project') }, after: { access: keysOf(wanted, 'project') } }
  }
  const [had, has] = [inProjects(held), inProjects(wanted)]
  const lost = [...had].filter(([id, access]) => has.get(id) !== access)
  const gained = [...has].filter(([id, access]) => had.get(id) !== access)
  const kept = has.size - gained.length
  const side = async (grants: readonly AuditedGrant[], changed: readonly [number, string][]) => ({
    ...wideAccess(grants),
    ...(lost.length + gained.length > 0 && { projects: await projectList(tx, changed, kept) }),
  })
  const [before, after] = [await side(held, lost), await side(wanted, gained)]
  if (!isCut(before.projects) && !isCut(after.projects)) return { before, after }
  const alike = await projectGroups(tx, new Map(lost), new Map(gained))
  return { before, after: { ...after, projects: { ...(after.projects as AuditList), alike } } }
}

const isCut = (list: AuditValue | undefined): boolean =>
  typeof list === 'object' && list !== null && !Array.isArray(list) && list.more !== undefined

/** What is narrowed alike is one text, so that its patterns are told once. */
const keysOf = (grants: readonly AuditedGrant[], scope: string): string[] =>
  grants.filter((grant) => grant.scope === scope).flatMap(({ access }) => packedKeys(accessKeys(decodeAccess(access))))

const wideAccess = (grants: readonly AuditedGrant[]): AuditFields => ({
  systemAccess: keysOf(grants, 'system'),
  allProjectsAccess: keysOf(grants, 'all-projects'),
})

const inProjects = (grants: readonly AuditedGrant[]): Map<number, string> =>
  new Map(grants.flatMap(({ projectId, access }) => (projectId === null ? [] : [[projectId, access]])))

/** In characters: of what is held in a project, whose patterns of repositories may be many. */
const maxAccessLength = 2_000
const shortened = (access: string): string =>
  access.length <= maxAccessLength ? access : `${access.slice(0, maxAccessLength)}…`

/** The first of these projects by name beside what is held there, one text per set of permissions, and how many more. */
async function projectList(tx: Tx, projects: Iterable<[number, string]>, kept?: number): Promise<AuditValue> {
  const all = [...projects]
  const shown = new Map(all.slice(0, maxAuditedNames).map(([id, access]) => [id, shortened(access)]))
  const where = { id: { in: [...shown.keys()] } }
  const rows = await tx.project.findMany({ where, select: { id: true, name: true }, orderBy: { name: 'asc' } })
  const bySet = new Map<string, string[]>()
  let [room, more] = [maxListLength, all.length]
  for (const { id, name } of rows) {
    const access = shown.get(id)!
    const names = bySet.get(access) ?? []
    const length = name.length + 2 + (names.length === 0 ? access.length : 0)
    if (length > room) break
    bySet.set(access, [...names, name])
    room -= length
    more--
  }
  const items = [...bySet].map(([access, names]) => `${names.join(', ')}: ${access}`)
  const whole = more === 0 && kept === undefined
  return whole ? items : { items, ...(more > 0 && { more }), ...(kept !== undefined && { kept }) }
}
