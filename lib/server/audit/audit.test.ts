import { describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { AuditFilter } from '@/lib/domain/audit/audit-row'
import type { Actor, Grant } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import { removeRobot } from '../robots/remove'
import { setRobotDisabled } from '../robots/set-disabled'
import { useDatabase } from '../testing/database'
import { makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { eventChanges } from './changes'
import { exportEvents, type ExportedEvent } from './export'
import { listEvents, type LogQuery } from './list'
import { listEventsForApi } from './list-for-api'
import { record } from '../rights/record'
import { recordDenial } from '../rights/record-denial'
import type { LogScope } from './visible'

useDatabase()

const all: AuditFilter = { operation: null, actor: '', resource: '', robotId: null, from: null, to: null }
const firstPage: LogQuery = { ...all, sort: '-at', page: 1, size: 15 }
const whole: LogScope = { kind: 'system' }
const of = ({ name }: { name: string }): LogScope => ({ kind: 'project', name })
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })

type Project = Awaited<ReturnType<typeof makeProject>>
const eventsOf = (project: Project, query: Partial<LogQuery> = {}, actor: Actor = project.admin) =>
  listEvents(actor, of(project), { ...firstPage, ...query })

async function exported(actor: Actor, scope: LogScope, filter: Partial<AuditFilter> = {}) {
  const events: ExportedEvent[] = []
  for await (const event of await exportEvents(actor, scope, { ...all, ...filter })) events.push(event)
  return events
}

/** So many plain events of one moment, named `bulk-<number>`: copies of the first, made by the database. */
async function addEvents(project: Project, count: number) {
  const actor = { actorKind: 'system', actorName: 'system', operation: 'robot.create', resourceType: 'robot' }
  const about = { resource: 'bulk-0', projectId: project.id, projectName: project.name, result: 'success' }
  const { id } = await db().auditEvent.create({ data: { at: new Date('2020-01-01T00:00:00Z'), ...actor, ...about } })
  await db().$executeRaw`
    INSERT INTO "AuditEvent" ("at", "actorKind", "actorName", "operation", "resourceType", "resource", "projectId", "projectName", "result")
    WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count - 1})
    SELECT "at", "actorKind", "actorName", "operation", "resourceType", 'bulk-' || i, "projectId", "projectName", "result"
    FROM "AuditEvent" CROSS JOIN numbers WHERE "id" = ${id} ORDER BY i`
}

