import { describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/access'
import type { CoveredProjects } from '@/lib/domain/system-robot-schema'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { db } from '../store/db'
import { listProjectIds } from '../projects/list-ids'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, makeProject, makeRobot, makeUser } from '../testing/make'
import { createSystemRobot, type NewSystemRobot } from './create-system'
import { heldProjects } from './held-projects'
import { listProjectRobots } from './list'
import { listRobotProjects } from './list-projects'
import { listSystemRobots } from './list-system'
import { refreshSecret } from './refresh-secret'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'
import { updateRobot } from './update'
import { updateSystemRobot } from './update-system'

useDatabase()

const keys = (...all: string[]) => all.map(parseAccessKey)
const pull = keys('repository:pull')
const pushPull = keys('repository:pull', 'repository:push')
const refusal = (kind: string, reason?: string) =>
  expect.objectContaining({ name: 'Refusal', kind, ...(reason ? { reason } : {}) })
const none: CoveredProjects = { kind: 'selected', selection: { overrides: [], unselected: [] } }
const projects = (...ids: number[]): CoveredProjects => ({
  kind: 'selected',
  selection: { overrides: [{ access: pull, projects: ids }], unselected: [] },
})

const admin = async () => (await makeUser({ isAdmin: true })).actor
async function makeSystemRobot(actor: Actor, fields: Partial<NewSystemRobot> = {}) {
  const input = { name: unique('bot'), description: '', systemAccess: keys('catalog:read'), projects: none, ...fields }
  return { ...(await createSystemRobot(actor, input)), input }
}
const grantsOf = async (robotId: number) => {
  const rows = await db().robotGrant.findMany({ where: { robotId }, orderBy: { scopeKey: 'asc' } })
  return Object.fromEntries(rows.map(({ scopeKey, access }) => [scopeKey, access]))
}
const edit = (id: number, fields: Partial<Parameters<typeof updateSystemRobot>[1]> = {}) => ({
  id,
  version: 1,
  description: '',
  durationDays: 30,
  systemAccess: keys('catalog:read'),
  projects: none,
  ...fields,
})

