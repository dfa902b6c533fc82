import pino from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { now } from '../clock'
import { setGlobalState } from '../global-state'
import { db, disconnect, openDatabase } from '../store/db'
import { keptCount } from '../store/robot-index'
import { removeProject } from '../projects/remove'
import { testEngine, unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeSystemRobot, makeUser } from '../testing/make'
import { checkRobotCounts } from './check-counts'
import { listRobots, listRobotsForApi } from './list'
import { removeRobot } from './remove'

const url = useDatabase()
const lines: { level: number; projectId: number | null; by: number; disabled?: true }[] = []
const hear = () =>
  setGlobalState('log', pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }))
afterEach(() => setGlobalState('log', pino({ level: 'silent' })))

const keptIn = async (place: number, disabled: boolean | null = null) => {
  const [row] = await db().$queryRaw<{ count: bigint }[]>(keptCount(place, disabled))
  return Number(Object.values(row!)[0])
}
/** Expects of every place that as many are kept as there are robots; answers in how many places there are any. */
async function expectRight() {
  const robots = await db().robot.findMany({ select: { projectId: true, disabled: true } })
  const by = ['place' as const]
  const kept = await db().robotCount.groupBy({ by, _sum: { count: true } })
  const keptDisabled = await db().disabledRobotCount.groupBy({ by, _sum: { count: true } })
  expect(sums(keptDisabled)).toEqual(placesOf(robots.filter(({ disabled }) => disabled)))
  expect(sums(kept)).toEqual(placesOf(robots))
  return placesOf(robots).size
}

const sums = (kept: { place: number; _sum: { count: number | null } }[]) =>
  new Map(kept.filter(({ _sum }) => _sum.count !== 0).map(({ place, _sum }) => [place, _sum.count]))
function placesOf(robots: { projectId: number | null }[]) {
  const places = new Map<number, number>()
  for (const { projectId } of robots) places.set(projectId ?? 0, (places.get(projectId ?? 0) ?? 0) + 1)
  return places
}

const row = (projectId: number | null, disabled = false) => {
  const made = { creatorType: 'local', creatorRef: 0, createdAt: now(), updatedAt: now(), durationDays: 1 }
  return { level: projectId === null ? 'system' : 'project', projectId, name: unique('row'), disabled, ...made }
}