describe('who may read', () => {
  test('a project admin the project’s log', async () => {
    const project = await makeProject()
    await makeRobot(project)
    const actor = await makeMember(project.id, 'projectAdmin')
    expect((await eventsOf(project, {}, actor)).total).toBe(1)
    expect(await exported(actor, of(project))).toHaveLength(1)
    await expect(listEvents(actor, whole, firstPage)).rejects.toEqual(refusal('forbidden'))
    await expect(exportEvents(actor, whole, all)).rejects.toEqual(refusal('forbidden'))
  })

  test('nobody else', async () => {
    const [open, closed] = [await makeProject({ public: true }), await makeProject()]
    const cases: [Actor, Project | null, string][] = [
      [await makeMember(closed.id, 'maintainer'), closed, 'forbidden'],
      [await makeMember(closed.id, 'developer'), closed, 'forbidden'],
      [await makeMember(closed.id, 'guest'), closed, 'forbidden'],
      [await makeMember(closed.id, 'limitedGuest'), closed, 'forbidden'],
      [(await makeUser()).actor, open, 'forbidden'],
      [(await makeUser()).actor, closed, 'not-found'],
      [open.admin, closed, 'not-found'],
      [{ kind: 'anonymous' }, open, 'unauthorized'],
      [{ kind: 'anonymous' }, null, 'unauthorized'],
      [(await makeUser({ isAdmin: true, disabled: true })).actor, null, 'forbidden'],
      [robot({ scope: 'all-projects', access: [parseAccessKey('repository:pull')] }), closed, 'not-found'],
      [robot({ scope: 'all-projects', access: [parseAccessKey('log:list')] }), null, 'forbidden'],
    ]
    for (const [actor, project, kind] of cases) {
      const scope = project ? of(project) : whole
      await expect(listEvents(actor, scope, firstPage)).rejects.toEqual(refusal(kind))
      await expect(exportEvents(actor, scope, all)).rejects.toEqual(refusal(kind))
    }
    await expect(listEvents(open.admin, of({ name: 'no-such' }), firstPage)).rejects.toEqual(refusal('not-found'))
  })

  test('a system admin, and a robot that was given the right, everything', async () => {
    const project = await makeProject()
    const { id } = await makeRobot(project)
    const reader = robot({ scope: 'system', access: [parseAccessKey('audit-log:list')] })
    for (const actor of [(await makeUser({ isAdmin: true })).actor, reader]) {
      const { rows } = await listEvents(actor, whole, { ...firstPage, robotId: id })
      expect(rows).toMatchObject([{ operation: 'robot.create', project: project.name }])
    }
  })

  test('what an event has changed: whoever the API lists it for, and nobody else', async () => {
    const [project, other] = [await makeProject({ public: true }), await makeProject()]
    await makeRobot(project)
    await db().$transaction((tx) =>
      record(tx, { kind: 'system' }, { operation: 'user.create', resource: user('ann'), result: 'success', after: {} }),
    )
    const [inProject, inSystem] = await db()
      .auditEvent.findMany({ orderBy: { id: 'desc' }, take: 2 })
      .then((two) => two.toReversed())
    const of = (...keys: string[]) => keys.map(parseAccessKey)
    const readers: [Actor, boolean, boolean][] = [
      [(await makeUser({ isAdmin: true })).actor, true, true],
      [project.admin, true, false],
      [await makeMember(project.id, 'projectAdmin'), true, false],
      [await makeMember(project.id, 'maintainer'), false, false],
      [await makeMember(project.id, 'limitedGuest'), false, false],
      [other.admin, false, false],
      [(await makeUser()).actor, false, false],
      [(await makeUser({ isAdmin: true, disabled: true })).actor, false, false],
      [robot({ scope: 'system', access: of('audit-log:list') }), true, true],
      [robot({ scope: 'all-projects', access: of('log:list') }), true, false],
      [robot({ scope: 'project', projectId: project.id, access: of('log:list') }), true, false],
      [robot({ scope: 'project', projectId: other.id, access: of('log:list') }), false, false],
      [robot({ scope: 'project', projectId: project.id, access: of('repository:pull') }), false, false],
    ]
    for (const [actor, ...seen] of readers) {
      for (const [index, { id }] of [inProject!, inSystem!].entries()) {
        const listed = await listEventsForApi(actor, null, { q: `id=${id}`, sort: '', page: 1, size: 10 })
        expect(listed.total).toBe(seen[index] ? 1 : 0)
        const read = eventChanges(actor, id)
        if (seen[index]) expect(await read).toHaveLength(index === 0 ? 5 : 0)
        else await expect(read).rejects.toEqual(refusal('not-found'))
      }
    }
    await expect(eventChanges({ kind: 'anonymous' }, inProject!.id)).rejects.toEqual(refusal('unauthorized'))
    await expect(eventChanges(readers[0]![0], 2 ** 31 - 1)).rejects.toEqual(refusal('not-found'))
  })

  test('a project’s log has no event of another project or of the system', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const { name } = await makeRobot(project, { name: 'ci' })
    await makeRobot(other, { name: 'ci' })
    await recordDenial(
      { kind: 'anonymous' },
      { operation: 'user.sign-in', resource: { type: 'user', name }, result: 'denied' },
    )
    expect((await eventsOf(project)).rows.map(({ resource }) => resource)).toEqual([name])
    expect((await exported(project.admin, of(project))).map(({ resource }) => resource)).toEqual([name])
    const theirs = await db().robot.findFirstOrThrow({ where: { projectId: other.id } })
    expect((await eventsOf(project, { robotId: theirs.id })).rows).toEqual([])
  })

  test('addresses are for admins, not for robots that may read the log', async () => {
    const project = await makeProject()
    await makeRobot({ ...project, admin: { ...project.admin, source: { address: '192.0.2.7', requestId: 'r1' } } })
    const reader = robot({ scope: 'project', projectId: project.id, access: [parseAccessKey('log:list')] })
    expect((await eventsOf(project)).rows).toMatchObject([{ address: '192.0.2.7', requestId: 'r1' }])
    expect((await eventsOf(project, {}, reader)).rows).toMatchObject([{ address: null, requestId: 'r1' }])
    expect(await exported(project.admin, of(project))).toMatchObject([{ address: '192.0.2.7' }])
    expect(await exported(reader, of(project))).toMatchObject([{ address: null }])
  })
})

