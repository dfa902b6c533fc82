import 'server-only'
import { accessKeys, decodeAccess } from '@/lib/domain/access'
import { maxAuditedNames, maxListLength, type AuditFields, type AuditValue } from '@/lib/domain/audit-fields'
import type { Tx } from '../store/db'

/** A grant as far as the log tells of it. */
export type AuditedGrant = { scope: string; projectId: number | null; access: string }

/** All that a robot may do, for the log: of a creation or a deletion. */
export async function auditedGrants(tx: Tx, level: string, grants: readonly AuditedGrant[]): Promise<AuditFields> {
  if (level === 'project') return { access: keysOf(grants, 'project') }
  return { ...wideAccess(grants), projects: await projectList(tx, inProjects(grants)) }
}

/** What an edit makes of what a robot may do: of its projects only those where that changes. */
export async function auditedGrantChange(
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
  const differ = lost.length + gained.length > 0
  const side = async (grants: readonly AuditedGrant[], changed: Iterable<[number, string]>): Promise<AuditFields> => ({
    ...wideAccess(grants),
    ...(differ && { projects: await projectList(tx, changed, kept) }),
  })
  return { before: await side(held, lost), after: await side(wanted, gained) }
}

const keysOf = (grants: readonly AuditedGrant[], scope: string): string[] =>
  grants.filter((grant) => grant.scope === scope).flatMap(({ access }) => accessKeys(decodeAccess(access)))

const wideAccess = (grants: readonly AuditedGrant[]): AuditFields => ({
  systemAccess: keysOf(grants, 'system'),
  allProjectsAccess: keysOf(grants, 'all-projects'),
})

const inProjects = (grants: readonly AuditedGrant[]): Map<number, string> =>
  new Map(grants.flatMap(({ projectId, access }) => (projectId === null ? [] : [[projectId, access]])))

/** The first of these projects by name beside what is held there, one text per set of permissions, and how many more. */
async function projectList(tx: Tx, projects: Iterable<[number, string]>, kept?: number): Promise<AuditValue> {
  const all = [...projects]
  const shown = new Map(all.slice(0, maxAuditedNames))
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
