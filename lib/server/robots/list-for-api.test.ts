import { describe, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import { wireRobot } from '../http/api/wire-robot'
import { countQueries } from '../testing/count-queries'
import { unique, useDatabase } from '../testing/database'
import { useHeldUses } from '../testing/hold-uses'
import { makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { listGrantable } from './grantable'
import { listRobotsForApi } from './list'

const url = useDatabase()
useHeldUses()

const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const list = (actor: Actor, q: string, more: { sort?: string; page?: number; size?: number } = {}) =>
  listRobotsForApi(actor, { q, sort: '', page: 1, size: 10, ...more })

async function projectWith(...names: string[]) {
  const project = await makeProject()
  const robots = []
  for (const name of names) robots.push(await makeRobot(project, { name }))
  const found = async (q: string, more = {}) => {
    const { rows } = await list(project.admin, `Level=project,ProjectID=${project.id},${q}`, more)
    return rows.map(({ name }) => name)
  }
  return { project, robots, found }
}

describe('listRobotsForApi', () => {
  test('one page of a project’s robots, in Harbor’s words', async () => {
    const project = await makeProject()
    setClock(() => new Date('2026-03-01T12:00:00.500Z'))
    const made = await makeRobot(project, { name: 'ci', description: 'builds', durationDays: 1 })
    const { rows, total } = await list(project.admin, `Level=project,ProjectID=${project.id}`)
    expect(total).toBe(1)
    expect(wireRobot(rows[0]!)).toEqual({
      id: made.id,
      name: `robot$${project.name}+ci`,
      description: 'builds',
      level: 'project',
      duration: 1,
      editable: true,
      disable: false,
      expires_at: Date.parse('2026-03-02T12:00:00Z') / 1000,
      permissions: [
        {
          kind: 'project',
          namespace: project.name,
          access: [{ resource: 'repository', action: 'pull', effect: 'allow' }],
        },
      ],
      creator_type: 'local',
      creator_ref: (project.admin as { id: number }).id,
      creation_time: '2026-03-01T12:00:00.500Z',
      update_time: '2026-03-01T12:00:00.500Z',
    })
  })

  test('the name check of the wizard: exact, with its project, decoded twice', async () => {
    const { project, found } = await projectWith('ci', 'ci-2')
    expect(await found(`name=${project.name}%2Bci`)).toEqual(['ci'])
    // Encoded once: no name holds the space that Harbor takes the plus sign for.
    expect(await found(`name=${project.name}+ci`)).toEqual(['ci'])
    expect(await found(`name=~${project.name}+c`)).toEqual(['ci', 'ci-2'])
    expect(await found('name=ci')).toEqual([])
  })

  test('parts of a name, with % and _ as they are and in either case', async () => {
    const { found } = await projectWith('a_b', 'axb', 'a.b')
    expect(await found('name=~A_B')).toEqual(['a_b'])
    expect(await found('name=~%25')).toEqual([])
    expect(await found('name=~a')).toEqual(['a.b', 'a_b', 'axb'].sort())
  })

  test('a robot of the old system has no login name: its name is what it is found by', async () => {
    const { project, robots, found } = await projectWith('ci', 'old')
    await db().robot.update({ where: { id: robots[1]!.id }, data: { legacy: true, loginName: null } })
    expect(await found('name=old')).toEqual(['old'])
    expect(await found(`name=${project.name}%2Bold`)).toEqual([])
    expect(await found(`name=~${project.name}%2B`)).toEqual(['ci'])
    expect(await found(`name={${project.name}%2Bci%20old}`)).toEqual(['ci', 'old'])
    expect(await found('name=~old')).toEqual(['old'])
    expect(await found('', { sort: '-name' })).toEqual(['old', 'ci'])
  })

  test('filters by type', async () => {
    const { found, robots } = await projectWith('one', 'two', 'three')
    await db().robot.update({
      where: { id: robots[1]!.id },
      data: { disabled: true, expiresAt: null, durationDays: -1 },
    })
    await db().robot.update({ where: { id: robots[2]!.id }, data: { createdAt: new Date('2026-03-01T12:00:00Z') } })
    expect(await found('disabled=true')).toEqual(['two'])
    expect(await found('Disabled=false')).toEqual(['one', 'three'])
    expect(await found('expiresat=-1')).toEqual(['two'])
    expect(await found('duration={-1 7}')).toEqual(['two'])
    expect(await found(`id=[${robots[1]!.id}~]`)).toEqual(['three', 'two'])
    expect(await found('creation_time=[2026-03-01T12:00:00~2026-03-01T12:00:00]')).toEqual(['three'])
    expect(await found('creation_time=[~2026-03-01T11:59:59]')).toEqual([])
    expect(await found('id=(1 2)')).toHaveLength(3)
  })

  test('sorts by allowed columns only, whatever the secrets are', async () => {
    const { found, robots } = await projectWith('a', 'b', 'c')
    expect(await found('', { sort: '-name' })).toEqual(['c', 'b', 'a'])
    expect(await found('', { sort: 'creation_time,-id' })).toHaveLength(3)
    for (const key of ['secret', 'salt', 'hash', 'secrets.hash', 'Secret__icontains', '__proto__', 'constructor']) {
      const before = [await found(`${key}=~a`, { sort: `-${key}` }), await found('', { sort: key })]
      await db().robotSecret.updateMany({ where: { robotId: robots[0]!.id }, data: { hash: unique('hash') } })
      expect([await found(`${key}=~a`, { sort: `-${key}` }), await found('', { sort: key })]).toEqual(before)
    }
  })

  test('pages, and what lies beyond them', async () => {
    const { project, found } = await projectWith('a', 'b', 'c')
    expect(await found('', { page: 2, size: 2 })).toEqual(['c'])
    expect(await found('', { page: 1_000_000_000, size: 100 })).toEqual([])
    const totals = [1, 2, 3, 9].map((page) =>
      list(project.admin, `Level=project,ProjectID=${project.id}`, { page, size: 2 }),
    )
    expect((await Promise.all(totals)).map(({ total }) => total)).toEqual([3, 3, 3, 3])
    const none = await list(project.admin, `Level=project,ProjectID=${project.id},name=none`, { size: 2 })
    expect(none).toEqual({ rows: [], total: 0 })
  })

  test('rows that are equal otherwise follow the direction, over the borders of pages', async () => {
    const { project, robots, found } = await projectWith('a', 'b', 'c', 'd', 'e')
    await db().robot.updateMany({ where: { projectId: project.id }, data: { createdAt: new Date(0) } })
    await db().robot.update({ where: { id: robots[0]!.id }, data: { createdAt: new Date(1) } })
    const paged = async (sort: string) =>
      (await Promise.all([1, 2, 3].map((page) => found('', { sort, page, size: 2 })))).flat().join('')
    expect(await paged('creation_time')).toBe('bcdea')
    expect(await paged('-creation_time')).toBe('aedcb')
  })

  test('as many queries for many rows as for one', async () => {
    const { project } = await projectWith('a', 'b', 'c', 'd', 'e')
    const page = (size: number) => list(project.admin, `Level=project,ProjectID=${project.id}`, { size, sort: '-name' })
    const [one, four] = [await countQueries(url(), () => page(1)), await countQueries(url(), () => page(4))]
    expect([one.result.rows.length, four.result.rows.length]).toEqual([1, 4])
    expect(four.statements).toHaveLength(one.count)
    expect(one.count).toBeLessThanOrEqual(10)
  })

  test.each([
    'name',
    'Level=other',
    'Level=~project',
    'Level=project',
    'Level=project,ProjectID=',
    'Level=project,ProjectID=x',
    'Level=project,ProjectID=0',
    'Level=project,ProjectID=1.5',
    'id=x',
    'id=99999999999999999999',
    'disabled=perhaps',
    'creation_time=yesterday',
    'id=~1',
  ])('%s is refused with a sentence', async (q) => {
    const { actor } = await makeUser({ isAdmin: true })
    await expect(list(actor, q)).rejects.toMatchObject({ kind: 'invalid', message: expect.stringMatching(/\w+ \w+/) })
  })

  test('an id beyond what the database holds is nobody’s', async () => {
    const { actor } = await makeUser({ isAdmin: true })
    expect(await list(actor, 'id=9007199254740991')).toEqual({ rows: [], total: 0 })
    expect(await list(actor, 'Level=project,ProjectID=9007199254740991')).toEqual({ rows: [], total: 0 })
  })

  test('who may see it', async () => {
    const project = await makeProject()
    const [open, q] = [await makeProject({ public: true }), `Level=project,ProjectID=${project.id}`]
    expect(await list(await makeMember(project.id, 'guest'), q)).toMatchObject({ total: 0 })
    await expect(list(await makeMember(project.id, 'limitedGuest'), q)).rejects.toEqual(refusal('forbidden'))
    await expect(list((await makeUser()).actor, `Level=project,ProjectID=${open.id}`)).rejects.toEqual(
      refusal('forbidden'),
    )
    await expect(list({ kind: 'anonymous' }, q)).rejects.toEqual(refusal('unauthorized'))
    await expect(list(project.admin, '')).rejects.toEqual(refusal('forbidden'))
    await expect(list(project.admin, 'level=project')).rejects.toEqual(refusal('forbidden'))
    expect(await list((await makeUser({ isAdmin: true })).actor, 'Level=system')).toMatchObject({ rows: [] })
  })

  test('whose project the actor may not know of gets what there is of an unknown one: nothing', async () => {
    const project = await makeProject()
    await makeRobot(project)
    const [none, unknown] = [{ rows: [], total: 0 }, 'Level=project,ProjectID=2147483000']
    const robot: Actor = { kind: 'robot', id: 1, name: 'robot$x', grants: [] }
    const disabled = (await makeUser({ isAdmin: true, disabled: true })).actor
    for (const actor of [(await makeUser()).actor, disabled, robot]) {
      expect(await list(actor, `Level=project,ProjectID=${project.id}`)).toEqual(none)
      expect(await list(actor, unknown)).toEqual(none)
    }
    expect(await list((await makeUser({ isAdmin: true })).actor, unknown)).toEqual(none)
    await expect(list({ kind: 'anonymous' }, unknown)).rejects.toEqual(refusal('unauthorized'))
  })

  test('a robot needs robot:list in that scope', async () => {
    const project = await makeProject()
    const robot = (action: string): Actor => ({
      kind: 'robot',
      id: 1,
      name: 'robot$x',
      grants: [{ scope: 'project', projectId: project.id, access: [{ resource: 'robot', action }] }],
    })
    expect(await list(robot('list'), `Level=project,ProjectID=${project.id}`)).toMatchObject({ total: 0 })
    await makeRobot(project)
    expect(await list(robot('read'), `Level=project,ProjectID=${project.id}`)).toMatchObject({ total: 0 })
    expect(await list(robot('list'), `Level=project,ProjectID=${project.id}`)).toMatchObject({ total: 1 })
    await expect(list(robot('list'), '')).rejects.toEqual(refusal('forbidden'))
  })
})

describe('listGrantable', () => {
  test('all for a system admin, the project’s for an admin of one, nothing for others', async () => {
    const project = await makeProject()
    expect(Object.keys(await listGrantable((await makeUser({ isAdmin: true })).actor))).toEqual(['system', 'project'])
    const { system, project: pairs } = await listGrantable(project.admin)
    expect([system, pairs?.length]).toEqual([undefined, 75])
    await expect(listGrantable(await makeMember(project.id, 'maintainer'))).rejects.toEqual(refusal('forbidden'))
    await expect(listGrantable({ kind: 'robot', id: 1, name: 'r', grants: [] })).rejects.toEqual(refusal('forbidden'))
    await expect(listGrantable({ kind: 'anonymous' })).rejects.toEqual(refusal('unauthorized'))
  })
})