describe('filters', () => {
  async function history() {
    const project = await makeProject()
    const second = await makeMember(project.id, 'projectAdmin')
    setClock(() => new Date('2026-03-01T10:00:00Z'))
    const a = await makeRobot(project, { name: 'a_b' })
    setClock(() => new Date('2026-03-01T11:00:00Z'))
    const b = await makeRobot({ ...project, admin: second }, { name: 'axb' })
    setClock(() => new Date('2026-03-01T12:00:00Z'))
    await setRobotDisabled(second, { id: a.id, disabled: true })
    setClock(() => new Date('2026-03-01T12:00:00Z'))
    await removeRobot(project.admin, a.id)
    setClock()
    return { project, second, a, b }
  }
  const short = ({ rows }: Awaited<ReturnType<typeof listEvents>>) =>
    rows.map(({ operation, resource }) => `${operation} ${resource.split('+')[1]}`)

  test('newest first or last, in pages', async () => {
    const { project } = await history()
    const order = ['robot.delete a_b', 'robot.disable a_b', 'robot.create axb', 'robot.create a_b']
    expect(short(await eventsOf(project))).toEqual(order)
    expect(short(await eventsOf(project, { sort: 'at' }))).toEqual(order.toReversed())
    expect(await eventsOf(project, { page: 2 })).toEqual({ rows: [], total: 4, more: false })
    expect((await exported(project.admin, of(project))).map(({ operation }) => operation)).toEqual(
      order.map((each) => each.split(' ')[0]),
    )
  })

  test('each alone and together', async () => {
    const { project, second, a } = await history()
    const found = async (filter: Partial<LogQuery>) => {
      const listed = short(await eventsOf(project, filter))
      expect(await exported(project.admin, of(project), filter)).toHaveLength(listed.length)
      return listed
    }
    expect(await found({ operation: 'robot.create' })).toEqual(['robot.create axb', 'robot.create a_b'])
    expect(await found({ actor: (second as { name: string }).name.toUpperCase() })).toHaveLength(2)
    expect(await found({ resource: 'a_b' })).toHaveLength(3)
    expect(await found({ resource: `ROBOT$${project.name}+AX` })).toEqual(['robot.create axb'])
    expect(await found({ resource: '%' })).toEqual([])
    expect(await found({ resource: "' OR 1=1 --" })).toEqual([])
    expect(await found({ robotId: a.id })).toHaveLength(3)
    expect(await found({ robotId: 2 ** 31 - 1 })).toEqual([])
    const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour))
    expect(await found({ from: at(11), to: at(12) })).toEqual(['robot.create axb'])
    expect(await found({ from: at(12) })).toHaveLength(2)
    expect(await found({ to: at(11) })).toEqual(['robot.create a_b'])
    expect(await found({ robotId: a.id, operation: 'robot.create', from: at(11) })).toEqual([])
  })

  test('what was changed, and nothing else', async () => {
    const { project, a } = await history()
    const { rows } = await eventsOf(project, { robotId: a.id })
    expect(rows.map(({ changeCount }) => changeCount)).toEqual([5, 1, 5])
    const [removed, disabled, made] = await Promise.all(rows.map(({ id }) => eventChanges(project.admin, id)))
    expect(disabled).toEqual([{ field: 'disabled', before: false, after: true }])
    const access = (changes = made) => changes!.find(({ field }) => field === 'access')
    expect(access()).toEqual({ field: 'access', before: undefined, after: ['repository:pull'] })
    expect(access(removed)).toEqual({ field: 'access', before: ['repository:pull'], after: undefined })
  })
})

