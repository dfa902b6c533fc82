import { beforeAll, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { db } from '../store/db'
import { listProjectIds } from '../projects/list-ids'
import { listProjectsForApi } from '../projects/list-for-api'
import { countQueries } from '../testing/count-queries'
import { unique, useDatabase } from '../testing/database'
import { inSystem, makeSystemRobot, makeUser, selected } from '../testing/make'
import { heldProjects } from './held-projects'
import { listRobotProjects } from './list-projects'
import { listRobots } from './list'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'
import { updateRobot } from './update'

const url = useDatabase()
const projectCount = 5_000
const coveredCount = 1_200
const access = ['repository:pull', 'repository:push'].map(parseAccessKey)

let actor: Actor
let ids: number[]
let robotId: number

beforeAll(async () => {
  const user = await makeUser({ isAdmin: true })
  actor = user.actor
  const at = now()
  const data = Array.from({ length: projectCount }, (_, index) => ({
    name: `scale-${String(index).padStart(5, '0')}`,
    ownerId: user.id,
    createdAt: at,
    updatedAt: at,
  }))
  await db().project.createMany({ data })
  ids = (await db().project.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id)
  robotId = await makeWide(ids.slice(0, coveredCount))
}, 120_000)

const makeWide = async (projects: number[]): Promise<number> =>
  (await makeSystemRobot(actor, { name: unique('wide'), projects: selected(projects, access) })).id

const list = { search: '', sort: 'name', page: 1, size: 15 } as const
const api = { q: '', sort: 'name', page: 3, size: 5 }

// Reading a page costs the same however many projects there are: the limits are what is counted, with no room for more.
const reads: [string, number, () => Promise<unknown>][] = [
  ['the list of robots', 9, () => listRobots(actor, null, list)],
  ['its search', 9, () => listRobots(actor, null, { ...list, search: 'wide' })],
  ['a page of the project picker', 8, () => listProjectsForApi(actor, { ...api, name: 'scale-0' })],
  ['"Select all projects" under a filter', 3, () => listProjectIds(actor, 'scale-03')],
  ['what an edit starts from', 5, () => heldProjects(actor, robotId)],
  ['a page of the projects dialog', 8, () => listRobotProjects(actor, robotId, { ...api, name: '' })],
]

test.each(reads)('%s asks at most %i queries', async (_, limit, read) => {
  const { count, statements } = await countQueries(url(), read)
  expect(count, statements.join('\n')).toBeLessThanOrEqual(limit)
})

// Writing takes one statement per thousand rows, on SQLite per 199 inserted ones, plus what any change takes.
const statementsFor = (rows: number, perStatement: number) => 20 + Math.ceil(rows / perStatement)

test('finishing the wizard with every project takes few statements', async () => {
  const selection = { base: access, overrides: [], unselected: [ids[0]!] }
  const { result, count } = await countQueries(url(), () =>
    makeSystemRobot(actor, { projects: { kind: 'selected', selection } }),
  )
  expect(await db().robotGrant.count({ where: { robotId: result.id } })).toBe(projectCount - 1)
  expect(count).toBeLessThanOrEqual(statementsFor(projectCount, 150))
})

test('editing, disabling and deleting it take few statements', async () => {
  const id = await makeWide(ids)
  const projects = selected(ids.slice(0, coveredCount), access.slice(0, 1), ids.slice(-coveredCount))
  const edited = await countQueries(url(), () => updateRobot(actor, { ...inSystem([], projects), id, version: 1 }))
  expect(edited.count).toBeLessThanOrEqual(statementsFor(projectCount, 200))
  expect(await db().robotGrant.count({ where: { robotId: id } })).toBe(projectCount - coveredCount)
  const disabled = await countQueries(url(), () => setRobotDisabled(actor, { id, disabled: true }))
  expect(disabled.count).toBeLessThanOrEqual(9)
  const removed = await countQueries(url(), () => removeRobot(actor, id))
  expect(removed.count).toBeLessThanOrEqual(statementsFor(projectCount, 500))
})
