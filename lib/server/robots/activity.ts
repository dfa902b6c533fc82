import 'server-only'
import { activityDays, dayOf, daysUpTo, fillDays, noCounts, usageDays } from '@/lib/domain/registry/usage'
import type { RobotActivity } from '@/lib/domain/secrets/robot-activity'
import type { Actor } from '../rights/actor'
import { nowSeconds } from '../clock'
import { db } from '../store/db'
import { env } from '../env'
import { Prisma } from '../generated/sqlite/client'
import { readableRobot, toLastUse } from './find'
import { isLive, readSecrets } from './robot-secrets'

const maxRepositories = 50
const secondsPerDay = 86_400

/**
 * What a robot has been doing: its last uses, day by day, and by repository. *Not found* when the actor may not see it.
 * Where it was used from is for admins, as in the log.
 */
export async function robotActivity(actor: Actor, id: number): Promise<RobotActivity> {
  const { robot, rights } = await readableRobot(actor, id)
  const at = nowSeconds()
  const [secrets, days, repositories, repositoryCount] = await Promise.all([
    liveSecrets(id),
    countsByDay(id, daysUpTo(at, activityDays)),
    repositoriesSince(id, dayOf(at - usageDays * secondsPerDay)),
    countRepositories(id, dayOf(at - usageDays * secondsPerDay)),
  ])
  return {
    lastUse: toLastUse(robot, rights),
    secrets: secrets.map((secret) => ({
      id: secret.id,
      createdAt: secret.createdAt,
      lastUse: toLastUse(secret, rights),
    })),
    days,
    repositories,
    repositoryCount,
    takesNotifications: env().NOTIFICATIONS_TOKEN !== undefined,
  }
}

/** Newest first. */
async function liveSecrets(robotId: number) {
  const [read, secrets] = await Promise.all([
    readSecrets(db(), { robotId, endedAt: null }),
    db().robotSecret.findMany({ where: { robotId, endedAt: null }, select: secretFields, orderBy: { id: 'desc' } }),
  ])
  const live = new Set(read.filter(isLive).map(({ id }) => id))
  return secrets.filter(({ id }) => live.has(id))
}

const secretFields = {
  id: true,
  createdAt: true,
  lastUsedAt: true,
  lastUsedAddress: true,
  lastUsedClient: true,
} as const

async function countsByDay(robotId: number, days: string[]) {
  const counted = await db().robotUsage.groupBy({
    by: ['day'],
    where: { robotId, day: { gte: days[0] } },
    _sum: { pulls: true, pushes: true, deletes: true },
  })
  return fillDays(
    days,
    counted.map(({ day, _sum }) => ({ day, ...countsOf(_sum) })),
  )
}

async function repositoriesSince(robotId: number, day: string) {
  const found = await db().robotUsage.groupBy({
    by: ['repository'],
    where: { robotId, day: { gte: day } },
    _sum: { pulls: true, pushes: true, deletes: true },
    _max: { lastAt: true },
    orderBy: [{ _max: { lastAt: 'desc' } }, { repository: 'asc' }],
    take: maxRepositories,
  })
  return found.map(({ repository, _sum, _max }) => ({
    name: repository,
    ...countsOf(_sum),
    lastAt: Number(_max.lastAt ?? 0),
  }))
}

/** Raw, because Prisma counts distinct values by fetching them all. */
async function countRepositories(robotId: number, day: string): Promise<number> {
  const sql = Prisma.sql`SELECT COUNT(DISTINCT "repository") AS "total" FROM "RobotUsage"
    WHERE "robotId" = ${robotId} AND "day" >= ${day}`
  const [counted] = await db().$queryRaw<{ total: bigint }[]>(sql)
  return Number(counted?.total ?? 0)
}

type Sums = { pulls: number | null; pushes: number | null; deletes: number | null }

const countsOf = ({ pulls, pushes, deletes }: Sums) => ({
  pulls: pulls ?? noCounts.pulls,
  pushes: pushes ?? noCounts.pushes,
  deletes: deletes ?? noCounts.deletes,
})