describe('a long log', () => {
  test('is listed to its ten thousandth event, and exported whole', async () => {
    const project = await makeProject()
    await addEvents(project, 10_040)
    const newest = await eventsOf(project, { size: 100 })
    expect(newest).toMatchObject({ total: 10_000, more: true })
    expect(newest.rows).toHaveLength(100)
    expect((await eventsOf(project, { size: 100, page: 100 })).rows).toHaveLength(100)
    expect((await eventsOf(project, { size: 15, page: 667 })).rows).toHaveLength(10)
    expect((await eventsOf(project, { size: 100, page: 101 })).rows).toEqual([])
    expect((await eventsOf(project, { page: 1_000_000 })).rows).toEqual([])
    const names = (await exported(project.admin, of(project))).map(({ resource }) => resource)
    expect(names).toEqual(Array.from({ length: 10_040 }, (_, index) => `bulk-${10_039 - index}`))
  })

  test('an export keeps its place while events arrive, and ends when the right is lost', async () => {
    const project = await makeProject()
    await addEvents(project, 1_100)
    const member = await makeMember(project.id, 'projectAdmin')
    let count = 0
    const reading = async () => {
      for await (const event of await exportEvents(member, of(project), all)) {
        expect(event.resource).toBe(`bulk-${1_099 - count}`)
        if (++count === 1) await db().$transaction((tx) => record(tx, { kind: 'system' }, later(project)))
        if (count === 600) await db().projectMember.deleteMany({ where: { projectId: project.id } })
      }
    }
    await expect(reading()).rejects.toEqual(refusal('not-found'))
    expect(count).toBe(1_000)
  })
})

const user = (name: string) => ({ type: 'user' as const, name })

const later = (project: Project) => ({
  operation: 'robot.create' as const,
  resource: { type: 'robot' as const, name: 'later', project: { id: project.id, name: project.name } },
  result: 'success' as const,
})

const robot = (...grants: Grant[]): Actor => ({ kind: 'robot', id: 1, name: 'robot$reader', grants })

test('only failures, and what one request did: in the list and in the export', async () => {
  const project = await makeProject()
  const row = { actorKind: 'user', actorName: 'x', operation: 'robot.update', resourceType: 'robot' }
  const about = { projectId: project.id, projectName: project.name }
  for (const [resource, result, requestId] of [
    ['fine', 'success', 'one'],
    ['denied', 'denied', 'one'],
    ['failed', 'failure', 'two'],
  ] as const) {
    await db().auditEvent.create({ data: { ...row, ...about, at: new Date(), resource, result, requestId } })
  }
  const names = async (filter: Partial<AuditFilter>) => {
    const listed = (await eventsOf(project, filter)).rows.map(({ resource }) => resource).sort()
    expect((await exported(project.admin, of(project), filter)).map(({ resource }) => resource).sort()).toEqual(listed)
    return listed
  }
  expect(await names({ failed: true })).toEqual(['denied', 'failed'])
  expect(await names({ requestId: 'one' })).toEqual(['denied', 'fine'])
  expect(await names({ requestId: 'one', failed: true })).toEqual(['denied'])
  expect(await names({ requestId: 'on' })).toEqual([])
})