describe('createSystemRobot', () => {
  test('stores what was granted, reveals the secret once, and leaves an audit row', async () => {
    const actor = await admin()
    const [one, two] = [await makeProject(), await makeProject()]
    const robot = await makeSystemRobot(actor, {
      durationDays: 7,
      projects: {
        kind: 'selected',
        selection: {
          overrides: [
            { access: pull, projects: [one.id] },
            { access: pushPull, projects: [two.id] },
          ],
          unselected: [],
        },
      },
    })
    expect(robot.name).toBe(`robot$${robot.input.name}`)
    expect(await grantsOf(robot.id)).toEqual({
      '/': 'catalog:read',
      [one.id]: 'repository:pull',
      [two.id]: 'repository:pull,push',
    })
    expect(await db().robot.findUniqueOrThrow({ where: { id: robot.id } })).toMatchObject({
      level: 'system',
      projectId: null,
      loginName: robot.input.name,
      durationDays: 7,
    })
    const [row] = await auditOfRobot(robot.id)
    expect(row).toMatchObject({ operation: 'robot.create', result: 'success', resource: robot.name, projectId: null })
    expect(JSON.parse(row!.after!)).toMatchObject({
      systemAccess: ['catalog:read'],
      allProjectsAccess: [],
      projects: [`${one.name}: repository:pull`, `${two.name}: repository:pull,push`].sort(),
    })
    expect(row!.after).not.toContain(robot.secret)
  })

  test('a base is expanded to every project there is, with the differences', async () => {
    const actor = await admin()
    const [one, two, three] = [await makeProject(), await makeProject(), await makeProject()]
    const selection = { base: pull, overrides: [{ access: pushPull, projects: [one.id] }], unselected: [two.id] }
    const robot = await makeSystemRobot(actor, { systemAccess: [], projects: { kind: 'selected', selection } })
    const grants = await grantsOf(robot.id)
    expect(grants[one.id]).toBe('repository:pull,push')
    expect(grants[two.id]).toBeUndefined()
    expect(grants[three.id]).toBe('repository:pull')
    expect(Object.keys(grants)).toHaveLength((await db().project.count()) - 1)
    const later = await makeProject()
    expect((await grantsOf(robot.id))[later.id]).toBeUndefined()
  })

  test('refuses a project that is gone, and writes nothing', async () => {
    const actor = await admin()
    const [kept, gone] = [await makeProject(), await makeProject()]
    await db().project.delete({ where: { id: gone.id } })
    const before = await db().robot.count()
    await expect(makeSystemRobot(actor, { projects: projects(kept.id, gone.id) })).rejects.toEqual(
      refusal('conflict', 'robot-projects-gone'),
    )
    expect(await db().robot.count()).toBe(before)
    expect(await db().robotGrant.count({ where: { projectId: kept.id } })).toBe(0)
  })

  test('refuses a robot that may do nothing, and a taken name', async () => {
    const actor = await admin()
    await expect(makeSystemRobot(actor, { systemAccess: [] })).rejects.toEqual(
      refusal('invalid', 'robot-no-permissions'),
    )
    const { input } = await makeSystemRobot(actor)
    await expect(createSystemRobot(actor, input)).rejects.toEqual(refusal('conflict', 'robot-exists'))
  })

  test('is refused to who is no system admin, with an audit row', async () => {
    const project = await makeProject()
    const name = unique('bot')
    await expect(makeSystemRobot(project.admin, { name, projects: projects(project.id) })).rejects.toEqual(
      refusal('forbidden'),
    )
    expect(await db().auditEvent.findMany({ where: { resource: name } })).toMatchObject([
      { operation: 'robot.create', result: 'denied' },
    ])
    await expect(makeSystemRobot({ kind: 'anonymous' })).rejects.toEqual(refusal('unauthorized'))
  })

  test('a robot gives no more than it has', async () => {
    const [inside, outside] = [await makeProject(), await makeProject()]
    const parent = await makeSystemRobot(await admin(), { durationDays: -1 })
    const robot = (grants: Extract<Actor, { kind: 'robot' }>['grants']): Actor => ({
      kind: 'robot',
      id: parent.id,
      name: parent.name,
      grants: [{ scope: 'system', access: keys('robot:create', 'catalog:read') }, ...grants],
    })
    const here = robot([{ scope: 'project', projectId: inside.id, access: pull }])
    await makeSystemRobot(here, { projects: projects(inside.id) })
    const beyond: Partial<NewSystemRobot>[] = [
      { projects: projects(outside.id) },
      { systemAccess: keys('user:read') },
      { projects: { kind: 'all', access: pull } },
    ]
    for (const fields of beyond) await expect(makeSystemRobot(here, fields)).rejects.toEqual(refusal('forbidden'))
    await makeSystemRobot(robot([{ scope: 'all-projects', access: pull }]), { projects: projects(outside.id) })
  })
})

