import 'server-only'
import type { ProjectKey } from '@/lib/domain/permissions/grant'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import type { Actor } from '../rights/actor'
import { Refusal } from '../errors'
import { currentSettings } from '../settings/current'
import { db } from '../store/db'
import { readablePlace } from './asked'
import { robotRows } from './list-rows'
import { surroundings, type Surroundings } from './surroundings'

/** Without prefix and project; a legacy robot may be called as another one is. */
type RobotKey = { name: string; legacy: boolean }

/** A robot as its own page shows it. `secretMadeAt`: of the newest live one, ISO 8601; null for a legacy robot. */
export type RobotByName = Surroundings<PermissionLevel> & { robot: RobotRow; secretMadeAt: string | null }

/**
 * One robot of a project, or of the system (null). *Not found* when there is none of this name, or the actor may not see
 * the project; *forbidden* when not its robots.
 */
export async function robotByName(actor: Actor, place: ProjectKey | null, key: RobotKey): Promise<RobotByName> {
  const { listed: project, may } = await readablePlace(actor, place)
  const settings = await currentSettings()
  // PostgreSQL fails at a NUL, which no name holds.
  const found = key.name.includes('\0') ? null : await findByName(project?.id ?? null, key)
  const [robot] = found ? await robotRows(settings.robotNamePrefix, [found.id], { makers: may('robot:update') }) : []
  if (!found || !robot) throw new Refusal('not-found', 'robot not found')
  return {
    robot,
    secretMadeAt: found.secrets[0]?.createdAt.toISOString() ?? null,
    ...surroundings(robot.level, project, may, settings),
  }
}

const newest = { where: { endedAt: null }, select: { createdAt: true }, orderBy: { id: 'desc' }, take: 1 } as const

const findByName = (projectId: number | null, key: RobotKey) =>
  db().robot.findFirst({
    where: { level: projectId === null ? 'system' : 'project', projectId, ...key },
    select: { id: true, secrets: newest },
  })
