import 'server-only'
import { expiryDate, isExpired } from '@/lib/domain/robots/expiry'
import { nowSeconds } from '../clock'
import type { Tx } from '../store/db'
import type { ProjectRecord } from '../projects/find'
import type { LegacyCandidate } from './candidates'
import { deletedLegacyAt } from '../robots/deleted-legacy'
import type { LegacyKey } from './key'

/** A candidate of which enough is known to import it. */
export type Importable = LegacyCandidate & {
  projectId: number
  expiresAt: number | null
  rights: NonNullable<LegacyCandidate['rights']>
}

/** What is missing or wrong about a candidate itself. */
export function notImportable(candidate: LegacyCandidate): { kind: 'missing' } | string | null {
  const { rights, expiresAt = null } = candidate
  if (rights === null || candidate.projectId === null) return { kind: 'missing' }
  if (isExpired(expiresAt, nowSeconds())) return `it expired${on(expiresAt)}`
  if (rights.access.length > 0) return null
  return rights.leftOut.length === 0
    ? 'it may do nothing: its token names no permission'
    : `nothing of what it may do can be honoured here (${rights.leftOut.join(', ')})`
}

export const isImportable = (candidate: LegacyCandidate): candidate is Importable => notImportable(candidate) === null

/** Why the candidate cannot go into this project, or null. */
export async function whatIsInTheWay(
  tx: Tx,
  project: ProjectRecord,
  candidate: Importable,
  { key, restoreDeleted }: { key: LegacyKey; restoreDeleted: boolean },
): Promise<string | null> {
  const elsewhere = await projectOfKey(tx, project, candidate, key)
  if (elsewhere !== null) return elsewhere
  const where = { projectId_legacy_name: { projectId: project.id, legacy: true, name: candidate.account } }
  if (await tx.robot.findUnique({ where })) return 'a different legacy robot account of this name is in the project'
  if (restoreDeleted) return null
  const deletedAt = await deletedLegacyAt(tx, project.id, candidate.account)
  return deletedAt && `it was deleted here on ${deletedAt.toISOString().slice(0, 10)}, and stays so`
}

/** Why the candidate's old project cannot be this one: an earlier import with this key has said otherwise. */
async function projectOfKey(tx: Tx, project: ProjectRecord, { projectId }: Importable, key: LegacyKey) {
  const [keyFingerprint, oldProjectId] = [key.fingerprint, BigInt(projectId)]
  const moved = await tx.legacyIdentity.findFirst({
    where: { keyFingerprint, oldProjectId, robot: { projectId: { not: project.id } } },
    select: { robot: { select: { project: { select: { name: true } } } } },
  })
  if (moved) return tookFor(oldProjectId, moved.robot.project?.name)
  const other = await tx.legacyIdentity.findFirst({
    where: { keyFingerprint, oldProjectId: { not: oldProjectId }, robot: { projectId: project.id } },
    select: { oldProjectId: true },
  })
  return other ? tookFor(other.oldProjectId, project.name) : null
}

const tookFor = (oldId: bigint, name: string | undefined) =>
  `an earlier import took the old project ${oldId} for ${name}`

function on(at: number | null): string {
  const date = expiryDate(at)
  return date ? ` on ${date.toISOString().slice(0, 10)}` : ''
}
