import 'server-only'
import { decodeAccess, encodeAccess } from '@/lib/domain/access'
import { legacyFullName } from '@/lib/domain/legacy-claims'
import type { Tx } from '../db'
import type { ProjectRecord } from '../projects/find'
import type { LegacyCandidate } from './legacy-candidates'
import { decodeIdentity, encodeIdentity, keyPrefix, legacyScheme, projectPrefix, type LegacyKey } from './legacy-key'

/** What stands in the way of importing: the robot itself, something else, or (null) nothing. */
export async function whatIsThere(
  tx: Tx,
  project: ProjectRecord,
  candidate: LegacyCandidate,
  { key, restoreDeleted }: { key: LegacyKey; restoreDeleted: boolean },
): Promise<{ kind: 'there' } | string | null> {
  const elsewhere = await projectOfKey(tx, project, candidate, key)
  if (elsewhere !== null) return elsewhere
  const { account } = candidate
  const robot = await tx.robot.findUnique({
    where: { projectId_legacy_name: { projectId: project.id, legacy: true, name: account } },
    include: { secrets: true, grants: true },
  })
  if (robot) return isSame(robot, candidate, key) ? ({ kind: 'there' } as const) : differs
  if (restoreDeleted) return null
  const deleted = await tx.auditEvent.findFirst({
    where: {
      projectId: project.id,
      operation: 'robot.delete',
      result: 'success',
      resource: legacyFullName(account),
    },
  })
  return deleted && `it was deleted here on ${deleted.at.toISOString().slice(0, 10)}, and stays so`
}

const differs = 'a different legacy robot account of this name is in the project'

type Stored = { secrets: { scheme: string; hash: string }[]; grants: { access: string }[] }

const isSame = ({ secrets, grants }: Stored, candidate: LegacyCandidate, key: LegacyKey): boolean =>
  secrets.some(({ scheme, hash }) => scheme === legacyScheme && hash === encodeIdentity({ key, ...candidate })) &&
  encodeAccess(grants.flatMap(({ access }) => decodeAccess(access))) === encodeAccess(candidate.access)

/** Why the candidate's old project cannot be this one: an earlier import with this key has said otherwise. */
async function projectOfKey(tx: Tx, project: ProjectRecord, { projectId }: LegacyCandidate, key: LegacyKey) {
  const scheme = legacyScheme
  const moved = await tx.robotSecret.findFirst({
    where: { scheme, hash: { startsWith: projectPrefix(key, projectId) }, robot: { projectId: { not: project.id } } },
    select: { robot: { select: { project: { select: { name: true } } } } },
  })
  if (moved) return `an earlier import took the old project ${projectId} for ${moved.robot.project?.name}`
  const other = await tx.robotSecret.findFirst({
    where: {
      scheme,
      hash: { startsWith: keyPrefix(key), not: { startsWith: projectPrefix(key, projectId) } },
      robot: { projectId: project.id },
    },
  })
  const otherId = other && decodeIdentity(other)?.projectId
  return otherId ? `an earlier import took the old project ${otherId} for ${project.name}` : null
}
