import { describe, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { addMember, makeMember, makeProject, makeUser } from '../testing/make'
import { listMembers } from './list'
import { removeMember } from './remove'
import { updateMember } from './update'

useDatabase()

type Project = Awaited<ReturnType<typeof makeProject>>
type Who = Extract<Actor, { kind: 'user' }>

const firstPage = { search: '', sort: 'name', page: 1, size: 15 } as const
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const lastAdmin = expect.objectContaining({ kind: 'conflict', reason: 'member-last-admin' })
const user = (actor: Actor) => actor as Who

const memberOf = (project: Project, actor: Actor) =>
  db().projectMember.findUniqueOrThrow({
    where: { projectId_userId: { projectId: project.id, userId: user(actor).id } },
  })
const rolesIn = async (project: Project) =>
  (await db().projectMember.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })).map(
    ({ role }) => role,
  )
const auditOfMember = (id: number) =>
  db().auditEvent.findMany({ where: { resourceType: 'member', resourceId: id }, orderBy: { id: 'asc' } })

async function change(project: Project, actor: Actor, target: Actor, role: Role, leaveWithoutAdmin = false) {
  const { id } = await memberOf(project, target)
  return updateMember(actor, { project: project.name, id, role, leaveWithoutAdmin })
}
async function remove(project: Project, actor: Actor, target: Actor, leaveWithoutAdmin = false) {
  const { id } = await memberOf(project, target)
  return removeMember(actor, { project: project.name, id, leaveWithoutAdmin })
}

describe('updateMember', () => {
  test('gives another role, with an audit row', async () => {
    const project = await makeProject()
    const guest = await makeMember(project.id, 'guest')
    await change(project, project.admin, guest, 'maintainer')
    const { id, role } = await memberOf(project, guest)
    expect(role).toBe('maintainer')
    const rows = await auditOfMember(id)
    expect(rows).toMatchObject([
      { operation: 'member.update', result: 'success', resource: user(guest).name, projectId: project.id },
    ])
    expect([rows[0]!.before, rows[0]!.after].map((text) => JSON.parse(text!))).toEqual([
      { role: 'guest' },
      { role: 'maintainer' },
    ])
  })

  test('is forbidden to all other roles and unknown to strangers, and the attempt is recorded', async () => {
    const project = await makeProject()
    const guest = await makeMember(project.id, 'guest')
    for (const role of ['maintainer', 'developer', 'guest', 'limitedGuest'] as const) {
      const actor = await makeMember(project.id, role)
      await expect(change(project, actor, guest, 'projectAdmin'), role).rejects.toEqual(refusal('forbidden'))
      const denied = { actorId: user(actor).id, operation: 'member.update', result: 'denied' }
      expect(await db().auditEvent.count({ where: denied })).toBe(1)
    }
    const stranger = (await makeUser()).actor
    await expect(change(project, stranger, guest, 'projectAdmin')).rejects.toEqual(refusal('not-found'))
    expect((await memberOf(project, guest)).role).toBe('guest')
  })

  test('a role that somebody else has given meanwhile is not overwritten', async () => {
    const project = await makeProject()
    const guest = await makeMember(project.id, 'guest')
    const { id } = await memberOf(project, guest)
    const input = { project: project.name, id, seen: 'guest', leaveWithoutAdmin: false } as const
    await updateMember(project.admin, { ...input, role: 'developer' })
    const late = updateMember(project.admin, { ...input, role: 'maintainer' })
    await expect(late).rejects.toEqual(expect.objectContaining({ kind: 'stale', reason: 'member-changed' }))
    await updateMember(project.admin, { ...input, role: 'developer' })
    expect((await memberOf(project, guest)).role).toBe('developer')
  })

  test('a member removed meanwhile, and one of another project, are not found', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const theirs = await memberOf(other, await makeMember(other.id, 'guest'))
    const gone = await memberOf(project, await makeMember(project.id, 'guest'))
    await db().projectMember.delete({ where: { id: gone.id } })
    for (const { id } of [theirs, gone]) {
      const input = { project: project.name, id, role: 'developer' as const, leaveWithoutAdmin: false }
      const missing = expect.objectContaining({ kind: 'not-found', reason: 'member-gone' })
      await expect(updateMember(project.admin, input)).rejects.toEqual(missing)
      await expect(removeMember(project.admin, input)).rejects.toEqual(missing)
    }
    expect(await db().projectMember.findUniqueOrThrow({ where: { id: theirs.id } })).toMatchObject({ role: 'guest' })
  })
})

describe('removeMember', () => {
  test('takes the role away at once, with an audit row', async () => {
    const project = await makeProject()
    const guest = await makeMember(project.id, 'guest')
    const { id } = await memberOf(project, guest)
    await expect(listMembers(guest, project.name, firstPage)).resolves.toMatchObject({ total: 2 })
    await remove(project, project.admin, guest)
    await expect(listMembers(guest, project.name, firstPage)).rejects.toEqual(refusal('not-found'))
    const rows = await auditOfMember(id)
    expect(rows).toMatchObject([{ operation: 'member.delete', result: 'success', resource: user(guest).name }])
    expect(JSON.parse(rows[0]!.before!)).toEqual({ role: 'guest' })
  })

  test('is forbidden to all other roles', async () => {
    const project = await makeProject()
    for (const role of ['maintainer', 'developer', 'guest', 'limitedGuest'] as const) {
      const actor = await makeMember(project.id, role)
      await expect(remove(project, actor, project.admin), role).rejects.toEqual(refusal('forbidden'))
    }
    expect(await rolesIn(project)).toContain('projectAdmin')
  })
})

