import { expect, test } from 'vitest'
import { maxPatterns } from '@/lib/domain/patterns/repository-patterns'
import { accessKeys, isNarrowable, packedKeys, parseAccessKey } from '@/lib/domain/permissions/access'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import { packedRow, unpackedRow } from '@/lib/domain/robots/packed-robot-row'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import {
  auditOfRobot,
  inProject,
  inSystem,
  makeProject,
  makeRobot,
  makeSystemRobot,
  makeUser,
  selected,
} from '../testing/make'
import { exportRobots } from './export'
import { heldProjects } from './held-projects'
import { listRobots } from './list'
import { updateRobot } from './update'

useDatabase()

const access = (...keys: string[]) => keys.map(parseAccessKey)
const query = { search: '', sort: 'name', page: 1, size: 15, filter: null, level: null } as const
/** As many characters of patterns as a place can hold, for all that can be narrowed. */
const full = Array.from({ length: maxPatterns }, (_, at) => `${String(at).padStart(3, '0')}${'x'.repeat(197)}`).join(
  ' ',
)
const everyKey = permissionCatalog.project.filter(isNarrowable).map((pair) => ({ ...pair, repositories: full }))

test('the log tells of patterns once a group, within its bounds', async () => {
  const project = await makeProject()
  const robot = await makeRobot(project, {
    access: access('repository:pull', '[base web/*]repository:push', '[base web/*]tag:create'),
  })
  await updateRobot(project.admin, {
    ...inProject(project, access('repository:pull', '[base]repository:push')),
    id: robot.id,
  })
  await updateRobot(project.admin, { ...inProject(project, everyKey), id: robot.id })
  const [made, edited, filled] = (await auditOfRobot(robot.id)).map(({ before, after }) => ({
    before: before && (JSON.parse(before) as unknown),
    after: JSON.parse(after!) as { access: { items: string[]; kept: number } },
  }))
  expect(made!.after.access).toEqual(['repository:pull', '[base web/*]repository:push+tag:create'])
  expect(edited).toMatchObject({
    before: { access: { items: ['[base web/*]repository:push+tag:create'], kept: 1 } },
    after: { access: { items: ['[base]repository:push'], kept: 1 } },
  })
  expect(filled!.after.access.items).toHaveLength(1)
  expect(JSON.stringify(filled).length).toBeLessThan(11_000)
})

test('of many projects as well', async () => {
  const { actor } = await makeUser({ isAdmin: true })
  const projects = [await makeProject(), await makeProject(), await makeProject()]
  const ids = projects.map(({ id }) => id)
  const { id } = await makeSystemRobot(actor, { projects: selected(ids, everyKey) })
  const [made] = await auditOfRobot(id)
  const { items } = (JSON.parse(made!.after!) as { projects: { items: string[] } }).projects
  expect(items ?? (JSON.parse(made!.after!) as { projects: string[] }).projects).toHaveLength(1)
  expect(made!.after!.length).toBeLessThan(4_000)
  const [held] = await heldProjects(actor, id)
  expect(held).toEqual({ access: accessKeys(everyKey), projects: ids })
  expect(JSON.stringify(packedKeys(held!.access)).length).toBeLessThan(12_000)
})

test('a list sends patterns once a group, and what arrives is what was there', async () => {
  const project = await makeProject()
  await makeRobot(project, { access: [...everyKey, ...access('project:read')] })
  const { rows } = await listRobots(project.admin, { name: project.name }, query)
  const sent = rows.map(packedRow)
  expect(JSON.stringify(sent).length).toBeLessThan(13_000)
  expect(sent.map(unpackedRow)).toEqual(rows)
  expect(rows[0]!.access).toEqual(accessKeys([...everyKey, ...access('project:read')]))
})

test('an export too', async () => {
  const project = await makeProject()
  const { name } = await makeRobot(project, {
    access: access('repository:pull', '[a b]repository:push', '[a b]tag:list'),
  })
  const told: string[] = []
  const asked = { search: name, filter: null, level: null }
  for await (const robot of await exportRobots(project.admin, asked)) told.push(robot.permissions)
  expect(told).toEqual(['repository:pull, only (a, b) repository:push + tag:list'])
})

test('a robot holds a million characters of them at most', async () => {
  const { actor } = await makeUser({ isAdmin: true })
  const ids: number[] = []
  for (let at = 0; at < 100; at++) ids.push((await makeProject()).id)
  const spec = (howMany: number) => ({ projects: selected(ids.slice(0, howMany), everyKey) })
  const { id } = await makeSystemRobot(actor, spec(80))
  const refused = expect.objectContaining({ kind: 'invalid', reason: 'robot-patterns' })
  await expect(makeSystemRobot(actor, spec(100))).rejects.toEqual(refused)
  // What an edit leaves as it is counts as well.
  const edit = { ...inSystem(access('catalog:read'), selected(ids.slice(80), everyKey)), id }
  await expect(updateRobot(actor, edit)).rejects.toEqual(refused)
  expect(await db().robotGrant.count({ where: { robotId: id } })).toBe(80)
})
