import 'server-only'
import { encodeAccess } from '@/lib/domain/permissions/access'
import { maxDurationDays, neverExpires } from '@/lib/domain/robots/expiry'
import { legacyFullName } from '@/lib/domain/legacy-robots/legacy-claims'
import { now } from '../clock'
import type { Robot } from '../generated/sqlite/client'
import type { Tx } from '../store/db'
import type { ProjectRecord } from '../projects/find'
import { auditedRobot } from '../robots/audited'
import type { Importable } from './conflicts'
import { forgetDeletedLegacy } from '../robots/deleted-legacy'
import { legacyScheme, type LegacyKey } from './key'

/** Adds a robot of the old system with its rights and what its token is checked against, for `change()`. */
export async function insertLegacyRobot(tx: Tx, project: ProjectRecord, candidate: Importable, key: LegacyKey) {
  const at = now()
  const createdAt = candidate.createdAt && candidate.createdAt < at ? candidate.createdAt : at
  const { account, expiresAt, rights } = candidate
  const robot = await tx.robot.create({
    data: {
      level: 'project',
      projectId: project.id,
      name: account,
      description: candidate.description ?? '',
      durationDays: durationOf(createdAt, expiresAt),
      expiresAt: expiresAt === null ? null : BigInt(expiresAt),
      disabled: candidate.disabled ?? false,
      legacy: true,
      creatorType: 'local',
      creatorRef: 0,
      createdAt,
      updatedAt: at,
    },
  })
  await insertIdentity(tx, robot, candidate, key)
  await forgetDeletedLegacy(tx, project.id, account)
  const grant = { scope: 'project', scopeKey: String(project.id), projectId: project.id }
  await tx.robotGrant.create({ data: { robotId: robot.id, ...grant, access: encodeAccess(rights.access) } })
  const { id, name } = project
  return {
    result: null,
    resource: { type: 'robot' as const, id: robot.id, name: legacyFullName(account), project: { id, name } },
    after: {
      ...(await auditedRobot(tx, robot)),
      oldProject: candidate.projectId,
      oldRobot: candidate.robotId,
      key: key.fingerprint,
    },
  }
}

/** What its token is found by and checked against, and the row that stands for the token itself. */
async function insertIdentity(tx: Tx, robot: Robot, { projectId, robotId }: Importable, key: LegacyKey) {
  const { fingerprint, spki } = key
  const oldIds = { oldProjectId: BigInt(projectId), oldRobotId: BigInt(robotId) }
  await tx.legacyIdentity.create({ data: { robotId: robot.id, keyFingerprint: fingerprint, key: spki, ...oldIds } })
  const { id, creatorType, creatorRef, updatedAt: createdAt } = robot
  const secret = { scheme: legacyScheme, hash: fingerprint, createdAt, creatorType, creatorRef }
  await tx.robotSecret.create({ data: { robotId: id, ...secret } })
}

function durationOf(createdAt: Date, expiresAt: number | null): number {
  if (expiresAt === null) return neverExpires
  const days = Math.ceil((expiresAt - createdAt.getTime() / 1000) / 86_400)
  return Math.min(Math.max(days, 1), maxDurationDays)
}
