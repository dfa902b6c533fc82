import 'server-only'
import { decodeAccess, encodeAccess, type Access } from '@/lib/domain/permissions/access'
import { asStored, maxGroups, maxPlacePatterns } from '@/lib/domain/permissions/access-groups'
import { expandSelection, namedProjects, type SelectionChanges } from '@/lib/domain/permissions/project-selection'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import { isMeant, type AskedGrants, type PlacedAccess } from '@/lib/domain/permissions/grant'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import { inChunks } from '../store/in-chunks'
import { insertRows } from '../store/insert-row'
import { projectIds } from '../projects/find'

/** A grant as it is stored; `access` in its canonical text, so that equal sets are equal texts. */
export type StoredGrant = {
  scope: 'system' | 'all-projects' | 'project'
  scopeKey: string
  projectId: number | null
  access: string
}
export type HeldGrant = { id: number; scope: string; scopeKey: string; projectId: number | null; access: string }

export const readGrants = (tx: Tx, robotId: number): Promise<HeldGrant[]> =>
  tx.robotGrant.findMany({
    where: { robotId },
    select: { id: true, scope: true, scopeKey: true, projectId: true, access: true },
    orderBy: { id: 'asc' },
  })

/**
 * The grants that what is asked for comes to, starting from what the robot holds. *Not found* when it names a project
 * that does not exist; *invalid* when nothing would be left, which is a mistake, and when a project's robot would hold
 * something outside of its `home`, where its maker may have no say: told without a look at what is there.
 */
export async function wantedGrants(
  tx: Tx,
  { places, selection }: AskedGrants,
  home: { id: number; name: string } | null,
  held: readonly HeldGrant[] = [],
): Promise<StoredGrant[]> {
  if (home && (selection || places.some((place) => place.scope !== 'project' || !isMeant(place.project, home)))) {
    throw new Refusal('invalid', 'a robot account of a project holds permissions in its project alone')
  }
  const placed = await storedPlaces(tx, places, home, held)
  const grants = merged(selection ? [...placed, ...(await selected(tx, selection, held))] : placed)
  if (grants.length === 0) {
    throw new Refusal('invalid', 'at least one system or project permission is required', 'robot-no-permissions')
  }
  refuseTooManyPatterns(grants)
  return grants
}

/** In characters: all that a robot's sign-in reads is read at once. */
const maxRobotPatterns = 1_000_000

/** Each entry of a request keeps the bounds of a place; what several come to may not. */
function refuseTooManyPatterns(grants: readonly StoredGrant[]): void {
  const narrowed = grants.filter(({ access }) => access.includes('['))
  const groups = (access: string) => access.split(';').filter((part) => part.startsWith('['))
  const patterns = (access: string) => groups(access).reduce((sum, part) => sum + part.indexOf(']'), 0)
  const isFull = (access: string) => groups(access).length > maxGroups || patterns(access) > maxPlacePatterns
  const all = narrowed.reduce((sum, { access }) => sum + access.length, 0)
  if (all > maxRobotPatterns || [...new Set(narrowed.map(({ access }) => access))].some(isFull))
    throw new Refusal(
      'invalid',
      'the robot account has more patterns of repositories than it can hold',
      'robot-patterns',
    )
}

const goneText = 'a project was deleted meanwhile'
const projectsGone = (message = goneText): Refusal => new Refusal('not-found', message, 'robot-projects-gone')

/** The project of a robot of this level, or one of those that it is to cover, was deleted during the change. */
export const projectGone = (level: PermissionLevel): Refusal =>
  level === 'system' ? projectsGone() : new Refusal('not-found', goneText, 'project-gone')

const inProject = (projectId: number, access: string): StoredGrant => ({
  scope: 'project',
  scopeKey: String(projectId),
  projectId,
  access,
})

