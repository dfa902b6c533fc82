import { beforeEach, describe, expect, test } from 'vitest'
import type { AuditOperation } from '@/lib/domain/audit/audit-operation'
import { db } from '../store/db'
import { setGlobalState } from '../global-state'
import { addMember } from '../members/add'
import { removeMember } from '../members/remove'
import { updateMember } from '../members/update'
import { createProject } from '../projects/create'
import { generateSecret } from '../secrets/secret'
import { unique, useDatabase } from '../testing/database'
import { forgetGuesses } from '../testing/forget-guesses'
import { makeProject, makeUser } from '../testing/make'
import { changeTogether } from './change'
import { recordEvents } from './events'
import { flushDenials } from './record-denial'

useDatabase()

const readEvents = (...events: AuditOperation[]) => setGlobalState('read-events', { events: new Set(events) })
beforeEach(async () => {
  readEvents('project.create', 'member.create', 'member.update', 'member.delete')
  await forgetGuesses()
  await flushDenials('all')
  await db().auditEvent.deleteMany()
  await db().outbox.deleteMany()
})

const trail = async () =>
  (await db().auditEvent.findMany({ orderBy: { id: 'asc' } })).map(({ operation, result }) => [operation, result])
const events = async () =>
  (await db().outbox.findMany({ orderBy: { id: 'asc' } })).map(({ event, projectId, payload }) => ({
    event,
    projectId,
    payload: JSON.parse(payload) as unknown,
  }))
const membersOf = (projectId: number) => db().projectMember.count({ where: { projectId } })
const add = (project: string, username: string) => ({ project, username, role: 'developer' as const })

describe('several changes in one transaction', () => {
  test('that are all good leave a row of the audit log and an event each, in their order', async () => {
    const { actor } = await makeUser({ isAdmin: true })
    const [ann, name] = [await makeUser(), unique('project')]
    const { id, member } = await changeTogether(async (together) => {
      const { id } = await createProject(actor, { name, public: false }, together)
      const { id: member } = await addMember(actor, add(name, ann.username), together)
      await updateMember(actor, { project: name, id: member, role: 'guest', leaveWithoutAdmin: false }, together)
      return { id, member }
    })
    expect(await db().projectMember.findUniqueOrThrow({ where: { id: member } })).toMatchObject({ role: 'guest' })
    const operations = ['project.create', 'member.create', 'member.update']
    expect(await trail()).toEqual(operations.map((operation) => [operation, 'success']))
    const who = { kind: 'user', id: (actor as { id: number }).id, name: (actor as { name: string }).name }
    const project = { id, name }
    expect(await events()).toEqual([
      {
        event: 'project.create',
        projectId: id,
        payload: { actor: who, resource: { type: 'project', id, name }, project },
      },
      ...['member.create', 'member.update'].map((event) => ({
        event,
        projectId: id,
        payload: { actor: who, resource: { type: 'member', id: member, name: ann.username }, project },
      })),
    ])
  })

  test('of which the third is refused: nothing happened, no event, one denial row', async () => {
    const [own, foreign] = [await makeProject(), await makeProject()]
    const [ann, ben, members] = [await makeUser(), await makeUser(), await membersOf(own.id)]
    const work = changeTogether(async (together) => {
      await addMember(own.admin, add(own.name, ann.username), together)
      await addMember(own.admin, add(own.name, ben.username), together)
      await addMember(own.admin, add(foreign.name, ann.username), together)
    })
    await expect(work).rejects.toMatchObject({ kind: 'not-found' })
    expect([await membersOf(own.id), await membersOf(foreign.id)]).toEqual([members, 1])
    expect(await trail()).toEqual([['member.create', 'denied']])
    expect(await events()).toEqual([])
  })

  test('do not count either when whoever calls them goes on after a refusal, which nothing follows', async () => {
    const [own, foreign] = [await makeProject(), await makeProject()]
    const [ann, ben, members] = [await makeUser(), await makeUser(), await membersOf(own.id)]
    const work = changeTogether(async (together) => {
      await addMember(own.admin, add(own.name, ann.username), together)
      await addMember(own.admin, add(foreign.name, ann.username), together).catch(() => undefined)
      await addMember(own.admin, add(foreign.name, ben.username), together).catch(() => undefined)
      return 'done'
    })
    await expect(work).rejects.toMatchObject({ kind: 'not-found' })
    expect(await membersOf(own.id)).toBe(members)
    expect(await trail()).toEqual([['member.create', 'denied']])
  })

  test('are undone by a conflict, and by an error of the work itself, which leave no denial', async () => {
    const project = await makeProject()
    const [ann, { id: removed }] = [await makeUser(), await db().user.create({ data: await userRow() })]
    const member = await db().projectMember.create({
      data: { projectId: project.id, userId: removed, role: 'guest', createdAt: new Date(), updatedAt: new Date() },
    })
    const removal = { project: project.name, id: member.id, leaveWithoutAdmin: false }
    const conflict = changeTogether(async (together) => {
      await removeMember(project.admin, removal, together)
      await addMember(project.admin, add(project.name, ann.username), together)
      await addMember(project.admin, add(project.name, ann.username), together)
    })
    await expect(conflict).rejects.toMatchObject({ kind: 'conflict', reason: 'member-exists' })
    const broken = changeTogether(async (together) => {
      await removeMember(project.admin, removal, together)
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(await membersOf(project.id)).toBe(2)
    expect([await trail(), await events()]).toEqual([[], []])
  })
})

async function userRow() {
  const at = new Date()
  return { username: unique('user'), passwordHash: '', createdAt: at, updatedAt: at }
}

describe('events', () => {
  test('are written for whom there is a reader, and for nobody else', async () => {
    const project = await makeProject()
    readEvents('member.delete')
    const ann = await makeUser()
    const { id } = await addMember(project.admin, add(project.name, ann.username))
    await removeMember(project.admin, { project: project.name, id, leaveWithoutAdmin: false })
    expect((await events()).map(({ event }) => event)).toEqual(['member.delete'])
  })

  test('hold no secret, at most a hundred names and 4 kB, whatever they are about', async () => {
    const secret = generateSecret()
    const names = Array.from({ length: 5_000 }, (_, index) => `${'é'.repeat(200)}-${index}`)
    const event = {
      event: 'member.create' as const,
      resource: { type: 'robot' as const, id: 7, name: secret },
      details: { short: names.map((_, index) => `r${index}`), long: names, text: `${'x'.repeat(990)}${secret}` },
    }
    await db().$transaction((tx) => recordEvents(tx, { kind: 'user', id: 1, name: 'ü'.repeat(255) }, [event]))
    const { payload } = await db().outbox.findFirstOrThrow()
    expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(4_096)
    expect(payload).not.toContain(secret.slice(0, 12))
    const { resource, details } = JSON.parse(payload) as { resource: object; details: { short: { items: string[] } } }
    expect(resource).toEqual({ type: 'robot', id: 7, name: '(secret)' })
    expect(details.short.items.length).toBeGreaterThan(0)
    expect(details.short.items.length).toBeLessThanOrEqual(100)
  })
})
