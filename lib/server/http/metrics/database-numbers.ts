import 'server-only'
import { now, nowSeconds } from '../../clock'
import { Prisma } from '../../generated/sqlite/client'
import { globalState } from '../../global-state'
import { jobTable } from '../../jobs/table'
import { log } from '../../log'
import { withPatience } from '../../patience'
import { forAll, inTime } from '../../request-context'
import { liveSecret } from '../../robots/count-live-secrets'
import { db } from '../../store/db'
import { unixSeconds } from '../../store/unix-seconds'
import { databaseAnswers } from '../endpoints/health-endpoint'

/** `told` is null when that did not come in time. Ages and times in seconds. */
export type DatabaseNumbers = {
  isUp: boolean
  told: {
    enabled: number
    disabled: number
    expiring: Record<'expired' | '1d' | '7d' | '30d', number>
    rotations: number
    rotationAge: number
    outboxRows: number
    outboxAge: number
    lastDone: [job: string, at: number][]
  } | null
}

/** However many scrape, and however often: the database is asked once in this time. */
const everyMs = 15_000
/** A scrape is answered within two seconds. */
export const usualPatienceMs = { up: 750, all: 1_500 }
/** No more is counted of anything that has no bound: on SQLite, whose answer holds up all else, some milliseconds. */
const most = 50_000
/** Of the newest, those that have ended among them. */
const mostRotations = 5_000
const daySeconds = 86_400

/** A busy machine that tests something else has more patience. */
type State = { askAgainAt: number; latest: Promise<DatabaseNumbers> | null; patienceMs: typeof usualPatienceMs }

/** What the database says of itself, at most 15 seconds old. Never rejects, and answers in time whatever the database does. */
export function databaseNumbers(): Promise<DatabaseNumbers> {
  const state = globalState<State>('database-numbers', () => ({
    askAgainAt: 0,
    latest: null,
    patienceMs: usualPatienceMs,
  }))
  if (state.latest && performance.now() < state.askAgainAt) return state.latest
  state.askAgainAt = performance.now() + everyMs
  return (state.latest = forAll(() => inTime(state.patienceMs.all, () => read(state.patienceMs))))
}

async function read(patienceMs: State['patienceMs']): Promise<DatabaseNumbers> {
  const began = performance.now()
  if (!(await databaseAnswers(patienceMs.up))) return { isUp: false, told: null }
  try {
    return { isUp: true, told: await withPatience(tell(), began + patienceMs.all - performance.now()) }
  } catch (error) {
    log().warn({ err: error }, 'the numbers for the metrics could not be read')
    return { isUp: true, told: null }
  }
}

async function tell(): Promise<NonNullable<DatabaseNumbers['told']>> {
  const [row, oldest, leases] = await Promise.all([
    readCounts(),
    db().outbox.findFirst({ orderBy: { at: 'asc' }, select: { at: true } }),
    db().lease.findMany({ where: { name: { in: jobTable.map(({ name }) => name) } } }),
  ])
  const { robots, disabled, expired, day, week, month, rotations, replacedAt, outbox } = row
  return {
    enabled: Math.max(robots - disabled, 0),
    disabled,
    expiring: { expired, '1d': day, '7d': day + week, '30d': day + week + month },
    rotations,
    rotationAge: replacedAt > 0 ? Math.max(nowSeconds() - replacedAt, 0) : 0,
    outboxRows: outbox,
    outboxAge: oldest ? Math.max(now().getTime() - oldest.at.getTime(), 0) / 1000 : 0,
    lastDone: leases.flatMap(({ name, doneFor }) => (doneFor > 0n ? [[name, Number(doneFor) / 1000]] : [])),
  }
}

type Counts = 'robots' | 'disabled' | 'expired' | 'day' | 'week' | 'month' | 'rotations' | 'replacedAt' | 'outbox'

async function readCounts(): Promise<Record<Counts, number>> {
  const [row] = await db().$queryRaw<Record<Counts, number | bigint>[]>(countsStatement())
  return Object.fromEntries(Object.entries(row!).map(([name, value]) => [name, Number(value)])) as Record<
    Counts,
    number
  >
}

/** All in one. Robots by the sums that triggers keep, some rows a project; all else by an index, up to a bound. */
export function countsStatement(): Prisma.Sql {
  const at = nowSeconds()
  const days = (from: number, to: number) =>
    Prisma.sql`"Robot" WHERE "expiresAt" > ${at + from * daySeconds} AND "expiresAt" <= ${at + to * daySeconds}`
  return Prisma.sql`SELECT
    (SELECT COALESCE(SUM("count"), 0) FROM "RobotCount") AS "robots",
    (SELECT COALESCE(SUM("count"), 0) FROM "DisabledRobotCount") AS "disabled",
    ${upToMost(Prisma.sql`"Robot" WHERE "expiresAt" <= ${at}`)} AS "expired",
    ${upToMost(days(0, 1))} AS "day", ${upToMost(days(1, 7))} AS "week", ${upToMost(days(7, 30))} AS "month",
    pending."rotations", pending."replacedAt", ${upToMost(Prisma.sql`"Outbox"`)} AS "outbox"
    FROM (SELECT COUNT(*) AS "rotations", MIN(${unixSeconds(Prisma.sql`n."createdAt"`)}) AS "replacedAt"
      FROM (SELECT * FROM "RobotSecret" WHERE "successorId" > 0 ORDER BY "successorId" DESC
        LIMIT ${Prisma.raw(`${mostRotations}`)}) s LEFT JOIN "RobotSecret" n ON n."id" = s."successorId"
      WHERE ${liveSecret()}) AS pending`
}

const upToMost = (of: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT COUNT(*) FROM (SELECT 1 FROM ${of} LIMIT ${Prisma.raw(`${most}`)}) AS "some")`
