import { describe, expect, test } from 'vitest'
import { parseAccessKey, type Access } from '@/lib/domain/permissions/access'
import type { CoveredProjects } from '@/lib/domain/robots/robot-schema'
import type { ProjectKey } from '@/lib/domain/permissions/grant'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { db } from '../store/db'
import { listProjectIds } from '../projects/list-ids'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, inSystem, makeProject, makeRobot, makeSystemRobot, makeUser, selected } from '../testing/make'
import { createRobot } from './create'
import { heldProjects } from './held-projects'
import { listRobots } from './list'
import { listRobotProjects } from './list-projects'
import { updateRobot } from './update'

useDatabase()

const keys = (...all: string[]) => all.map(parseAccessKey)
const pull = keys('repository:pull')
const pushPull = keys('repository:pull', 'repository:push')
const refusal = (kind: string, reason?: string) =>
  expect.objectContaining({ name: 'Refusal', kind, ...(reason ? { reason } : {}) })
const catalog = keys('catalog:read')
const admin = async () => (await makeUser({ isAdmin: true })).actor
const grantsOf = async (robotId: number) => {
  const rows = await db().robotGrant.findMany({ where: { robotId }, orderBy: { scopeKey: 'asc' } })
  return Object.fromEntries(rows.map(({ scopeKey, access }) => [scopeKey, access]))
}
const covering = (projects: CoveredProjects, access = catalog) => ({ access, projects })

// What is not the same for robots of both levels, see robots.test.ts: permissions in many projects.

describe('a new robot of the system', () => {
  test('is told by its difference to nothing: in projects, each with its permissions', async () => {
    const [one, two] = [await makeProject(), await makeProject()]
    const overrides = [
      { access: pull, projects: [one.id] },
      { access: pushPull, projects: [two.id] },
    ]
    const projects = { kind: 'selected' as const, selection: { overrides, unselected: [] } }
    const { id } = await makeSystemRobot(await admin(), covering(projects))
    expect(await grantsOf(id)).toEqual({
      '/': 'catalog:read',
      [one.id]: 'repository:pull',
      [two.id]: 'repository:pull,push',
    })
    const [row] = await auditOfRobot(id)
    expect(row).toMatchObject({ projectId: null })
    expect(JSON.parse(row!.after!)).toMatchObject({
      systemAccess: ['catalog:read'],
      allProjectsAccess: [],
      projects: [`${one.name}: repository:pull`, `${two.name}: repository:pull,push`].sort(),
    })
  })

  test('is told by places: a project by its id or name, and what is named twice holds both', async () => {
    const [one, two] = [await makeProject(), await makeProject()]
    const place = (project: ProjectKey, access: Access[]) => ({ scope: 'project' as const, project, access })
    const places = [
      place({ id: one.id }, pull),
      place({ name: two.name }, pull),
      place({ id: two.id }, keys('tag:list')),
    ]
    const spec = { ...inSystem([]), name: unique('bot'), grants: { places } }
    const { id } = await createRobot(await admin(), spec)
    expect(await grantsOf(id)).toEqual({ [one.id]: 'repository:pull', [two.id]: 'repository:pull;tag:list' })
    for (const project of [{ id: 2_000_000_000 }, { name: unique('none') }]) {
      const grants = { places: [place(project, pull)] }
      await expect(createRobot(await admin(), { ...spec, name: unique('bot'), grants })).rejects.toEqual(
        refusal('not-found', 'robot-projects-gone'),
      )
    }
  })

  test('a base is expanded to every project there is, with the differences', async () => {
    const actor = await admin()
    const [one, two, three] = [await makeProject(), await makeProject(), await makeProject()]
    const selection = { base: pull, overrides: [{ access: pushPull, projects: [one.id] }], unselected: [two.id] }
    const robot = await makeSystemRobot(actor, { projects: { kind: 'selected', selection } })
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
    await expect(makeSystemRobot(actor, { projects: selected([kept.id, gone.id]) })).rejects.toEqual(
      refusal('not-found', 'robot-projects-gone'),
    )
    expect(await db().robot.count()).toBe(before)
    expect(await db().robotGrant.count({ where: { projectId: kept.id } })).toBe(0)
  })

  test('a robot gives no more than it has', async () => {
    const [inside, outside] = [await makeProject(), await makeProject()]
    const parent = await makeSystemRobot(await admin(), { access: catalog, durationDays: -1 })
    const robot = (grants: Extract<Actor, { kind: 'robot' }>['grants']): Actor => ({
      kind: 'robot',
      id: parent.id,
      name: parent.name,
      grants: [{ scope: 'system', access: keys('robot:create', 'catalog:read') }, ...grants],
    })
    const here = robot([{ scope: 'project', projectId: inside.id, access: pull }])
    await makeSystemRobot(here, covering(selected([inside.id])))
    const beyond = [
      covering(selected([outside.id])),
      covering(selected([inside.id]), keys('user:read')),
      covering({ kind: 'all', access: pull }),
    ]
    for (const fields of beyond) {
      await expect(makeSystemRobot(here, fields)).rejects.toEqual(refusal('forbidden', 'robot-beyond-creator'))
    }
    await makeSystemRobot(robot([{ scope: 'all-projects', access: pull }]), { projects: selected([outside.id]) })
  })
})

