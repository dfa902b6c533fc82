import { renameSync } from 'node:fs'
import pino from 'pino'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nowSeconds, setClock } from '../../clock'
import { Prisma } from '../../generated/sqlite/client'
import { setGlobalState } from '../../global-state'
import { jobTable } from '../../jobs/table'
import { refreshSecret } from '../../robots/refresh-secret'
import { db, disconnect, openDatabase } from '../../store/db'
import { countQueries } from '../../testing/count-queries'
import { testEngine, useDatabase } from '../../testing/database'
import { makeProject, makeRobot } from '../../testing/make'
import { startOwnTime } from '../../testing/own-time'
import { startProxy } from '../../testing/postgres-proxy'
import { forgetNumbers, seriesOf } from '../../testing/scrape'
import { countsStatement, usualPatienceMs } from './database-numbers'
import { expose, prepareExposition } from './exposition'

const url = useDatabase()
const day = 86_400
const many = 10_000
let project: Awaited<ReturnType<typeof makeProject>>
let template: Awaited<ReturnType<typeof readRow>>

const readRow = async (id: number) => db().robot.findUniqueOrThrow({ where: { id }, omit: { id: true } })
const addRobots = (name: string, count: number, expiresAt: number | null, disabled = false) =>
  db().robot.createMany({
    data: Array.from({ length: count }, (_, nth) => ({
      ...template,
      name: `${name}-${nth}`,
      loginName: `${name}-${nth}`,
      expiresAt: expiresAt === null ? null : BigInt(expiresAt),
      disabled,
    })),
  })
/** Many like it, which end then. */
async function copyRobots(end: number): Promise<void> {
  const kept = Object.keys(template).filter(
    (column) => !['name', 'loginName', 'expiresAt', 'formerNameUses'].includes(column),
  )
  const columns = kept.map((column) => `"${column}"`).join(', ')
  await db().$executeRawUnsafe(`
    INSERT INTO "Robot" ("name", "loginName", "expiresAt", ${columns})
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${many})
    SELECT 'far-' || n, 'far-' || n, ${end}, ${columns} FROM numbers, (SELECT * FROM "Robot" LIMIT 1) AS "template"`)
}
const scrape = async () => seriesOf((await expose()).text)
/** What the database says, without the prefix. */
async function told(patienceMs?: typeof usualPatienceMs) {
  forgetNumbers(patienceMs)
  const found = [...(await scrape())].filter(([name]) =>
    /^robot_console_(robots|rotations|outbox|job_last_done|database_up)/.test(name),
  )
  return Object.fromEntries(found.map(([name, value]) => [name.slice('robot_console_'.length), value]))
}

beforeAll(async () => {
  setGlobalState('log', pino({ level: 'silent' }))
  await prepareExposition('console')
  project = await makeProject()
  template = await readRow((await makeRobot(project)).id)
  await copyRobots(nowSeconds() + 900 * day)
  await addRobots('never', 2, null)
  if (testEngine === 'postgresql') await db().$executeRawUnsafe('ANALYZE')
})
beforeEach(() => forgetNumbers())

describe('what the database says', () => {
  test('robots by state, and by when they end', async () => {
    const at = nowSeconds()
    await addRobots('over', 3, at - 5)
    await addRobots('off', 1, at - day, true)
    await addRobots('today', 4, at + day / 2)
    await addRobots('week', 5, at + 3 * day)
    await addRobots('month', 6, at + 20 * day)
    expect(await told()).toMatchObject({
      'robots{state="enabled"}': many + 21,
      'robots{state="disabled"}': 1,
      'robots_expiring{within="expired"}': 4,
      'robots_expiring{within="1d"}': 4,
      'robots_expiring{within="7d"}': 9,
      // With the one that the project began with, which has thirty days less a moment.
      'robots_expiring{within="30d"}': 16,
      database_up: 1,
    })
  })

  test('secrets that go on beside their successor, until they end, and since when the first does', async () => {
    const { admin } = project
    const pending = async () => {
      const { rotations_pending: count, rotations_oldest_age_seconds: age } = await told()
      return [count, age]
    }
    const [first, second] = [await makeRobot(project), await makeRobot(project)]
    const at = new Date()
    const later = (seconds: number) => setClock(() => new Date(at.getTime() + seconds * 1_000))
    later(0)
    expect(await pending()).toEqual([0, 0])
    await refreshSecret(admin, { id: first.id, oldSecret: { kind: 'after-first-use', hours: 1 } })
    expect(await pending()).toEqual([1, 0])
    later(day)
    await refreshSecret(admin, { id: second.id, oldSecret: { kind: 'after-first-use', hours: 1 } })
    expect(await pending()).toEqual([2, day])
    const [, newer] = await db().robotSecret.findMany({ where: { robotId: first.id }, orderBy: { id: 'asc' } })
    await db().robotSecret.update({
      where: { id: newer!.id },
      data: { activatedAt: new Date(at.getTime() + day * 1_000) },
    })
    later(day + 3_599)
    expect(await pending()).toEqual([2, day + 3_599])
    later(day + 3_600)
    expect(await pending()).toEqual([1, 3_600])
    await db().robotSecret.updateMany({ where: { robotId: second.id }, data: { endedAt: new Date() } })
    expect(await pending()).toEqual([0, 0])
    // A clock that was set back.
    await refreshSecret(admin, { id: second.id, oldSecret: { kind: 'after-first-use', hours: 1 } })
    later(0)
    expect(await pending()).toEqual([1, 0])
    setClock()
    await db().robotSecret.updateMany({ where: { robotId: second.id }, data: { endedAt: new Date() } })
  })

  test('the outbox, and when jobs were done', async () => {
    expect(await told()).toMatchObject({ outbox_rows: 0, outbox_oldest_age_seconds: 0 })
    const at = (seconds: number) => new Date(Date.now() - seconds * 1000)
    await db().outbox.createMany({
      data: [100, 50].map((age) => ({ at: at(age), event: 'robot.create', payload: '{}' })),
    })
    const { name } = jobTable[0]!
    await db().lease.create({ data: { name, holder: '', until: 0, doneFor: 1_700_000_000_000 } })
    await db().lease.create({ data: { name: 'a job of later versions', holder: '', until: 0, doneFor: 1 } })
    await db().lease.create({ data: { name: jobTable[1]!.name, holder: 'x', until: 1 } })
    const { outbox_oldest_age_seconds: age, ...rest } = await told()
    expect(age).toBeGreaterThanOrEqual(100)
    expect(age).toBeLessThan(160)
    expect(rest.outbox_rows).toBe(2)
    const done = Object.entries(rest).filter(([series]) => series.startsWith('job_last_done'))
    expect(done).toEqual([[`job_last_done_timestamp_seconds{job_name="${name}"}`, 1_700_000_000]])
  })
})

