import { expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { cloneRobotsInput, maxClones } from '@/lib/domain/robots/robot-schema'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import { matches } from '../secrets/stored-secret'
import { unique, useDatabase } from '../testing/database'
import {
  addMember,
  auditOfRobot,
  makeMember,
  makeProject,
  makeRobot,
  makeSystemRobot,
  makeUser,
  selected,
} from '../testing/make'
import { cloneRobot } from './clone'
import { listRobotHomes } from './list-homes'

useDatabase()

const parse = (...keys: string[]) => keys.map(parseAccessKey)
const refusal = (kind: string, reason?: string) =>
  expect.objectContaining({ name: 'Refusal', kind, ...(reason && { reason }) })
const stored = (id: number) =>
  db().robot.findUniqueOrThrow({ where: { id }, include: { secrets: true, grants: { orderBy: { id: 'asc' } } } })
const firstPage = { name: '', sort: 'name', page: 1, size: 15 }

/** A robot of one project, another project, and an admin of both. */
async function setUp() {
  const [here, there] = [await makeProject(), await makeProject()]
  const { id: userId, actor } = await makeUser()
  await addMember(here.id, userId, 'projectAdmin')
  await addMember(there.id, userId, 'projectAdmin')
  const access = parse('repository:pull', '[app/*]repository:push', 'tag:list')
  const robot = await makeRobot(here, { name: 'ci', description: 'builds', durationDays: 30, access })
  return { here, there, actor, robot }
}

test('in its place: permissions, description and duration come along, and nothing else', async () => {
  const { here, actor, robot } = await setUp()
  await db().robot.update({
    where: { id: robot.id },
    data: { disabled: true, lastUsedAt: 1_700_000_000, lastUsedClient: 'docker', mayRotateSince: new Date() },
  })
  setClock(() => new Date('2027-03-01T00:00:00Z'))
  const made = await cloneRobot(actor, { id: robot.id, name: 'ci-2' })
  expect(made.name).toBe(`robot$${here.name}+ci-2`)
  expect(made.secret).not.toBe(robot.secret)
  const [source, clone] = [await stored(robot.id), await stored(made.id)]
  expect(clone).toMatchObject({
    projectId: here.id,
    description: 'builds',
    durationDays: 30,
    expiresAt: BigInt(Date.parse('2027-03-31T00:00:00Z') / 1000),
    disabled: false,
    lastUsedAt: 0n,
    lastUsedClient: null,
    mayRotateSince: null,
    creatorRef: 'id' in actor ? actor.id : -1,
    grants: [{ access: source.grants[0]!.access, projectId: here.id }],
  })
  expect(source.grants[0]!.access).toBe('repository:pull;tag:list;[app/*]repository:push')
  expect(clone.secrets).toHaveLength(1)
  expect(await matches(made.secret, clone.secrets[0]!)).toBe(true)
  expect(await matches(robot.secret, clone.secrets[0]!)).toBe(false)
  const [row] = await auditOfRobot(made.id)
  expect(row).toMatchObject({ operation: 'robot.create', result: 'success', resource: made.name, projectId: here.id })
  expect(JSON.parse(row!.after!)).toMatchObject({ clonedFrom: `robot$${here.name}+ci`, description: 'builds' })
  expect(JSON.stringify(row)).not.toContain(made.secret)
})

test('into another project, whose log does not name the first; a name is taken per project', async () => {
  const { here, there, actor, robot } = await setUp()
  const made = await cloneRobot(actor, { id: robot.id, name: 'ci', project: there.id })
  expect((await stored(made.id)).grants).toMatchObject([{ scopeKey: String(there.id), projectId: there.id }])
  const [row] = await auditOfRobot(made.id)
  expect(row!.projectId).toBe(there.id)
  expect(JSON.parse(row!.after!)).toMatchObject({ clonedFrom: `#${robot.id}` })
  expect(JSON.stringify(row)).not.toContain(here.name)
  const taken = refusal('conflict', 'robot-exists')
  await expect(cloneRobot(actor, { id: robot.id, name: 'ci', project: there.id })).rejects.toEqual(taken)
  await expect(cloneRobot(actor, { id: robot.id, name: 'ci' })).rejects.toEqual(taken)
})

test('of the system: keeps what it covers, also all projects', async () => {
  const { here, there } = await setUp()
  const { actor } = await makeUser({ isAdmin: true })
  const projects = selected([here.id, there.id])
  const all = { kind: 'all' as const, access: parse('repository:pull') }
  for (const covered of [projects, all]) {
    const source = await makeSystemRobot(actor, { access: parse('catalog:read'), projects: covered })
    const made = await cloneRobot(actor, { id: source.id, name: unique('clone') })
    const grantsOf = async (id: number) =>
      (await stored(id)).grants.map(({ scopeKey, projectId, access }) => ({ scopeKey, projectId, access }))
    expect(await grantsOf(made.id)).toEqual(await grantsOf(source.id))
    await expect(cloneRobot(actor, { id: source.id, name: 'x', project: here.id })).rejects.toEqual(refusal('invalid'))
    await expect(cloneRobot(here.admin, { id: source.id, name: 'x' })).rejects.toEqual(refusal('not-found'))
  }
})

test('is refused where the actor may not create, for what it may not read, and of a legacy robot', async () => {
  const { here, there, robot } = await setUp()
  const count = await db().robot.count()
  // Admin of the first alone, then of the second alone.
  const [unseen, gone] = [refusal('not-found'), refusal('not-found', 'robot-gone')]
  await expect(cloneRobot(here.admin, { id: robot.id, name: 'ci', project: there.id })).rejects.toEqual(unseen)
  await expect(cloneRobot(here.admin, { id: robot.id, name: 'ci', project: 2_000_000_000 })).rejects.toEqual(unseen)
  await expect(cloneRobot(there.admin, { id: robot.id, name: 'ci', project: there.id })).rejects.toEqual(gone)
  await expect(cloneRobot({ kind: 'anonymous' }, { id: robot.id, name: 'x' })).rejects.toEqual(refusal('unauthorized'))
  const maintainer = await makeMember(here.id, 'maintainer')
  await expect(cloneRobot(maintainer, { id: robot.id, name: 'denied' })).rejects.toEqual(refusal('forbidden'))
  await db().robot.update({ where: { id: robot.id }, data: { legacy: true } })
  const legacy = refusal('forbidden', 'robot-legacy')
  await expect(cloneRobot(here.admin, { id: robot.id, name: 'x' })).rejects.toEqual(legacy)
  expect(await db().robot.count()).toBe(count)
  const denied = { where: { resource: 'denied', result: 'denied', operation: 'robot.create', projectId: here.id } }
  await auditOfRobot(0)
  expect(await db().auditEvent.count(denied)).toBe(1)
})

test('a robot clones no more than it holds, and nothing that outlives it', async () => {
  const { here, there, robot } = await setUp()
  const rights = parse('robot:create', 'robot:read', 'repository:pull', 'tag:list')
  const { id, name } = await makeRobot(here, { durationDays: 10, access: rights })
  const as = (...access: string[]): Actor => ({
    kind: 'robot',
    id,
    name,
    grants: [{ scope: 'project', projectId: here.id, access: [...rights, ...parse(...access)] }],
  })
  const beyond = refusal('forbidden', 'robot-beyond-creator')
  const narrowed = await makeRobot(here, {
    durationDays: 5,
    access: parse('repository:pull', '[app/*]repository:push'),
  })
  await expect(cloneRobot(as(), { id: narrowed.id, name: 'more' })).rejects.toEqual(beyond)
  const pushes = as('repository:push')
  await expect(cloneRobot(pushes, { id: robot.id, name: 'longer' })).rejects.toEqual(beyond)
  await expect(cloneRobot(pushes, { id: robot.id, name: 'x', project: there.id })).rejects.toEqual(refusal('not-found'))
  const short = await makeRobot(here, { durationDays: 5, access: parse('repository:pull') })
  await expect(cloneRobot(pushes, { id: short.id, name: 'shorter' })).resolves.toMatchObject({ id: expect.any(Number) })
})

test('at most 50 projects at a time, each once', () => {
  const ask = (projects: number[]) => cloneRobotsInput.safeParse({ id: 1, name: 'ci', projects })
  const ids = Array.from({ length: maxClones }, (_, index) => index + 1)
  expect(ask([...ids, 51]).success).toBe(false)
  expect(ask([]).success).toBe(false)
  expect(ask(ids).data?.projects).toHaveLength(50)
  expect(ask([3, 3]).data?.projects).toEqual([3])
  expect(cloneRobotsInput.safeParse({ id: 1, name: 'Bad Name' }).success).toBe(false)
})

test('the projects to choose from are those whose robots the actor manages', async () => {
  const { here, there, actor } = await setUp()
  await makeMember(here.id, 'maintainer')
  const { rows, total } = await listRobotHomes(actor, firstPage)
  expect(total).toBe(2)
  expect(rows.map(({ id }) => id).sort()).toEqual([here.id, there.id].sort())
  expect((await listRobotHomes(actor, { ...firstPage, name: there.name })).rows).toMatchObject([{ name: there.name }])
  expect((await listRobotHomes(here.admin, firstPage)).total).toBe(1)
  expect((await listRobotHomes(await makeMember(here.id, 'maintainer'), firstPage)).total).toBe(0)
  const everything = (await makeUser({ isAdmin: true })).actor
  expect((await listRobotHomes(everything, firstPage)).total).toBe(await db().project.count())
  const robot: Actor = { kind: 'robot', id: 1, name: 'x', grants: [] }
  await expect(listRobotHomes(robot, firstPage)).rejects.toEqual(refusal('forbidden'))
})