describe('the last admin', () => {
  test('can neither leave nor step down, whatever they claim to want', async () => {
    const project = await makeProject()
    for (const meant of [false, true]) {
      await expect(remove(project, project.admin, project.admin, meant)).rejects.toEqual(lastAdmin)
      await expect(change(project, project.admin, project.admin, 'guest', meant)).rejects.toEqual(lastAdmin)
    }
    expect(await rolesIn(project)).toEqual(['projectAdmin'])
  })

  test('is no longer the last with another one beside them; a disabled admin is none', async () => {
    const project = await makeProject()
    const disabled = await makeUser({ disabled: true })
    await addMember(project.id, disabled.id, 'projectAdmin')
    await expect(remove(project, project.admin, project.admin)).rejects.toEqual(lastAdmin)
    const second = await makeMember(project.id, 'projectAdmin')
    await change(project, project.admin, project.admin, 'guest')
    await expect(remove(project, second, second)).rejects.toEqual(lastAdmin)
    await remove(project, second, disabled.actor)
    expect(await rolesIn(project)).toEqual(['guest', 'projectAdmin'])
  })

  test('keeping their role is no stepping down', async () => {
    const project = await makeProject()
    await change(project, project.admin, project.admin, 'projectAdmin')
    expect(await rolesIn(project)).toEqual(['projectAdmin'])
  })

  test('a system admin may take them away, but only by saying so', async () => {
    const project = await makeProject()
    const { actor } = await makeUser({ isAdmin: true })
    await expect(remove(project, actor, project.admin)).rejects.toEqual(lastAdmin)
    await expect(change(project, actor, project.admin, 'guest')).rejects.toEqual(lastAdmin)
    await change(project, actor, project.admin, 'guest', true)
    expect(await rolesIn(project)).toEqual(['guest'])
  })

  test('stays when two admins remove each other, or both step down, at once', async () => {
    for (let round = 0; round < 5; round++) {
      const project = await makeProject()
      const second = await makeMember(project.id, 'projectAdmin')
      const tries = await Promise.allSettled([
        remove(project, project.admin, second),
        remove(project, second, project.admin),
      ])
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await rolesIn(project)).toEqual(['projectAdmin'])

      const both = await makeProject()
      const other = await makeMember(both.id, 'projectAdmin')
      const steps = await Promise.allSettled([
        change(both, both.admin, both.admin, 'guest'),
        remove(both, other, other),
      ])
      expect(steps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await rolesIn(both)).toContain('projectAdmin')
    }
  })
})

describe('listMembers', () => {
  test('shows every role but the limited guest who is in the project', async () => {
    const project = await makeProject()
    for (const role of ['maintainer', 'developer', 'guest'] as const) {
      const list = await listMembers(await makeMember(project.id, role), project.name, firstPage)
      expect(list.may, role).toEqual({ create: false, update: false, delete: false })
      expect(list.rows.length).toBeGreaterThan(1)
    }
    const limited = await makeMember(project.id, 'limitedGuest')
    await expect(listMembers(limited, project.name, firstPage)).rejects.toEqual(refusal('forbidden'))
    await expect(listMembers((await makeUser()).actor, project.name, firstPage)).rejects.toEqual(refusal('not-found'))
    const list = await listMembers(project.admin, project.name, firstPage)
    expect(list.may).toEqual({ create: true, update: true, delete: true })
    expect(list.context).toEqual({
      project: { id: project.id, name: project.name },
      activeAdmins: 1,
      userId: user(project.admin).id,
      mayLeaveWithoutAdmin: false,
    })
  })

  test('a visitor of a public project does not see its members', async () => {
    const project = await makeProject({ public: true })
    await expect(listMembers((await makeUser()).actor, project.name, firstPage)).rejects.toEqual(refusal('forbidden'))
  })

  test('searches without minding the case, takes _ and % as they are, sorts and pages', async () => {
    const project = await makeProject()
    const names = ['Alice_B', 'alicexb', 'Bob%1', 'carla'].map((stem) => `${stem}-${project.id}`)
    for (const username of names) {
      const { id } = await makeUser()
      await db().user.update({ where: { id }, data: { username, disabled: username.startsWith('Bob') } })
      await addMember(project.id, id, 'guest')
    }
    const found = async (fields: object) =>
      (await listMembers(project.admin, project.name, { ...firstPage, ...fields })).rows.map(({ username }) => username)
    expect((await found({ search: 'ALICE' })).toSorted()).toEqual([names[0], names[1]])
    expect(await found({ search: 'alice_' })).toEqual([names[0]])
    expect(await found({ search: 'b%' })).toEqual([names[2]])
    expect(await found({ search: `a-${project.id}` })).toEqual([names[3]])
    expect((await found({ sort: '-name', search: `-${project.id}` })).slice(0, 2)).toEqual([names[3], names[2]])
    expect((await found({ sort: '-created' }))[0]).toBe(names[3])
    expect(await found({ page: 2 })).toEqual([])
    const all = await listMembers(project.admin, project.name, { ...firstPage, size: 15 })
    expect(all.total).toBe(5)
    expect(all.rows.find(({ username }) => username === names[2])).toMatchObject({ role: 'guest', disabled: true })
  })
})
