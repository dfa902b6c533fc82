import 'server-only'
import { encodeAccess, type Access } from '@/lib/domain/access'
import { expandSelection, namedProjects, type SelectionChanges } from '@/lib/domain/project-selection'
import type { CoveredProjects } from '@/lib/domain/system-robot-schema'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import { inChunks } from '../store/in-chunks'

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

type Wanted = { systemAccess: readonly Access[]; projects: CoveredProjects }

/**
 * The grants that a form's input comes to, starting from what the robot holds. Refused when a project it names is gone,
 * and when nothing would be left: a robot that may do nothing is a mistake.
 */
export async function wantedGrants(tx: Tx, wanted: Wanted, held: readonly HeldGrant[]): Promise<StoredGrant[]> {
  const grants: StoredGrant[] = []
  if (wanted.systemAccess.length > 0) {
    grants.push({ scope: 'system', scopeKey: '/', projectId: null, access: encodeAccess(wanted.systemAccess) })
  }
  if (wanted.projects.kind === 'all') {
    grants.push({ scope: 'all-projects', scopeKey: '*', projectId: null, access: encodeAccess(wanted.projects.access) })
  } else {
    const covered = await coveredProjects(tx, wanted.projects.selection, held)
    for (const [projectId, access] of covered) {
      grants.push({ scope: 'project', scopeKey: String(projectId), projectId, access })
    }
  }
  if (grants.length === 0) {
    throw new Refusal('invalid', 'at least one system or project permission is required', 'robot-no-permissions')
  }
  return grants
}

async function coveredProjects(tx: Tx, selection: SelectionChanges<Access[]>, held: readonly HeldGrant[]) {
  const heldProjects = held.flatMap(({ scope, projectId, access }) =>
    scope === 'project' && projectId !== null ? [[projectId, access] as const] : [],
  )
  const existing = selection.base ? await allProjects(tx) : new Set<number>()
  const named = namedProjects(selection)
  const found = selection.base ? existing : await existingOf(tx, named)
  if (named.some((id) => !found.has(id))) throw projectsGone()
  const encoded = {
    base: selection.base && encodeAccess(selection.base),
    overrides: selection.overrides.map(({ access, projects }) => ({ access: encodeAccess(access), projects })),
    unselected: selection.unselected,
  }
  return expandSelection(encoded, existing, new Map(heldProjects))
}

export const projectsGone = (): Refusal =>
  new Refusal('conflict', 'a selected project has been deleted meanwhile', 'robot-projects-gone')

async function allProjects(tx: Tx): Promise<Set<number>> {
  const rows = await tx.project.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
  return new Set(rows.map(({ id }) => id))
}

async function existingOf(tx: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await inChunks(ids, (chunk) =>
    tx.project.findMany({ where: { id: { in: chunk } }, select: { id: true } }),
  )
  return new Set(rows.flat().map(({ id }) => id))
}

/** Makes the stored grants the wanted ones, touching only what differs. */
export async function writeGrants(
  tx: Tx,
  robotId: number,
  held: readonly HeldGrant[],
  wanted: readonly StoredGrant[],
): Promise<void> {
  const before = new Map(held.map((grant) => [grant.scopeKey, grant]))
  const after = new Map(wanted.map((grant) => [grant.scopeKey, grant]))
  const gone = held.filter(({ scopeKey }) => !after.has(scopeKey)).map(({ id }) => id)
  await inChunks(gone, (chunk) => tx.robotGrant.deleteMany({ where: { id: { in: chunk } } }))

  const changed = new Map<string, number[]>()
  for (const { scopeKey, access } of wanted) {
    const old = before.get(scopeKey)
    if (old && old.access !== access) append(changed, access, old.id)
  }
  for (const [access, ids] of changed) {
    await inChunks(ids, (chunk) => tx.robotGrant.updateMany({ where: { id: { in: chunk } }, data: { access } }))
  }
  const added = wanted.filter(({ scopeKey }) => !before.has(scopeKey)).map((grant) => ({ robotId, ...grant }))
  await inChunks(added, (chunk) => tx.robotGrant.createMany({ data: chunk }))
}

function append<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}
