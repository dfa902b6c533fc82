import 'server-only'
import { rightsKey } from '@/lib/domain/legacy-robots/legacy-access'
import { legacyFullName } from '@/lib/domain/legacy-robots/legacy-claims'
import { accessKeys, decodeAccess } from '@/lib/domain/permissions/access'
import { expiryDate } from '@/lib/domain/robots/expiry'
import type { Tx } from '../store/db'
import type { LegacyCandidate } from './candidates'
import type { LegacyKey } from './key'

/** The robot that an earlier import made of the candidate, whatever its name: the key's id says which. */
export async function findImported(tx: Tx, { robotId }: LegacyCandidate, key: LegacyKey) {
  const found = await tx.legacyIdentity.findFirst({
    where: { keyFingerprint: key.fingerprint, oldRobotId: BigInt(robotId) },
    select: { oldProjectId: true, robot: { include: { grants: true, project: { select: { name: true } } } } },
  })
  if (!found) return null
  const { robot, oldProjectId } = found
  return { robot, oldProjectId: Number(oldProjectId), project: robot.project!.name }
}
type Imported = NonNullable<Awaited<ReturnType<typeof findImported>>>

/**
 * What the files say otherwise than the robot that is here, or why they cannot mean it. That it was disabled here since
 * is none: this is how the move ends.
 */
export function compare(
  { robot, oldProjectId, project }: Imported,
  candidate: LegacyCandidate,
  projects: ReadonlyMap<number, string>,
): string[] | string {
  if (robot.name !== candidate.account)
    return `it is here as ${legacyFullName(robot.name)}: two names for one robot account`
  if (candidate.projectId !== null && candidate.projectId !== oldProjectId) {
    return `it is here as a robot account of the old project ${oldProjectId}, not of ${candidate.projectId}`
  }
  const named = projects.get(oldProjectId)
  if (named !== undefined && named !== project) {
    return `an earlier import took the old project ${oldProjectId} for ${project}`
  }
  return differences(robot, candidate)
}

function differences(
  robot: Imported['robot'],
  { disabled, expiresAt, description, rights }: LegacyCandidate,
): string[] {
  const found: string[] = []
  if (disabled && !robot.disabled) found.push('it is disabled there, and enabled here')
  const ends = robot.expiresAt === null ? null : Number(robot.expiresAt)
  if (expiresAt !== undefined && expiresAt !== ends) found.push(`it ${end(expiresAt)} there, and ${end(ends)} here`)
  const access = robot.grants.flatMap((grant) => decodeAccess(grant.access))
  if (rights && rightsKey(rights.access) !== rightsKey(access)) {
    const [there, here] = [rights.access, access].map((each) => accessKeys(each).join(', ') || 'nothing')
    found.push(`it may do there: ${there}; here: ${here}`)
  }
  if (description !== null && description !== robot.description) found.push('its description is another one there')
  return found
}

function end(at: number | null): string {
  return at === null ? 'never expires' : `expires ${expiryDate(at)?.toISOString() ?? 'beyond all dates'}`
}
