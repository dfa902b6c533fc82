import { beforeAll, describe, expect, test } from 'vitest'
import { auditedDifference } from '@/lib/domain/audit/audited-difference'
import { accessKey, parseAccessKey } from '@/lib/domain/permissions/access'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { db } from '../store/db'
import { editRobot } from '../http/api/operations/robots'
import { newRobotSpec } from '../http/api/robot-request'
import { createRobot } from '../robots/create'
import { removeRobot } from '../robots/remove'
import { updateRobot } from '../robots/update'
import { countQueries } from '../testing/count-queries'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, inSystem, makeSystemRobot, makeUser, selected } from '../testing/make'
import { eventChanges } from './changes'
import { exportEvents } from './export'
import { listEvents } from './list'
import { listEventsForApi } from './list-for-api'

// What the log keeps and sends of a robot that is everywhere.

const url = useDatabase()
const count = 5_000
const pull = ['repository:pull'].map(parseAccessKey)
const pushPull = ['repository:pull', 'repository:push'].map(parseAccessKey)
const everything = permissionCatalog.project.map((access) => accessKey(access)).map(parseAccessKey)

let admin: Actor
let ids: number[]
beforeAll(async () => {
  const user = await makeUser({ isAdmin: true })
  admin = user.actor
  const at = { createdAt: now(), updatedAt: now() }
  const data = Array.from({ length: count }, (_, index) => ({ name: `wide-${String(index).padStart(4, '0')}` }))
  await db().project.createMany({ data: data.map((row) => ({ ...row, ownerId: user.id, ...at })) })
  ids = (await db().project.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id)
}, 120_000)

const makeWide = async (projects = ids): Promise<number> =>
  (await makeSystemRobot(admin, { name: unique('wide'), projects: selected(projects) })).id
const edit = (id: number, version: number, projects = selected([])) =>
  updateRobot(admin, { ...inSystem([], projects), description: 'new', id, version })
async function lastOf(id: number) {
  const row = (await auditOfRobot(id)).at(-1)!
  return { ...row, length: (row.before?.length ?? 0) + (row.after?.length ?? 0) }
}

describe('a row', { timeout: 120_000 }, () => {
  test('of making, editing and deleting it tells the difference, and names a hundred projects', async () => {
    const id = await makeWide()
    const made = await lastOf(id)
    expect(made.length).toBeLessThan(2_000)
    const names = Array.from({ length: 100 }, (_, index) => `wide-${String(index).padStart(4, '0')}`).join(', ')
    expect(JSON.parse(made.after!)).toMatchObject({ projects: { items: [`${names}: repository:pull`], more: 4_900 } })

    await edit(id, 1)
    const described = await lastOf(id)
    expect([described.before, described.after]).toEqual(['{"description":""}', '{"description":"new"}'])

    await edit(id, 2, selected(ids.slice(10), pushPull))
    const changed = await lastOf(id)
    expect(changed.length).toBeLessThan(4_000)
    expect(JSON.parse(changed.before!)).toEqual({
      projects: { items: [expect.stringMatching(/^wide-0010, .*wide-0109: repository:pull$/)], more: 4_890, kept: 10 },
    })
    expect(JSON.parse(changed.after!)).toEqual({
      projects: {
        items: [expect.stringMatching(/: repository:pull,push$/)],
        more: 4_890,
        kept: 10,
        alike: {
          groups: [
            {
              before: 'repository:pull',
              after: 'repository:pull,push',
              count: 4_990,
              some: ['wide-0010', 'wide-0011', 'wide-0012', 'wide-0013', 'wide-0014'],
            },
          ],
          others: { count: 0, wider: false },
        },
      },
    })
    // The same words as for a few: the event holds what they need.
    const told = auditedDifference(await eventChanges(admin, changed.id))
    expect(told).toMatchObject({
      partial: false,
      difference: { places: [{ where: { count: 4_990 }, added: [{ keys: ['repository:push'] }], removed: [] }] },
    })

    await edit(id, 3, selected([], pull, [ids[7]!]))
    const one = await lastOf(id)
    expect(JSON.parse(one.before!)).toEqual({ projects: { items: ['wide-0007: repository:pull'], kept: 4_999 } })
    expect(JSON.parse(one.after!)).toEqual({ projects: { items: [], kept: 4_999 } })

    await removeRobot(admin, id)
    const removed = await lastOf(id)
    expect(removed.length).toBeLessThan(2_000)
    expect(JSON.parse(removed.before!)).toMatchObject({ projects: { more: 4_899 } })
  })

  test('of a set of its own in each project is no longer', async () => {
    const overrides = ids
      .slice(0, 200)
      .map((id, index) => ({ access: everything.toSpliced(index % 60, 1), projects: [id] }))
    const { id } = await makeSystemRobot(admin, {
      projects: { kind: 'selected', selection: { overrides, unselected: [] } },
    })
    const made = await lastOf(id)
    expect(made.length).toBeLessThan(11_000)
    const { items, more } = (JSON.parse(made.after!) as { projects: { items: string[]; more: number } }).projects
    expect(items.flatMap((item) => item.split(': ')[0]!.split(', ')).length + more).toBe(200)
  })

  test('by the API likewise, and no name is looked up that is not told', async () => {
    const id = await makeWide(ids.slice(0, 1_000))
    const { name } = await db().robot.findUniqueOrThrow({ where: { id } })
    const permissions = ids.slice(0, 1_000).map((_, index) => ({
      kind: 'project',
      namespace: `wide-${String(index).padStart(4, '0')}`,
      repositories: undefined,
      access: pushPull.map((each) => ({ ...each, effect: undefined, repositories: undefined })),
    }))
    const body = { name: `robot$${name}`, level: 'system', duration: 30, permissions, description: '', disable: false }
    const { count: queries } = await countQueries(url(), () => editRobot(admin, id, body))
    const row = await lastOf(id)
    expect(row.length).toBeLessThan(4_000)
    expect(JSON.parse(row.after!)).toMatchObject({ projects: { more: 900, kept: 0 } })
    expect(queries).toBeLessThan(30)
    const made = await createRobot(admin, newRobotSpec({ ...body, name: unique('api'), secret: undefined }))
    expect((await lastOf(made.id)).length).toBeLessThan(2_000)
  })
})