describe('how many robots there are is kept', () => {
  test('through the verbs, many at once, by cascades, of moved ones, and not of what was rolled back', async () => {
    const [one, other] = [await makeProject(), await makeProject()]
    const admin = (await makeUser({ isAdmin: true })).actor
    const robot = await makeRobot(one)
    await makeSystemRobot(admin, { access: [{ resource: 'project', action: 'list' }] })
    await db().robot.createMany({ data: [row(one.id), row(one.id), row(other.id), row(null)] })
    expect([await keptIn(one.id), await keptIn(other.id), await keptIn(0)]).toEqual([3, 1, 2])
    await removeRobot(one.admin, robot.id)
    await db().robot.updateMany({ where: { projectId: other.id }, data: { projectId: one.id } })
    expect([await keptIn(one.id), await keptIn(other.id)]).toEqual([3, 0])
    const undone = db().$transaction(async (tx) => {
      await tx.robot.create({ data: row(other.id) })
      await tx.robot.deleteMany({ where: { projectId: one.id } })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await expectRight()
    await db().$executeRaw`DELETE FROM "Project" WHERE "id" = ${one.id}`
    expect(await keptIn(one.id)).toBe(0)
    await expectRight()
  })

  test('and how many of them are disabled: as they are made, set, moved and removed', async () => {
    const [one, other] = [await makeProject(), await makeProject()]
    await db().robot.createMany({ data: [row(one.id, true), row(one.id), row(one.id), row(other.id), row(null, true)] })
    const disabledIn = async () => [await keptIn(one.id, true), await keptIn(other.id, true)]
    expect(await disabledIn()).toEqual([1, 0])
    expect([await keptIn(one.id, false), await keptIn(other.id, false)]).toEqual([2, 1])
    await db().robot.updateMany({ where: { projectId: one.id }, data: { disabled: true } })
    expect(await disabledIn()).toEqual([3, 0])
    const [moved, enabled] = (await db().robot.findMany({ where: { projectId: one.id } })).map(({ id }) => id)
    await db().robot.update({ where: { id: moved! }, data: { projectId: other.id } })
    await db().robot.update({ where: { id: enabled! }, data: { projectId: other.id, disabled: false } })
    expect(await disabledIn()).toEqual([1, 1])
    const list = { page: 1, size: 1 as const, sort: '' }
    for (const disabled of [true, false]) {
      const q = `Level=project,ProjectID=${other.id},disabled=${disabled}`
      expect(await listRobotsForApi(other.admin, { ...list, q })).toMatchObject({ total: disabled ? 1 : 2 })
      const both = `${q},creation_time=[2000-01-01~2100-01-01]`
      expect(await listRobotsForApi(other.admin, { ...list, q: both })).toMatchObject({ total: disabled ? 1 : 2 })
    }
    const page = { page: 1, size: 1 as never, sort: 'name', search: '', filter: 'disabled' } as const
    expect(await listRobots(other.admin, { name: other.name }, page)).toMatchObject({ total: 1 })
    expect(await listRobots(other.admin, { name: other.name }, { ...page, search: 'row' })).toMatchObject({ total: 1 })
    await db().robot.deleteMany({ where: { projectId: other.id, disabled: true } })
    await expectRight()
    await removeProject(one.admin, one.id)
    expect(await disabledIn()).toEqual([0, 0])
    await expectRight()
  })

  test('whoever writes at the same time, in two processes', async () => {
    const projects = [await makeProject(), await makeProject(), await makeProject()]
    const [here, there] = [db(), openDatabase(url())]
    const writes = Array.from({ length: 120 }, async (_, nth) => {
      const client = nth % 2 === 0 ? here : there
      const project = projects[nth % 3]!
      try {
        await client.$transaction(async (tx) => {
          // In either order: none waits for another.
          const order = nth % 4 < 2 ? projects : projects.toReversed()
          for (const { id } of order) await tx.robot.create({ data: row(id, nth % 3 === 0) })
          if (nth % 5 === 0) throw new Error('undone')
          if (nth % 7 === 0) await tx.robot.deleteMany({ where: { projectId: project.id }, limit: 3 })
        })
      } catch (error) {
        if ((error as Error).message !== 'undone') throw error
      }
    })
    await Promise.all(writes)
    await disconnect(there)
    expect(await expectRight()).toBeGreaterThanOrEqual(3)
    await Promise.all([
      removeProject(projects[0]!.admin, projects[0]!.id),
      ...Array.from({ length: 20 }, () => makeRobot(projects[1]!)),
      db().$executeRaw`DELETE FROM "Robot" WHERE "projectId" = ${projects[2]!.id}`,
    ])
    await expectRight()
    expect(await keptIn(projects[0]!.id)).toBe(0)
  }, 60_000)

  test.runIf(testEngine === 'postgresql')('a transaction that has counted keeps nobody waiting', async () => {
    const project = await makeProject()
    await makeRobot(project)
    await db().$transaction(async (tx) => {
      await tx.robot.create({ data: row(project.id) })
      await makeRobot(project)
      await db().$executeRaw`DELETE FROM "Robot" WHERE "projectId" = ${project.id}`
    })
    expect(await keptIn(project.id)).toBe(1)
    await expectRight()
  })

  test.runIf(testEngine === 'postgresql')('nor is a table that is emptied forgotten', async () => {
    await makeRobot(await makeProject())
    await db().$executeRaw`TRUNCATE "Robot" CASCADE`
    expect(await expectRight()).toBe(0)
  })
})

test('a list that shows no more than a page says how many there are', async () => {
  const project = await makeProject()
  await db().robot.createMany({ data: Array.from({ length: 40 }, () => row(project.id)) })
  const list = (page: number, search = '') =>
    listRobots(project.admin, { name: project.name }, { page, size: 15, sort: 'name', search })
  expect([await list(1), await list(3), await list(9)].map(({ total }) => total)).toEqual([40, 40, 40])
  expect(await list(1, 'row-')).toMatchObject({ total: 40 })
  // What a page shows itself is not denied, whatever is kept.
  await db().robotCount.updateMany({ where: { place: project.id }, data: { count: 3 } })
  expect(await list(2)).toMatchObject({ total: 30 })
  expect(await list(3)).toMatchObject({ total: 40 })
  await db().robotCount.updateMany({ where: { place: project.id }, data: { count: 40 } })
})

describe('checkRobotCounts', () => {
  test('mends what is wrong and says so, once', async () => {
    const [low, high, none] = [await makeProject(), await makeProject(), await makeProject()]
    await db().robot.createMany({ data: [row(low.id), row(low.id), row(high.id), row(null)] })
    await checkRobotCounts()
    hear()
    const system = await keptIn(0)
    await db().robotCount.deleteMany({ where: { place: low.id } })
    await db().robotCount.updateMany({ where: { place: high.id }, data: { count: 7 } })
    await db().robotCount.create({ data: { place: none.id, count: -4 } })
    await db().robotCount.updateMany({ where: { place: 0 }, data: { count: 0 } })
    lines.length = 0
    await db().disabledRobotCount.create({ data: { place: high.id, count: 3 } })
    await checkRobotCounts()
    expect(lines.filter(({ disabled }) => disabled)).toMatchObject([{ level: 50, projectId: high.id, by: -3 }])
    const told = lines.filter(({ disabled }) => !disabled).map(({ level, projectId, by }) => ({ level, projectId, by }))
    const order = (left: { by: number; projectId: number | null }, right: typeof left) =>
      left.by - right.by || Number(left.projectId) - Number(right.projectId)
    expect(told.sort(order)).toEqual(
      [
        { level: 50, projectId: high.id, by: -6 },
        { level: 50, projectId: low.id, by: 2 },
        { level: 50, projectId: none.id, by: 4 },
        { level: 50, projectId: null, by: system },
      ].sort(order),
    )
    await expectRight()
    lines.length = 0
    await checkRobotCounts()
    expect(lines).toEqual([])
    expect(await db().robotCount.count({ where: { count: 0 } })).toBe(0)
  })

  test('while others write, and ends when it is told to', async () => {
    const project = await makeProject()
    const writes = Array.from({ length: 30 }, () => makeRobot(project))
    await db().robotCount.create({ data: { place: project.id, count: 11 } })
    await Promise.all([...writes, checkRobotCounts(), checkRobotCounts()])
    await checkRobotCounts()
    await expectRight()
    await db().robotCount.create({ data: { place: project.id, count: 5 } })
    await checkRobotCounts(undefined, AbortSignal.abort())
    expect(await keptIn(project.id)).toBe(35)
    await checkRobotCounts()
    await expectRight()
  })
})