/** All places of a project's robot are its home. */
async function storedPlaces(
  tx: Tx,
  places: readonly PlacedAccess[],
  home: { id: number } | null,
  held: readonly HeldGrant[],
): Promise<StoredGrant[]> {
  const stored = new Map(held.map(({ scopeKey, access }) => [scopeKey, access]))
  const projects = places.flatMap((place) => (place.scope === 'project' ? [place.project] : []))
  const idOf = home ? () => home.id : await projectIds(tx, projects)
  return places.map((place): StoredGrant => {
    const { scope, access, untold = [] } = place
    const accessIn = (key: string) =>
      encodeAccess([...access, ...asStored(decodeAccess(stored.get(key) ?? ''), untold)])
    if (scope !== 'project') {
      const scopeKey = scope === 'system' ? '/' : '*'
      return { scope, scopeKey, projectId: null, access: accessIn(scopeKey) }
    }
    const { project } = place
    const id = idOf(project)
    if (id !== undefined) return inProject(id, accessIn(String(id)))
    throw projectsGone(`project ${'name' in project ? project.name.slice(0, 100) : project.id} not found`)
  })
}

/** A place named twice gets what both say. */
function merged(grants: readonly StoredGrant[]): StoredGrant[] {
  const byKey = new Map<string, StoredGrant>()
  for (const grant of grants) {
    const known = byKey.get(grant.scopeKey)
    const access = known ? encodeAccess([...decodeAccess(known.access), ...decodeAccess(grant.access)]) : grant.access
    byKey.set(grant.scopeKey, { ...grant, access })
  }
  return [...byKey.values()]
}

async function selected(
  tx: Tx,
  { base, overrides, unselected }: SelectionChanges<readonly Access[]>,
  held: readonly HeldGrant[],
): Promise<StoredGrant[]> {
  const heldProjects = held.flatMap(({ projectId, access }) =>
    projectId === null ? [] : [[projectId, access] as const],
  )
  const named = namedProjects({ overrides })
  const existing = await existingOf(tx, base ? null : named)
  if (named.some((id) => !existing.has(id))) throw projectsGone()
  const encoded = {
    base: base && encodeAccess(base),
    overrides: overrides.map(({ access, projects }) => ({ access: encodeAccess(access), projects })),
    unselected,
  }
  const covered = expandSelection(encoded, existing, new Map(heldProjects))
  return [...covered].map(([id, access]) => inProject(id, access))
}

/** Those of these projects that exist, or all there are (null). */
async function existingOf(tx: Tx, ids: readonly number[] | null): Promise<Set<number>> {
  const select = { id: true } as const
  const rows = ids
    ? (await inChunks(ids, (chunk) => tx.project.findMany({ where: { id: { in: chunk } }, select }))).flat()
    : await tx.project.findMany({ select, orderBy: { id: 'asc' } })
  return new Set(rows.map(({ id }) => id))
}

/** Makes the stored grants the wanted ones, touching only what differs. */
export async function writeGrants(
  tx: Tx,
  robotId: number,
  held: readonly HeldGrant[],
  wanted: readonly StoredGrant[],
): Promise<void> {
  const before = new Map(held.map((grant) => [grant.scopeKey, grant]))
  const after = new Set(wanted.map(({ scopeKey }) => scopeKey))
  const gone = held.filter(({ scopeKey }) => !after.has(scopeKey)).map(({ id }) => id)
  await inChunks(gone, (chunk) => tx.robotGrant.deleteMany({ where: { id: { in: chunk } } }))

  const changed = new Map<string, number[]>()
  for (const { scopeKey, access } of wanted) {
    const old = before.get(scopeKey)
    if (!old || old.access === access) continue
    const ids = changed.get(access) ?? []
    ids.push(old.id)
    changed.set(access, ids)
  }
  for (const [access, ids] of changed) {
    await inChunks(ids, (chunk) => tx.robotGrant.updateMany({ where: { id: { in: chunk } }, data: { access } }))
  }
  const added = wanted.filter(({ scopeKey }) => !before.has(scopeKey)).map((grant) => ({ robotId, ...grant }))
  await inChunks(added, (chunk) => insertRows(tx, 'RobotGrant', chunk))
}