describe('updateSystemRobot', () => {
  test('writes just the differences to what the robot holds', async () => {
    const actor = await admin()
    const [one, two, three] = [await makeProject(), await makeProject(), await makeProject()]
    const robot = await makeSystemRobot(actor, { projects: projects(one.id, two.id) })
    const kept = await db().robotGrant.findFirstOrThrow({ where: { robotId: robot.id, projectId: one.id } })
    await updateSystemRobot(
      actor,
      edit(robot.id, {
        description: 'new',
        systemAccess: [],
        projects: {
          kind: 'selected',
          selection: { overrides: [{ access: pushPull, projects: [three.id] }], unselected: [two.id] },
        },
      }),
    )
    expect(await grantsOf(robot.id)).toEqual({ [one.id]: 'repository:pull', [three.id]: 'repository:pull,push' })
    expect(await db().robotGrant.findUnique({ where: { id: kept.id } })).toEqual(kept)
    const [, row] = await auditOfRobot(robot.id)
    expect(row).toMatchObject({ operation: 'robot.update', result: 'success' })
    expect(JSON.parse(row!.before!)).toMatchObject({
      description: '',
      systemAccess: { items: ['catalog:read'], kept: 0 },
      projects: { items: [`${two.name}: repository:pull`], kept: 1 },
    })
    expect(JSON.parse(row!.after!)).toMatchObject({
      description: 'new',
      systemAccess: { items: [], kept: 0 },
      projects: { items: [`${three.name}: repository:pull,push`], kept: 1 },
    })
  })

  test('turns single projects into all of them and back', async () => {
    const actor = await admin()
    const project = await makeProject()
    const robot = await makeSystemRobot(actor, { projects: projects(project.id) })
    await updateSystemRobot(actor, edit(robot.id, { projects: { kind: 'all', access: pull } }))
    expect(await grantsOf(robot.id)).toEqual({ '/': 'catalog:read', '*': 'repository:pull' })
    await updateSystemRobot(actor, edit(robot.id, { version: 2, projects: projects(project.id) }))
    expect(await grantsOf(robot.id)).toEqual({ '/': 'catalog:read', [project.id]: 'repository:pull' })
  })

  test('a stale edit, a vanished project and an empty result change nothing', async () => {
    const actor = await admin()
    const [project, gone] = [await makeProject(), await makeProject()]
    const robot = await makeSystemRobot(actor, { projects: projects(project.id) })
    await db().project.delete({ where: { id: gone.id } })
    const before = await grantsOf(robot.id)
    const attempts: [Parameters<typeof edit>[1], ReturnType<typeof refusal>][] = [
      [{ version: 9 }, refusal('stale', 'robot-changed')],
      [{ projects: projects(gone.id) }, refusal('conflict', 'robot-projects-gone')],
      [
        { systemAccess: [], projects: { kind: 'selected', selection: { overrides: [], unselected: [project.id] } } },
        refusal('invalid', 'robot-no-permissions'),
      ],
    ]
    for (const [fields, expected] of attempts) {
      await expect(updateSystemRobot(actor, edit(robot.id, { description: 'lost', ...fields }))).rejects.toEqual(
        expected,
      )
    }
    expect(await grantsOf(robot.id)).toEqual(before)
    expect(await db().robot.findUniqueOrThrow({ where: { id: robot.id } })).toMatchObject({
      description: '',
      version: 1,
    })
  })

  test('of twenty edits at once of one version exactly one is taken', async () => {
    const actor = await admin()
    const robot = await makeSystemRobot(actor)
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => updateSystemRobot(actor, edit(robot.id, { description: `${index}` }))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(tries.flatMap((each) => (each.status === 'rejected' ? [each.reason.kind] : []))).toEqual(
      Array(19).fill('stale'),
    )
  })

  test('the edits of the two levels do not take each other’s robots', async () => {
    const actor = await admin()
    const project = await makeProject()
    const [inProject, inSystem] = [
      await makeRobot(project),
      await makeSystemRobot(actor, { projects: projects(project.id) }),
    ]
    await expect(updateSystemRobot(actor, edit(inProject.id))).rejects.toEqual(refusal('invalid'))
    const { systemAccess: _, projects: __, ...fields } = edit(inSystem.id)
    await expect(updateRobot(actor, { ...fields, access: pushPull })).rejects.toEqual(refusal('invalid'))
  })

  test('who is no system admin does not even learn of the robot', async () => {
    const robot = await makeSystemRobot(await admin())
    const project = await makeProject()
    await expect(updateSystemRobot(project.admin, edit(robot.id))).rejects.toEqual(refusal('not-found'))
    await expect(setRobotDisabled(project.admin, { id: robot.id, disabled: true })).rejects.toEqual(
      refusal('not-found'),
    )
    await expect(refreshSecret(project.admin, { id: robot.id })).rejects.toEqual(refusal('not-found'))
    await expect(removeRobot(project.admin, robot.id)).rejects.toEqual(refusal('not-found'))
    await expect(listRobotProjects(project.admin, robot.id, { name: '', sort: '', page: 1, size: 10 })).rejects.toEqual(
      refusal('not-found'),
    )
    await expect(heldProjects(project.admin, robot.id)).rejects.toEqual(refusal('not-found'))
    await expect(listProjectIds(project.admin, '')).rejects.toEqual(refusal('forbidden'))
  })
})

test('the verbs for every robot work for the system’s too', async () => {
  const actor = await admin()
  const project = await makeProject()
  const robot = await makeSystemRobot(actor, { projects: projects(project.id) })
  await setRobotDisabled(actor, { id: robot.id, disabled: true })
  await setRobotDisabled(actor, { id: robot.id, disabled: false })
  expect(await refreshSecret(actor, { id: robot.id })).toMatchObject({ name: robot.name })
  await removeRobot(actor, robot.id)
  expect(await db().robotGrant.count({ where: { robotId: robot.id } })).toBe(0)
  const rows = await auditOfRobot(robot.id)
  expect(rows.map(({ operation }) => operation)).toEqual([
    'robot.create',
    'robot.disable',
    'robot.enable',
    'robot.refresh-secret',
    'robot.delete',
  ])
  expect(JSON.parse(rows.at(-1)!.before!)).toMatchObject({ projects: [`${project.name}: repository:pull`] })
})

