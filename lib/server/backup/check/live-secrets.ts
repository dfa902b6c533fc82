import 'server-only'
import { isOver, secretEnd } from '@/lib/domain/secrets/robot-secret'
import { now } from '../../clock'
import { Prisma } from '../../generated/sqlite/client'
import { slowScheme } from '../../secrets/stored-secret'
import { asBytes } from '../value'
import type { Snapshot } from '../table'
import type { Findings } from './findings'

/** Of robots with more secrets than may sign in so many are read at once; those of most have ended by time. */
const robotsPerStep = 1_000

const columns = [
  { name: 'robotId', type: 'integer' },
  { name: 'scheme', type: 'text' },
  { name: 'expiresAt', type: 'time' },
  { name: 'retiresAt', type: 'time' },
  { name: 'retiresAfter', type: 'integer' },
  { name: 'activatedAt', type: 'time' },
] as const

const selected = ({ engine }: Snapshot): string =>
  columns
    .map(({ name }) => `${name === 'activatedAt' ? 'n' : 's'}."${name}"`)
    .map((column) => (engine === 'sqlite' ? asBytes(column) : column))
    .join(', ')

/** A robot signs in with two secrets at most, and with one that was chosen: each of these is slow to judge. */
export async function checkLiveSecrets(snapshot: Snapshot, findings: Findings): Promise<void> {
  for (let after = 0; ;) {
    const robots = await snapshot.ask(Prisma.sql`SELECT "robotId" FROM "RobotSecret"
      WHERE "endedAt" IS NULL AND "robotId" BETWEEN ${after + 1} AND 2147483647 GROUP BY "robotId"
      HAVING COUNT(*) > 2 OR SUM(CASE WHEN "scheme" = ${slowScheme} THEN 1 ELSE 0 END) > 1
      ORDER BY "robotId" LIMIT ${robotsPerStep}`)
    if (robots.length === 0) return
    const ids = robots.map(([id]) => Number(id))
    await checkRobots(snapshot, findings, ids)
    after = ids.at(-1)!
  }
}

async function checkRobots(snapshot: Snapshot, findings: Findings, ids: number[]): Promise<void> {
  const rows = await snapshot.ask(Prisma.sql`
    SELECT ${Prisma.raw(selected(snapshot))} FROM "RobotSecret" s LEFT JOIN "RobotSecret" n ON n."id" = s."successorId"
    WHERE s."endedAt" IS NULL AND s."robotId" IN (${Prisma.join(ids)}) ORDER BY s."robotId", s."id"`)
  const live = new Map<unknown, { all: number; slow: number }>()
  for (const row of rows) {
    const [robotId, scheme, ...times] = columns.map((column, at) => snapshot.read(row[at], column))
    if (isEnded(times)) continue
    const counts = live.get(robotId) ?? { all: 0, slow: 0 }
    live.set(robotId, counts)
    counts.all++
    if (scheme === slowScheme) counts.slow++
  }
  for (const [robotId, { all, slow }] of live) {
    if (all > 2) findings.add('Robot: more than two secrets sign in', robotId)
    if (slow > 1) findings.add('Robot: more than one chosen secret signs in', robotId)
  }
}

function isEnded([expiresAt, retiresAt, retiresAfter, activatedAt]: unknown[]): boolean {
  const times = { expiresAt: date(expiresAt), retiresAt: date(retiresAt), retiresAfter: retiresAfter as number | null }
  const end = secretEnd({ ...times, endedAt: null }, { activatedAt: date(activatedAt) })
  return isOver(end, now().getTime())
}

const date = (text: unknown): Date | null => (typeof text === 'string' ? new Date(text) : null)
