import 'server-only'
import type { LastUse, RobotActivity } from '@/lib/domain/secrets/robot-activity'
import type { RobotHandOff } from '@/lib/domain/secrets/robot-hand-off'

/** The activity of a robot as the API spells it; moments as ISO 8601 in UTC. */
export const wireActivity = (activity: RobotActivity) => ({
  last_use: wireUse(activity.lastUse),
  secrets: activity.secrets.map(({ id, createdAt, lastUse }) => ({
    id,
    creation_time: createdAt.toISOString(),
    last_use: wireUse(lastUse),
  })),
  days: activity.days,
  repositories: activity.repositories.map(({ lastAt, ...counts }) => ({ ...counts, last_time: isoTime(lastAt) })),
  repository_count: activity.repositoryCount,
  takes_notifications: activity.takesNotifications,
})

/** Whether a robot's new secret works, likewise. */
export const wireHandOff = ({ project, registry, signIn, refusal, now }: RobotHandOff) => ({
  project,
  registry: { address: registry.address, plain_http: registry.plainHttp, may_set: registry.maySet },
  sign_in: wireUse(signIn),
  refusal: refusal && { time: isoTime(refusal.at), address: refusal.address, reason: refusal.reason },
  time: isoTime(now),
})

const wireUse = (use: LastUse | null) => use && { time: isoTime(use.at), address: use.address, client: use.client }

const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString()
