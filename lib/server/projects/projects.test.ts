import { describe, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { addMember, makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { createProject } from './create'
import { listProjects } from './list'

useDatabase()

const firstPage = { search: '', sort: 'name', page: 1, size: 15 } as const
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const systemRobot = (grants: Extract<Actor, { kind: 'robot' }>['grants']): Actor => ({
  kind: 'robot',
  id: 1,
  name: 'robot$x',
  grants,
})

describe('createProject', () => {
  test('makes its creator project admin, with an audit row', async () => {
    const { actor, id: userId } = await makeUser({ isAdmin: true })
    const name = unique('project')
    const { id } = await createProject(actor, { name, public: true })
    const project = await db().project.findUniqueOrThrow({ where: { id }, include: { members: true } })
    expect(project).toMatchObject({ name, public: true, ownerId: userId, members: [{ userId, role: 'projectAdmin' }] })
    expect(await db().auditEvent.findMany({ where: { projectId: id } })).toMatchObject([
      { operation: 'project.create', result: 'success', resource: name },
    ])
  })

  test('is refused to who is no system admin, and a taken name is a conflict', async () => {
    const project = await makeProject()
    await expect(createProject(project.admin, { name: unique('p'), public: false })).rejects.toEqual(
      refusal('forbidden'),
    )
    const { actor } = await makeUser({ isAdmin: true })
    await expect(createProject(actor, { name: project.name, public: false })).rejects.toMatchObject({
      kind: 'conflict',
      reason: 'project-exists',
    })
  })

  test('a system robot that may makes it for the first system admin', async () => {
    const robot = systemRobot([{ scope: 'system', access: [{ resource: 'project', action: 'create' }] }])
    await makeUser({ isAdmin: true })
    const first = await db().user.findFirstOrThrow({ where: { isAdmin: true }, orderBy: { id: 'asc' } })
    const { id } = await createProject(robot, { name: unique('project'), public: false })
    expect(await db().project.findUniqueOrThrow({ where: { id } })).toMatchObject({ ownerId: first.id })
  })

  test('of twenty at once with one name exactly one is made', async () => {
    const { actor } = await makeUser({ isAdmin: true })
    const name = unique('project')
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => createProject(actor, { name, public: false })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(tries.flatMap((each) => (each.status === 'rejected' ? [each.reason.kind] : []))).toEqual(
      Array(19).fill('conflict'),
    )
    expect(await db().auditEvent.count({ where: { operation: 'project.create', resource: name } })).toBe(1)
  })
})

describe('listProjects', () => {
  async function world() {
    const stem = unique('world')
    const make = async (name: string, isPublic: boolean) => {
      const project = await makeProject({ public: isPublic })
      await db().project.update({ where: { id: project.id }, data: { name: `${stem}-${name}` } })
      return { ...project, name: `${stem}-${name}` }
    }
    const projects = {
      open: await make('open', true),
      closed: await make('closed', false),
      other: await make('other', false),
    }
    const seen = async (actor: Actor, fields: object = {}) =>
      (await listProjects(actor, { ...firstPage, search: stem, ...fields })).rows.map(({ name }) =>
        name.slice(stem.length + 1),
      )
    return { ...projects, stem, seen }
  }

  test('shows a member its projects and the public ones, an admin all, a visitor the public ones', async () => {
    const { closed, seen } = await world()
    expect(await seen(await makeMember(closed.id, 'limitedGuest'))).toEqual(['closed', 'open'])
    expect(await seen((await makeUser({ isAdmin: true })).actor)).toEqual(['closed', 'open', 'other'])
    expect(await seen((await makeUser()).actor)).toEqual(['open'])
    expect(await seen({ kind: 'anonymous' })).toEqual(['open'])
  })

  test('takes _ and % in a search as they are', async () => {
    const stem = unique('s')
    for (const name of [`${stem}_x`, `${stem}-x`]) {
      const { id } = await makeProject({ public: true })
      await db().project.update({ where: { id }, data: { name } })
    }
    const found = async (search: string) =>
      (await listProjects({ kind: 'anonymous' }, { ...firstPage, search })).rows.map(({ name }) => name)
    expect(await found(`${stem}_`)).toEqual([`${stem}_x`])
    expect(await found(`${stem}%`)).toEqual([])
  })

  test('shows a disabled user only what everybody sees', async () => {
    const { closed, seen } = await world()
    const user = await makeUser({ disabled: true })
    await addMember(closed.id, user.id, 'projectAdmin')
    expect(await seen(user.actor)).toEqual(['open'])
  })

  test('tells the role, and the number of robots to who may see them', async () => {
    const { open, closed, stem } = await world()
    await makeRobot({ name: closed.name, admin: closed.admin })
    const user = await makeUser()
    await addMember(closed.id, user.id, 'guest')
    const { rows } = await listProjects(user.actor, { ...firstPage, search: stem })
    expect(rows).toMatchObject([
      { name: closed.name, public: false, role: 'guest', robotCount: 1 },
      { name: open.name, public: true, role: null, robotCount: null },
    ])
    const limited = await listProjects(await makeMember(closed.id, 'limitedGuest'), { ...firstPage, search: stem })
    expect(limited.rows[0]).toMatchObject({ role: 'limitedGuest', robotCount: null })
    const all = await listProjects((await makeUser({ isAdmin: true })).actor, { ...firstPage, search: stem })
    expect(all.rows[0]).toMatchObject({ role: 'systemAdmin', robotCount: 1 })
  })

  test('searches, sorts and pages; search takes _ and % as they are', async () => {
    const { stem, seen } = await world()
    const { actor } = await makeUser({ isAdmin: true })
    expect(await seen(actor, { sort: '-name' })).toEqual(['other', 'open', 'closed'])
    expect(await seen(actor, { sort: '-created' })).toEqual(['other', 'closed', 'open'])
    expect(await seen(actor, { search: `${stem}-O`.toUpperCase() })).toEqual(['open', 'other'])
    expect(await seen(actor, { search: `${stem}_` })).toEqual([])
    const under = await createProject(actor, { name: `${stem}-a_b`, public: false })
    expect(await seen(actor, { search: `${stem}-a_` })).toEqual(['a_b'])
    expect(await seen(actor, { search: `${stem}-o_` })).toEqual([])
    await db().project.delete({ where: { id: under.id } })
    const second = await listProjects(actor, { ...firstPage, search: stem, page: 2 })
    expect(second).toEqual({ rows: [], total: 3, mayCreate: true })
  })
})