describe('lists', () => {
  test('the system’s robots with counts; never on a project’s page', async () => {
    const actor = await admin()
    const [one, two] = [await makeProject(), await makeProject()]
    const stem = unique('seen')
    await makeSystemRobot(actor, { name: `${stem}-a`, projects: projects(one.id, two.id) })
    await makeSystemRobot(actor, { name: `${stem}-b`, systemAccess: [], projects: { kind: 'all', access: pushPull } })
    await makeRobot(one, { name: `${stem}-c` })
    const query = { search: `robot$${stem}`, sort: 'name', page: 1, size: 15 } as const
    const { rows, total, may } = await listSystemRobots(actor, query)
    expect([total, may]).toEqual([2, { create: true, update: true, delete: true }])
    expect(rows).toMatchObject([
      {
        fullName: `robot$${stem}-a`,
        level: 'system',
        access: ['catalog:read'],
        allProjectsAccess: null,
        projectCount: 2,
      },
      { access: [], allProjectsAccess: ['repository:pull', 'repository:push'], projectCount: 0 },
    ])
    const down = await listSystemRobots(actor, { ...query, sort: '-name', size: 15 })
    expect(down.rows.map(({ name }) => name)).toEqual([`${stem}-b`, `${stem}-a`])
    const onProject = await listProjectRobots(one.admin, one.name, { ...query, search: stem })
    expect(onProject.rows.map(({ name }) => name)).toEqual([`${stem}-c`])
    await expect(listSystemRobots(one.admin, query)).rejects.toEqual(refusal('forbidden'))
    await expect(listSystemRobots({ kind: 'anonymous' }, query)).rejects.toEqual(refusal('unauthorized'))
  })

  test('a robot’s projects by page, and as ids by set of permissions', async () => {
    const actor = await admin()
    const [one, two] = [await makeProject(), await makeProject()]
    const robot = await makeSystemRobot(actor, { projects: projects(one.id, two.id) })
    const page = await listRobotProjects(actor, robot.id, { name: '', sort: '-creation_time', page: 1, size: 1 })
    expect(page).toMatchObject({ total: 2, rows: [{ id: two.id, name: two.name, access: ['repository:pull'] }] })
    const found = await listRobotProjects(actor, robot.id, { name: one.name, sort: '', page: 1, size: 10 })
    expect(found.rows.map(({ id }) => id)).toEqual([one.id])
    expect(await heldProjects(actor, robot.id)).toEqual([{ access: ['repository:pull'], projects: [one.id, two.id] }])
    expect(await listProjectIds(actor, one.name.toUpperCase())).toEqual([one.id])
    expect(await listProjectIds(actor, '%')).toEqual([])
  })
})

describe('what a system robot may do', () => {
  async function rightsOf(robot: { name: string; secret: string }, project: { id: number; public: boolean }) {
    const credentials = { username: robot.name, secret: robot.secret, source: {} }
    const actor = await authenticateRobot(credentials, await readSignIn(credentials.username))
    if (!actor) throw new Error('the robot cannot sign in')
    const inProject = await rightsIn(db(), actor, { kind: 'project', projectId: project.id, public: project.public })
    const inSystem = await rightsIn(db(), actor, { kind: 'system' })
    return { inProject, inSystem }
  }

  test('covering all projects includes one that is made later', async () => {
    const robot = await makeSystemRobot(await admin(), { projects: { kind: 'all', access: keys('robot:list') } })
    const { inProject, inSystem } = await rightsOf(robot, await makeProject())
    expect([inProject.may('robot:list'), inSystem.may('robot:list')]).toEqual([true, false])
  })

  test('a deleted project drops out; system and project permissions work side by side', async () => {
    const actor = await admin()
    const [kept, gone] = [await makeProject(), await makeProject()]
    const selection = { overrides: [{ access: keys('member:list'), projects: [kept.id, gone.id] }], unselected: [] }
    const robot = await makeSystemRobot(actor, {
      systemAccess: keys('project:create'),
      projects: { kind: 'selected', selection },
    })
    await db().project.delete({ where: { id: gone.id } })
    expect(await heldProjects(actor, robot.id)).toEqual([{ access: ['member:list'], projects: [kept.id] }])
    const { inProject, inSystem } = await rightsOf(robot, kept)
    expect([inProject.may('member:list'), inSystem.may('project:create')]).toEqual([true, true])
    expect([inProject.may('project:create'), inSystem.may('member:list')]).toEqual([false, false])
    expect((await rightsOf(robot, gone)).inProject.may('member:list')).toBe(false)
  })
})
