import { expect, test } from 'vitest'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { makeMember, makeProject, makeUser } from '../testing/make'
import { addMember } from './add'

useDatabase()

const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })

test('a project admin gives a user a role, with an audit row', async () => {
  const project = await makeProject()
  const user = await makeUser()
  const { id } = await addMember(project.admin, { project: project.name, username: user.username, role: 'guest' })
  expect(await db().projectMember.findUniqueOrThrow({ where: { id } })).toMatchObject({
    userId: user.id,
    role: 'guest',
  })
  expect(await db().auditEvent.findMany({ where: { resourceType: 'member', resourceId: id } })).toMatchObject([
    { operation: 'member.create', result: 'success', resource: user.username, projectId: project.id },
  ])
})

test('a member already is a conflict; an unknown user is not found', async () => {
  const project = await makeProject()
  const member = await makeMember(project.id, 'guest')
  const username = 'name' in member ? member.name : ''
  const again = addMember(project.admin, { project: project.name, username, role: 'developer' })
  await expect(again).rejects.toMatchObject({ kind: 'conflict', reason: 'member-exists' })
  const unknown = addMember(project.admin, { project: project.name, username: 'nobody-at-all', role: 'guest' })
  await expect(unknown).rejects.toMatchObject({ kind: 'not-found', reason: 'member-unknown-user' })
})

test('a disabled user is refused, and nobody becomes a member', async () => {
  const project = await makeProject()
  const user = await makeUser({ disabled: true })
  const adding = addMember(project.admin, { project: project.name, username: user.username, role: 'guest' })
  await expect(adding).rejects.toMatchObject({ kind: 'invalid', reason: 'member-disabled-user' })
  expect(await db().projectMember.count({ where: { userId: user.id } })).toBe(0)
})

test('of ten at once with one user exactly one succeeds', async () => {
  const project = await makeProject()
  const { username, id } = await makeUser()
  const add = () => addMember(project.admin, { project: project.name, username, role: 'guest' })
  const tries = await Promise.allSettled(Array.from({ length: 10 }, add))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(tries.flatMap((each) => (each.status === 'rejected' ? [each.reason.kind] : []))).toEqual(
    Array(9).fill('conflict'),
  )
  expect(await db().projectMember.count({ where: { projectId: project.id, userId: id } })).toBe(1)
})

test('other roles may not, strangers do not even learn of the project', async () => {
  const project = await makeProject()
  const { username, actor: stranger } = await makeUser()
  const input = { project: project.name, username, role: 'projectAdmin' as const }
  for (const role of ['maintainer', 'developer', 'guest', 'limitedGuest'] as const) {
    await expect(addMember(await makeMember(project.id, role), input)).rejects.toEqual(refusal('forbidden'))
  }
  await expect(addMember(stranger, input)).rejects.toEqual(refusal('not-found'))
  await expect(addMember(stranger, { ...input, project: 'no-such-project' })).rejects.toEqual(refusal('not-found'))
  expect(await db().projectMember.count({ where: { projectId: project.id, user: { username } } })).toBe(0)
})
