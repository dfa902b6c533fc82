import { expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { roleIds, type Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { addMember as addRow, makeMember, makeProject, makeUser } from '../testing/make'
import { addMember } from './add'
import { updateMember } from './update'

useDatabase()

const roles = (Object.keys(roleIds) as Role[]).filter((role) => role !== 'projectAdmin')
const robotIn = (projectId: number, ...keys: string[]): Actor => ({
  kind: 'robot',
  id: 1,
  name: 'robot$people',
  grants: [{ scope: 'project', projectId, access: keys.map(parseAccessKey) }],
})
const beyond = expect.objectContaining({ kind: 'forbidden', reason: 'robot-beyond-creator' })
const deniedBy = (projectId: number) =>
  db().auditEvent.findMany({ where: { projectId, actorKind: 'robot', result: 'denied' }, orderBy: { id: 'asc' } })

test('a robot makes members of every role but project admin, and the attempt is in the log', async () => {
  const project = await makeProject()
  const robot = robotIn(project.id, 'member:create')
  const user = await makeUser()
  const adding = addMember(robot, { project: project.name, username: user.username, role: 'projectAdmin' })
  await expect(adding).rejects.toEqual(beyond)
  expect(await db().projectMember.count({ where: { userId: user.id } })).toBe(0)
  expect(await deniedBy(project.id)).toMatchObject([{ operation: 'member.create', actorName: 'robot$people' }])
  for (const role of roles) {
    const { username } = await makeUser()
    await expect(addMember(robot, { project: project.name, username, role })).resolves.toBeDefined()
  }
})

test('nor does it raise one, whatever else it may; who is admin already may be kept or given less', async () => {
  const project = await makeProject()
  const robot = robotIn(project.id, 'member:update', 'member:create', 'project:update', 'robot:create', 'robot:delete')
  const change = async (userId: number, role: Role) => {
    const where = { projectId_userId: { projectId: project.id, userId } }
    const { id } = await db().projectMember.findUniqueOrThrow({ where })
    return updateMember(robot, { project: project.name, id, role, leaveWithoutAdmin: true })
  }
  for (const role of roles) {
    const { id } = (await makeMember(project.id, role)) as { id: number }
    await expect(change(id, 'projectAdmin')).rejects.toEqual(beyond)
    await change(id, 'maintainer')
  }
  expect(await deniedBy(project.id)).toHaveLength(roles.length)
  const admin = await makeUser()
  await addRow(project.id, admin.id, 'projectAdmin')
  await change(admin.id, 'projectAdmin')
  await change(admin.id, 'guest')
})

test('people are not concerned', async () => {
  const project = await makeProject()
  const { username } = await makeUser()
  await addMember(project.admin, { project: project.name, username, role: 'projectAdmin' })
})