describe('what that costs', () => {
  test('four statements for a hundred who scrape at once, and none for who comes within fifteen seconds', async () => {
    const crowd = () => Promise.all(Array.from({ length: 100 }, expose))
    const { result, statements } = await countQueries(url(), crowd)
    expect(new Set(result.map(({ text }) => text)).size).toBe(1)
    expect(statements).toHaveLength(4)
    expect((await countQueries(url(), crowd)).statements).toEqual([])
  })

  test('no robot is looked at that is not counted, and no more than a bound are', async () => {
    const statement = countsStatement()
    expect(statement.sql.match(/LIMIT 50000\)/g)).toHaveLength(5)
    const plan = await db().$queryRaw<Record<string, string>[]>(
      Prisma.sql`EXPLAIN ${Prisma.raw(testEngine === 'sqlite' ? 'QUERY PLAN' : '')} ${statement}`,
    )
    const steps = plan.map((row) => row.detail ?? row['QUERY PLAN']!)
    const ofRobots = steps.filter((step) => /(SCAN|SEARCH|Scan).* "?Robot"?( |$)/.test(step))
    expect(ofRobots).toHaveLength(4)
    for (const step of ofRobots)
      expect(step).toMatch(/(USING COVERING INDEX|Index Only Scan using "?)\W*Robot_expiresAt/)
    expect(steps.filter((step) => /^SCAN RobotSecret/.test(step))).toEqual([])
  })
})

describe('a database that does not answer', () => {
  const inTwoSeconds = async () => {
    const waited = startOwnTime()
    const found = await told(usualPatienceMs)
    expect(waited()).toBeLessThan(2_000)
    return found
  }
  const gone = { database_up: 0 }

  test.runIf(testEngine === 'postgresql').each(['silence', 'cut'] as const)('%s', async (passage) => {
    const direct = db()
    const proxy = await startProxy(url())
    const own = openDatabase(proxy.url)
    setGlobalState('database', own)
    try {
      expect(await told()).toMatchObject({ database_up: 1 })
      proxy.decide(() => passage)
      expect(await inTwoSeconds()).toEqual(gone)
      // It answers the small question, and not the large one.
      proxy.decide((sent) => (sent.includes('RobotCount') ? passage : 'on'))
      await expect.poll(inTwoSeconds).toEqual({ database_up: 1 })
      proxy.decide(() => 'on')
      await expect.poll(() => told(usualPatienceMs)).toMatchObject({ database_up: 1, 'robots{state="disabled"}': 1 })
    } finally {
      setGlobalState('database', direct)
      await proxy.close()
      await disconnect(own)
    }
  })

  test.runIf(testEngine === 'sqlite')('a file that is gone', async () => {
    const file = url().replace('file:', '')
    renameSync(file, `${file}.away`)
    expect(await inTwoSeconds()).toEqual(gone)
    renameSync(`${file}.away`, file)
    expect(await told()).toMatchObject({ database_up: 1 })
  })

  test.runIf(testEngine === 'sqlite')('a change of its own that takes long', async () => {
    let end = () => {}
    const ended = new Promise<void>((go) => (end = go))
    const change = db().$transaction(() => ended)
    expect(await inTwoSeconds()).toEqual(gone)
    end()
    await change
    expect(await told()).toMatchObject({ database_up: 1 })
  })
})