describe('what is sent', { timeout: 120_000 }, () => {
  const query = { operation: null, actor: '', resource: '', from: null, to: null, sort: '-at', page: 1 } as const

  /** As they were written before there was a bound: every project on both sides of every edit. */
  async function oldEvents(howMany: number): Promise<number> {
    const robotId = 1_000_000 + Math.floor(Math.random() * 1_000_000)
    const names = Array.from({ length: count }, (_, index) => `wide-${String(index).padStart(4, '0')}`).join(', ')
    const about = {
      actorKind: 'user',
      actorName: 'old',
      operation: 'robot.update',
      resourceType: 'robot',
      result: 'success',
    }
    const text = (access: string) => JSON.stringify({ description: 'same', projects: [`${names}: ${access}`] })
    const sides = { before: text('repository:pull'), after: text('repository:pull,push'), changeCount: 1 }
    const row = { at: now(), ...about, resource: 'robot$old', resourceId: robotId, ...sides }
    await db().auditEvent.createMany({ data: Array.from({ length: howMany }, () => row) })
    return robotId
  }

  test('a page of a hundred huge events is small, and does not even read what they changed', async () => {
    const robotId = await oldEvents(100)
    const { result, statements } = await countQueries(url(), () =>
      listEvents(admin, { kind: 'system' }, { ...query, robotId, size: 100 }),
    )
    expect(result.rows).toHaveLength(100)
    expect(JSON.stringify(result).length).toBeLessThan(40_000)
    expect(result.rows[0]).toMatchObject({ changeCount: 1 })
    expect(statements.filter((sql) => /"(before|after)"/.test(sql))).toEqual([])
    const api = await countQueries(url(), () =>
      listEventsForApi(admin, null, { q: 'resource=robot$old', sort: '', page: 1, size: 100 }),
    )
    expect(api.result.rows).toHaveLength(100)
    expect(api.statements.filter((sql) => /"(before|after)"/.test(sql))).toEqual([])
  })

  test('one event and an export of many are bounded too, and tell what changed', async () => {
    const robotId = await oldEvents(60)
    const { id } = await db().auditEvent.findFirstOrThrow({ where: { resourceId: robotId } })
    const changes = await eventChanges(admin, id)
    expect(changes).toMatchObject([{ field: 'projects', before: { kept: 0 }, after: { kept: 0 } }])
    expect(JSON.stringify(changes).length).toBeLessThan(21_000)
    let exported = 0
    for await (const event of await exportEvents(admin, { kind: 'system' }, { ...query, robotId })) {
      expect(event.before!.length + event.after!.length).toBeLessThan(21_000)
      expect(event.before).toContain('wide-0000, wide-0001')
      exported++
    }
    expect(exported).toBe(60)
  })
})
