import { describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { insertTestRobot } from '../testing/world'
import { removeProject } from './remove'
import { updateProject } from './update'

useDatabase()

const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const others: Role[] = ['maintainer', 'developer', 'guest', 'limitedGuest']
const auditOfProject = (id: number) =>
  db().auditEvent.findMany({ where: { resourceType: 'project', resourceId: id }, orderBy: { id: 'asc' } })
const login = async ({ name, secret }: { name: string; secret: string }) =>
  authenticateRobot({ username: name, secret, source: {} }, await readSignIn(name))

describe('updateProject', () => {
  test('makes public and private again, with an audit row each', async () => {
    const project = await makeProject()
    await updateProject(project.admin, { id: project.id, public: true })
    expect(await db().project.findUniqueOrThrow({ where: { id: project.id } })).toMatchObject({ public: true })
    await updateProject(project.admin, { id: project.id, public: false })
    expect(await db().project.findUniqueOrThrow({ where: { id: project.id } })).toMatchObject({ public: false })
    const rows = await auditOfProject(project.id)
    expect(rows).toMatchObject([
      { operation: 'project.update', result: 'success', resource: project.name, before: '{"public":false}' },
      { operation: 'project.update', result: 'success', before: '{"public":true}', after: '{"public":false}' },
    ])
  })

  test('is forbidden to all other roles; who sees no project hears of none', async () => {
    const project = await makeProject()
    for (const role of others) {
      const actor = await makeMember(project.id, role)
      await expect(updateProject(actor, { id: project.id, public: true })).rejects.toEqual(refusal('forbidden'))
    }
    const stranger = (await makeUser()).actor
    await expect(updateProject(stranger, { id: project.id, public: true })).rejects.toEqual(refusal('not-found'))
    await expect(updateProject(stranger, { id: 999_999_999, public: true })).rejects.toEqual(refusal('not-found'))
    expect(await db().project.findUniqueOrThrow({ where: { id: project.id } })).toMatchObject({ public: false })
    const { actor } = await makeUser({ isAdmin: true })
    await updateProject(actor, { id: project.id, public: true })
    expect(await db().project.findUniqueOrThrow({ where: { id: project.id } })).toMatchObject({ public: true })
  })
})

describe('removeProject', () => {
  test('takes robots, secrets, grants and members along, and their logins fail', async () => {
    const project = await makeProject()
    const [first, second] = [await makeRobot(project, { name: 'b' }), await makeRobot(project, { name: 'a' })]
    await makeMember(project.id, 'guest')
    expect(await login(first)).not.toBeNull()

    expect(await removeProject(project.admin, project.id)).toEqual({ robots: 2 })
    const where = { projectId: project.id }
    expect(await db().project.count({ where: { id: project.id } })).toBe(0)
    expect(await db().robot.count({ where })).toBe(0)
    expect(await db().robotSecret.count({ where: { robotId: { in: [first.id, second.id] } } })).toBe(0)
    expect(await db().robotGrant.count({ where: { robotId: { in: [first.id, second.id] } } })).toBe(0)
    expect(await db().projectMember.count({ where })).toBe(0)
    expect(await login(first)).toBeNull()
    expect(await login(second)).toBeNull()
    const rows = await auditOfProject(project.id)
    expect(rows).toMatchObject([{ operation: 'project.delete', result: 'success', resource: project.name }])
    expect(JSON.parse(rows[0]!.before!)).toEqual({
      public: false,
      robots: 2,
      robotNames: ['a', 'b'],
      systemRobotGrants: 0,
      members: 2,
    })
  })

  test("takes system robots' grants on it, and nothing else of theirs", async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const grants = [project, other].map(({ id }) => ({ project: id, access: [parseAccessKey('repository:pull')] }))
    const robot = await insertTestRobot({ grants })
    await removeProject(project.admin, project.id)
    expect(await login(robot)).toMatchObject({ grants: [{ scope: 'project', projectId: other.id }] })
    expect(JSON.parse((await auditOfProject(project.id))[0]!.before!)).toMatchObject({
      robots: 0,
      systemRobotGrants: 1,
    })
  })

  test('leaves other projects and the history as they are', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const [mine, theirs] = [await makeRobot(project), await makeRobot(other)]
    await removeProject(project.admin, project.id)
    expect(await login(theirs)).not.toBeNull()
    expect(await db().projectMember.count({ where: { projectId: other.id } })).toBe(1)
    expect(await db().auditEvent.count({ where: { resourceType: 'robot', resourceId: mine.id } })).toBeGreaterThan(0)
  })

  test('is forbidden to all other roles, and then everything is still there', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    for (const role of others) {
      const actor = await makeMember(project.id, role)
      await expect(removeProject(actor, project.id), role).rejects.toEqual(refusal('forbidden'))
    }
    await expect(removeProject((await makeUser()).actor, project.id)).rejects.toEqual(refusal('not-found'))
    expect(await login(robot)).not.toBeNull()
    const denied = await db().auditEvent.count({
      where: { projectId: project.id, operation: 'project.delete', result: 'denied' },
    })
    expect(denied).toBe(5)
  })

  test('of several at once exactly one succeeds, the others find nothing', async () => {
    const project = await makeProject()
    const admins: Actor[] = [project.admin, (await makeUser({ isAdmin: true })).actor]
    const tries = await Promise.allSettled([...admins, ...admins].map((actor) => removeProject(actor, project.id)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(tries.flatMap((each) => (each.status === 'rejected' ? [each.reason.kind] : []))).toEqual(
      Array(3).fill('not-found'),
    )
    // Whose membership went with the project in the midst of it is also on record as refused.
    const rows = await auditOfProject(project.id)
    expect(rows.filter(({ result }) => result === 'success')).toHaveLength(1)
  })

  test('robots made while it is deleted: each is refused or goes along, and none can log in afterwards', async () => {
    for (let round = 0; round < 3; round++) {
      const project = await makeProject()
      const making = Array.from({ length: 8 }, () => makeRobot(project))
      const [removed, ...made] = await Promise.allSettled([removeProject(project.admin, project.id), ...making])
      expect(removed.status).toBe('fulfilled')
      for (const each of made) {
        if (each.status === 'rejected') expect(each.reason).toEqual(refusal('not-found'))
        else expect(await login(each.value)).toBeNull()
      }
      expect(await db().robot.count({ where: { loginName: { startsWith: `${project.name}+` } } })).toBe(0)
    }
  })
})
