import 'server-only'
import type { ProjectKey } from '@/lib/domain/grant'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { Refusal } from '../errors'
import { currentSettings } from '../settings/current'
import { db } from '../store/db'
import { readablePlace } from './asked'
import type { RobotList } from './list'
import { robotRows } from './list-rows'

/** Without prefix and project; a legacy robot may be called as another one is. */
export type RobotKey = { name: string; legacy: boolean }

/** A robot as its own page shows it. `secretMadeAt`: of the newest live one, ISO 8601; null for a legacy robot. */
export type RobotByName = Pick<RobotList, 'may' | 'renderedAt'> & {
  context: RobotList['context'] & { level: PermissionLevel }
  robot: RobotRow
  secretMadeAt: string | null
}

/**
 * One robot of a project, or of the system (null). *Not found* when there is none of this name, or the actor may not see
 * the project; *forbidden* when not its robots.
 */
export async function robotByName(actor: Actor, place: ProjectKey | null, key: RobotKey): Promise<RobotByName> {
  const { listed: project, may } = await readablePlace(actor, place)
  const settings = await currentSettings()
  const { robotNamePrefix: prefix, robotDurationDays: defaultDurationDays } = settings
  const level = project ? ('project' as const) : ('system' as const)
  // PostgreSQL fails at a NUL, which no name holds.
  const found = key.name.includes('\0') ? null : await findByName(project?.id ?? null, key)
  const [robot] = found ? await robotRows(prefix, [found.id], { makers: may('robot:update') }) : []
  if (!found || !robot) throw new Refusal('not-found', 'robot not found')
  return {
    robot,
    secretMadeAt: found.secrets[0]?.createdAt.toISOString() ?? null,
    context: {
      level,
      project: project && { id: project.id, name: project.name },
      prefix,
      defaultDurationDays,
      tokenMinutes: settings.tokenExpirationMinutes,
    },
    may: {
      create: may('robot:create'),
      update: may('robot:update'),
      delete: may('robot:delete'),
      listLog: may(project ? 'log:list' : 'audit-log:list'),
    },
    renderedAt: now().getTime(),
  }
}

const findByName = (projectId: number | null, key: RobotKey) =>
  db().robot.findFirst({
    where: { level: projectId === null ? 'system' : 'project', projectId, ...key },
    select: { id: true, secrets: { select: { createdAt: true }, orderBy: { id: 'desc' }, take: 1 } },
  })