describe('an edit of one', () => {
  test('writes just the differences to what the robot holds', async () => {
    const actor = await admin()
    const [one, two, three] = [await makeProject(), await makeProject(), await makeProject()]
    const robot = await makeSystemRobot(actor, covering(selected([one.id, two.id])))
    const kept = await db().robotGrant.findFirstOrThrow({ where: { robotId: robot.id, projectId: one.id } })
    const edit = inSystem([], selected([three.id], pushPull, [two.id]))
    await updateRobot(actor, { ...edit, id: robot.id, description: 'new' })
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
    const { id } = await makeSystemRobot(actor, covering(selected([project.id])))
    await updateRobot(actor, { ...inSystem(catalog, { kind: 'all', access: pull }), id })
    expect(await grantsOf(id)).toEqual({ '/': 'catalog:read', '*': 'repository:pull' })
    await updateRobot(actor, { ...inSystem(catalog, selected([project.id])), id })
    expect(await grantsOf(id)).toEqual({ '/': 'catalog:read', [project.id]: 'repository:pull' })
  })

  test('of a vanished project, or with nothing left, changes nothing', async () => {
    const actor = await admin()
    const [project, gone] = [await makeProject(), await makeProject()]
    const { id } = await makeSystemRobot(actor, covering(selected([project.id])))
    await db().project.delete({ where: { id: gone.id } })
    const before = await grantsOf(id)
    const attempts = [
      [inSystem(catalog, selected([gone.id])), refusal('not-found', 'robot-projects-gone')],
      [inSystem([], selected([], pull, [project.id])), refusal('invalid', 'robot-no-permissions')],
    ] as const
    for (const [edit, expected] of attempts) {
      await expect(updateRobot(actor, { ...edit, id, description: 'lost' })).rejects.toEqual(expected)
    }
    expect(await grantsOf(id)).toEqual(before)
    expect(await db().robot.findUniqueOrThrow({ where: { id } })).toMatchObject({ description: '', version: 1 })
  })
})

describe('lists', () => {
  test('the system’s robots with counts; never on a project’s page', async () => {
    const actor = await admin()
    const [one, two] = [await makeProject(), await makeProject()]
    const stem = unique('seen')
    await makeSystemRobot(actor, { name: `${stem}-a`, ...covering(selected([one.id, two.id])) })
    await makeSystemRobot(actor, { name: `${stem}-b`, projects: { kind: 'all', access: pushPull } })
    await makeRobot(one, { name: `${stem}-c` })
    const query = { search: stem, sort: 'name', page: 1, size: 15 } as const
    const { rows, total, may, context } = await listRobots(actor, null, query)
    expect([total, may]).toEqual([2, { create: true, update: true, delete: true, listLog: true }])
    expect(context).toMatchObject({ level: 'system', project: null })
    expect(rows).toMatchObject([
      { name: `${stem}-a`, level: 'system', access: ['catalog:read'], allProjectsAccess: null, projectCount: 2 },
      { access: [], allProjectsAccess: ['repository:pull', 'repository:push'], projectCount: 0 },
    ])
    const inProject = await listRobots(one.admin, { id: one.id }, query)
    expect(inProject.rows).toMatchObject([
      { name: `${stem}-c`, level: 'project', access: ['repository:pull'], allProjectsAccess: null, projectCount: 0 },
    ])
    expect(inProject.context).toMatchObject({ level: 'project', project: { id: one.id, name: one.name } })
    await expect(listRobots(one.admin, null, query)).rejects.toEqual(refusal('forbidden'))
    await expect(listRobots({ kind: 'anonymous' }, null, query)).rejects.toEqual(refusal('unauthorized'))
  })

  test('a robot’s projects by page, and as ids by set of permissions', async () => {
    const actor = await admin()
    const [one, two] = [await makeProject(), await makeProject()]
    const robot = await makeSystemRobot(actor, covering(selected([one.id, two.id])))
    const page = await listRobotProjects(actor, robot.id, { name: '', sort: '-creation_time', page: 1, size: 1 })
    expect(page).toMatchObject({ total: 2, rows: [{ id: two.id, name: two.name, access: ['repository:pull'] }] })
    const found = await listRobotProjects(actor, robot.id, { name: one.name, sort: '', page: 1, size: 10 })
    expect(found.rows.map(({ id }) => id)).toEqual([one.id])
    expect(await heldProjects(actor, robot.id)).toEqual([{ access: ['repository:pull'], projects: [one.id, two.id] }])
    expect(await listProjectIds(actor, one.name.toUpperCase())).toEqual([one.id])
    expect(await listProjectIds(actor, '%')).toEqual([])
    const list = { name: '', sort: '', page: 1, size: 10 }
    await expect(listRobotProjects(one.admin, robot.id, list)).rejects.toEqual(refusal('not-found'))
    await expect(heldProjects(one.admin, robot.id)).rejects.toEqual(refusal('not-found'))
    await expect(listProjectIds(one.admin, '')).rejects.toEqual(refusal('forbidden'))
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
    const projects = selected([kept.id, gone.id], keys('member:list'))
    const robot = await makeSystemRobot(actor, covering(projects, keys('project:create')))
    await db().project.delete({ where: { id: gone.id } })
    expect(await heldProjects(actor, robot.id)).toEqual([{ access: ['member:list'], projects: [kept.id] }])
    const { inProject, inSystem } = await rightsOf(robot, kept)
    expect([inProject.may('member:list'), inSystem.may('project:create')]).toEqual([true, true])
    expect([inProject.may('project:create'), inSystem.may('member:list')]).toEqual([false, false])
    expect((await rightsOf(robot, gone)).inProject.may('member:list')).toBe(false)
  })
})
