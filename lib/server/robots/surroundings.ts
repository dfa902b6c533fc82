import 'server-only'
import type { Permission } from '@/lib/domain/permissions/role'
import type { Settings } from '@/lib/domain/settings/settings'
import { now } from '../clock'

/** What a page of robots, or of one, and its dialogs need to know besides. */
export type Surroundings<Level> = {
  context: {
    level: Level
    project: { id: number; name: string } | null
    prefix: string
    defaultDurationDays: number
    tokenMinutes: number
    secretOverlapHours: number
  }
  /** For courtesy. */
  may: { create: boolean; update: boolean; delete: boolean; listLog: boolean }
  /** The server's clock, in milliseconds. */
  renderedAt: number
}

export const surroundings = <Level>(
  level: Level,
  project: { id: number; name: string } | null,
  may: (permission: Permission) => boolean,
  settings: Settings,
): Surroundings<Level> => ({
  context: {
    level,
    project: project && { id: project.id, name: project.name },
    prefix: settings.robotNamePrefix,
    defaultDurationDays: settings.robotDurationDays,
    tokenMinutes: settings.tokenExpirationMinutes,
    secretOverlapHours: settings.robotSecretOverlap,
  },
  may: {
    create: may('robot:create'),
    update: may('robot:update'),
    delete: may('robot:delete'),
    listLog: may(project ? 'log:list' : 'audit-log:list'),
  },
  renderedAt: now().getTime(),
})
