import { beforeAll, describe, expect, test } from 'vitest'
import { robotSorts, type RobotListQuery } from '@/lib/domain/lists/list-query'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { Role } from '@/lib/domain/permissions/role'
import { robotFilters } from '@/lib/domain/robots/robot-filter'
import type { Actor } from '../rights/actor'
import { capabilitiesOf } from '../rights/capabilities'
import { nowSeconds, setClock } from '../clock'
import { db } from '../store/db'
import { updateSettings } from '../settings/update'
import { countQueries } from '../testing/count-queries'
import { unique, useDatabase } from '../testing/database'
import { addMember, makeMember, makeProject, makeRobot, makeSystemRobot, makeUser } from '../testing/make'
import { createRobot } from './create'
import { exportRobots, type ExportedRobot } from './export'
import { listRobots } from './list'
import { listMatchingRobots, maxMatching } from './list-matching'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'

const url = useDatabase()
type Project = Awaited<ReturnType<typeof makeProject>>
let first: Project
let second: Project
let admin: Actor
let secrets: string[]

const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
const page = { search: '', sort: 'name', page: 1, size: 100 } satisfies RobotListQuery
const list = (actor: Actor, query: Partial<RobotListQuery> = {}) => listRobots(actor, 'all', { ...page, ...query })
const idsOf = ({ rows }: { rows: { id: number }[] }) => rows.map(({ id }) => id).sort((a, b) => a - b)
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })

async function exported(actor: Actor, asked: Partial<RobotListQuery> = {}, signal?: AbortSignal) {
  const robots: ExportedRobot[] = []
  for await (const robot of await exportRobots(actor, { search: '', ...asked }, signal)) robots.push(robot)
  return robots
}

/** Of each project and of the system one that is found by every filter, and a legacy one. */
async function fill(project: Project) {
  setClock(() => ago(400))
  const made = await makeRobot(project, { name: 'ci', description: `Builds of ${project.name}`, durationDays: 10 })
  const legacy = await makeRobot(project, { name: unique('old') })
  await db().robot.update({ where: { id: legacy.id }, data: { legacy: true, loginName: null, name: 'Jenkins' } })
  setClock()
  const soon = await makeRobot(project, { name: 'soon', durationDays: 3 })
  await db().robot.update({ where: { id: soon.id }, data: { disabled: true } })
  return [made.secret, legacy.secret, soon.secret]
}

beforeAll(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
  ;[first, second] = [await makeProject(), await makeProject({ public: true })]
  secrets = [...(await fill(first)), ...(await fill(second))]
  await makeSystemRobot(admin, { name: 'everywhere', access: [parseAccessKey('catalog:read')] })
})

describe('who sees which', () => {
  test.each(['guest', 'limitedGuest', 'developer', 'maintainer'] as Role[])('a %s none', async (role) => {
    const actor = await makeMember(first.id, role)
    expect(await list(actor)).toMatchObject({ rows: [], total: 0 })
    expect(await exported(actor)).toEqual([])
    expect(await capabilitiesOf(actor)).toEqual({ isSystemAdmin: false, managesRobots: false })
  })

  test('a project admin those of their projects, as these show them, and of no other', async () => {
    const both = await makeMember(first.id, 'projectAdmin')
    await addMember(second.id, (both as { id: number }).id, 'projectAdmin')
    const one = await makeMember(first.id, 'projectAdmin')
    await addMember(second.id, (one as { id: number }).id, 'maintainer')
    for (const [actor, projects] of [
      [both, [first, second]],
      [one, [first]],
      [first.admin, [first]],
    ] as const) {
      const own = await Promise.all(projects.map(({ id }) => listRobots(actor, { id }, page)))
      const all = await list(actor)
      expect(idsOf(all)).toEqual(own.flatMap(idsOf).sort((a, b) => a - b))
      expect(all.total).toBe(3 * projects.length)
      for (const row of all.rows) expect(own.flatMap(({ rows }) => rows)).toContainEqual({ ...row, maker: null })
      expect((await exported(actor)).map(({ id }) => id)).toEqual(idsOf(all))
      expect(await capabilitiesOf(actor)).toEqual({ isSystemAdmin: false, managesRobots: true })
    }
  })

  test('a system admin all there are, legacy ones and the system’s too', async () => {
    const { rows, total, may } = await list(admin)
    const stored = await db().robot.findMany({ select: { id: true } })
    expect(idsOf({ rows })).toEqual(stored.map(({ id }) => id).sort((a, b) => a - b))
    expect(total).toBe(stored.length)
    expect(may).toEqual({ create: true, update: true, delete: true, listLog: true })
    expect((await exported(admin)).map(({ id }) => id)).toEqual(idsOf({ rows }))
  })

  test('who is disabled none; robots and who is not signed in may not ask', async () => {
    const disabled = await makeUser({ disabled: true })
    await addMember(first.id, disabled.id, 'projectAdmin')
    expect(await list(disabled.actor)).toMatchObject({ rows: [], total: 0 })
    const disabledAdmin = await makeUser({ disabled: true, isAdmin: true })
    expect(await list(disabledAdmin.actor)).toMatchObject({ rows: [], total: 0 })
    const grants = [{ scope: 'all-projects' as const, access: [parseAccessKey('robot:list')] }]
    for (const [actor, kind] of [
      [{ kind: 'robot', id: 1, name: 'robot$x', grants }, 'forbidden'],
      [{ kind: 'anonymous' }, 'unauthorized'],
    ] as const) {
      await expect(list(actor)).rejects.toEqual(refusal(kind))
      await expect(exportRobots(actor, { search: '' })).rejects.toEqual(refusal(kind))
      expect((await capabilitiesOf(actor)).managesRobots).toBe(false)
    }
  })

  test('nothing of another project shows by search, filter, level, order, page, total or export', async () => {
    const own = new Set(idsOf(await list(first.admin)))
    const searches = [second.name, `${second.name}+ci`, `robot$${second.name}+ci`, `Builds of ${second.name}`]
    for (const search of [...searches, 'everywhere'])
      expect(await list(first.admin, { search }), search).toMatchObject({ rows: [], total: 0 })
    const asked = [
      ...['', 'ci', 'Builds', 'jenkins', '+', `${first.name}+`].map((search) => ({ search })),
      ...robotFilters.map((filter) => ({ filter })),
      ...(['project', 'system'] as const).map((level) => ({ level })),
      ...robotSorts.map((sort) => ({ sort })),
    ]
    for (const query of asked) {
      const { rows, total } = await list(first.admin, query)
      expect(
        rows.filter(({ id }) => !own.has(id)),
        JSON.stringify(query),
      ).toEqual([])
      expect(total, JSON.stringify(query)).toBe(rows.length)
      expect((await exported(first.admin, query)).map(({ id }) => id)).toEqual(idsOf({ rows }))
      const beyond = await list(first.admin, { ...query, page: 2 })
      expect(beyond).toMatchObject({ rows: [], total })
    }
    expect((await list(first.admin, { level: 'system' })).total).toBe(0)
  })
})

describe('what is found', () => {
  const found = async (query: Partial<RobotListQuery>) =>
    (await list(admin, query)).rows.map(({ fullName, project }) => `${project?.id ?? 'system'} ${fullName}`)

  test('by name, project and name, full name and description', async () => {
    const ci = `${first.id} robot$${first.name}+ci`
    for (const search of [`robot$${first.name}+ci`, `${first.name.toUpperCase()}+C`, `builds of ${first.name}`])
      expect(await found({ search }), search).toEqual([ci])
    expect(await found({ search: `${first.name}+` })).toEqual([ci, `${first.id} robot$${first.name}+soon`])
    expect(await found({ search: 'ci' })).toEqual([ci, `${second.id} robot$${second.name}+ci`])
    expect(await found({ search: 'JENK' })).toEqual([`${first.id} robot$Jenkins`, `${second.id} robot$Jenkins`])
  })

  test('by level and filter together', async () => {
    expect(await found({ level: 'system', search: 'every' })).toEqual(['system robot$everywhere'])
    expect(await found({ level: 'system', filter: 'disabled' })).toEqual([])
    expect(await found({ level: 'project', filter: 'expires-7', search: 'soon' })).toHaveLength(2)
  })
})

test('all that match are those that the list shows on its pages, with what a change of many needs to know', async () => {
  for (const [actor, place] of [
    [admin, 'all'],
    [admin, null],
    [first.admin, { id: first.id }],
    [first.admin, 'all'],
  ] as const) {
    for (const asked of [
      { search: '' },
      { search: 'ci' },
      { search: '', filter: 'disabled' },
      { search: '', level: 'project' },
    ] as const) {
      const { rows, total } = await listRobots(actor, place, { ...page, ...asked })
      const matching = await listMatchingRobots(actor, place, asked)
      expect(matching.total).toBe(total)
      const seen = rows.map(({ id, fullName, legacy, durationDays, expiresAt, createdAt, lastUsedAt }) => ({
        id,
        fullName,
        legacy,
        durationDays,
        expiresAt,
        createdAt,
        lastUsedAt,
      }))
      expect(matching.rows).toEqual(seen)
    }
  }
  const guest = await makeMember(first.id, 'guest')
  expect(await listMatchingRobots(guest, 'all', { search: '' })).toEqual({ rows: [], total: 0 })
  await expect(listMatchingRobots(guest, null, { search: '' })).rejects.toEqual(refusal('forbidden'))
  await expect(listMatchingRobots(first.admin, { id: 0 }, { search: '' })).rejects.toEqual(refusal('not-found'))
})

test('what is listed may be changed, and nothing else', async () => {
  const { id } = await makeRobot(first)
  const other = await makeRobot(second)
  await setRobotDisabled(first.admin, { id, disabled: true })
  await removeRobot(first.admin, id)
  await expect(removeRobot(first.admin, other.id)).rejects.toEqual(refusal('not-found'))
  await removeRobot(admin, other.id)
})

test('a row says where the robot is and who made it, as far as that is still known', async () => {
  const project = await makeProject()
  const access = ['robot:create', 'repository:pull'].map(parseAccessKey)
  const maker = await makeRobot(project, { name: 'maker', access })
  const grants = [{ scope: 'project' as const, projectId: project.id, access }]
  const place = { scope: 'project' as const, project: { name: project.name }, access: access.slice(1) }
  const spec = { level: 'project' as const, project: { name: project.name }, name: 'made', description: '' }
  const robot: Actor = { kind: 'robot', id: maker.id, name: maker.name, grants }
  await createRobot(robot, { ...spec, durationDays: 5, grants: { places: [place] } })
  const lost = await makeRobot(project, { name: 'orphan' })
  await db().robot.update({ where: { id: lost.id }, data: { creatorRef: 2 ** 31 - 1 } })
  const { rows } = await list(project.admin)
  const { id, name } = project
  expect(rows.map((row) => [row.name, row.project, row.maker])).toEqual([
    ['made', { id, name }, maker.name],
    ['maker', { id, name }, (project.admin as { name: string }).name],
    ['orphan', { id, name }, null],
  ])
})

test('at most five statements, whatever is asked and in however many projects', async () => {
  const { actor, id: userId } = await makeUser()
  const at = new Date()
  const names = Array.from({ length: 1_200 }, () => unique('many'))
  const owner = { ownerId: userId, createdAt: at, updatedAt: at }
  await db().project.createMany({ data: names.map((name) => ({ name, ...owner })) })
  const projects = await db().project.findMany({ where: { ownerId: userId }, select: { id: true, name: true } })
  const member = { userId, role: 'projectAdmin', createdAt: at, updatedAt: at }
  await db().projectMember.createMany({ data: projects.map(({ id: projectId }) => ({ projectId, ...member })) })
  const robot = {
    level: 'project',
    durationDays: -1,
    creatorType: 'local',
    creatorRef: userId,
    createdAt: at,
    updatedAt: at,
  }
  await db().robot.createMany({
    data: projects.map(({ id: projectId, name }) => ({
      ...robot,
      projectId,
      name: 'deploy',
      loginName: `${name}+deploy`,
    })),
  })
  const queries = [
    { found: 1_200 },
    { found: 1_200, search: 'deploy' },
    { found: 1_200, search: 'de' },
    { found: 1_200, filter: 'never-used' },
    { found: 1, search: `${projects[7]!.name}+d` },
  ] as const
  for (const { found, ...query } of queries) {
    for (const who of [actor, admin]) {
      const { result, statements } = await countQueries(url(), () => list(who, { ...query, size: 15 }))
      // SQLite asks its index of texts which part of a search is rare, in microseconds each.
      const asked = statements.filter((sql) => !/ AS "rare"$/.test(sql))
      // The settings come by the hot reads.
      expect(asked.length + 1, JSON.stringify(query)).toBeLessThanOrEqual(5)
      if (who === actor) expect(result.total, JSON.stringify(query)).toBe(found)
    }
  }
  expect(await exported(actor, { search: 'deploy' })).toHaveLength(1_200)
  await db().project.deleteMany({ where: { ownerId: userId } })
})

describe('the export', () => {
  test('says of each robot what it is, and never a secret or its hash', async () => {
    const project = await makeProject()
    const scope = {
      kind: 'selected' as const,
      selection: {
        overrides: [{ access: [parseAccessKey('repository:pull')], projects: [first.id, second.id] }],
        unselected: [],
      },
    }
    const wide = await makeSystemRobot(admin, {
      name: unique('wide'),
      access: ['catalog:read', 'user:list'].map(parseAccessKey),
      projects: scope,
      durationDays: -1,
    })
    const all = await makeSystemRobot(admin, {
      name: unique('all'),
      projects: {
        kind: 'all',
        access: ['repository:pull', '[!app/x app/*]repository:push', '[!app/x app/*]tag:list'].map(parseAccessKey),
      },
    })
    const gone = await makeRobot(project, { name: 'gone', durationDays: 1, description: '=HYPERLINK("x")' })
    await db().robot.update({
      where: { id: gone.id },
      data: { expiresAt: BigInt(nowSeconds() - 1), lastUsedAt: 1_700_000_000n },
    })
    const rows = new Map((await exported(admin)).map((row) => [row.id, row]))
    expect(rows.get(wide.id)).toMatchObject({
      name: wide.name,
      level: 'system',
      project: null,
      state: 'active',
      expiresAt: 'never',
      lastUsedAt: null,
      createdBy: (admin as { name: string }).name,
      permissions: 'system: catalog:read, user:list; 2 projects: repository:pull',
    })
    expect(rows.get(all.id)!.permissions).toBe(
      'all projects: repository:pull, only (app/*, not app/x) repository:push + tag:list',
    )
    expect(rows.get(gone.id)).toMatchObject({
      name: `robot$${project.name}+gone`,
      level: 'project',
      project: project.name,
      enabled: 'true',
      state: 'expired',
      expiresAt: expect.any(Date) as Date,
      lastUsedAt: new Date(1_700_000_000_000),
      permissions: 'repository:pull',
    })
    const soon = [...rows.values()].find(({ name }) => name === `robot$${first.name}+soon`)
    expect(soon).toMatchObject({ enabled: 'false', state: 'disabled' })
    const text = JSON.stringify([...rows.values()])
    const hashes = await db().robotSecret.findMany({ select: { hash: true } })
    for (const secret of [...secrets, ...hashes.map(({ hash }) => hash)]) expect(text).not.toContain(secret)
    await db().robot.deleteMany({ where: { id: { in: [wide.id, all.id, gone.id] } } })
  })

  test('goes on over many parts, ends with its reader, and without the right in the midst', async () => {
    const project = await makeProject()
    const at = new Date()
    const robot = {
      level: 'project',
      projectId: project.id,
      durationDays: -1,
      creatorType: 'local',
      creatorRef: 0,
      createdAt: at,
      updatedAt: at,
    }
    const names = Array.from({ length: maxMatching + 10 }, (_, nth) => `bot-${nth}`)
    await db().robot.createMany({
      data: names.map((name) => ({ ...robot, name, loginName: `${project.name}+${name}` })),
    })
    const whole = await exported(project.admin)
    expect(new Set(whole.map(({ id }) => id)).size).toBe(names.length)
    const membership = {
      where: { projectId_userId: { projectId: project.id, userId: (project.admin as { id: number }).id } },
    }
    const all = await listMatchingRobots(project.admin, 'all', { search: 'bot-' })
    expect([all.rows.length, all.total]).toEqual([maxMatching, names.length])
    expect(await listMatchingRobots(project.admin, { id: project.id }, { search: 'bot-' })).toEqual(all)
    const stop = new AbortController()
    const [some, left]: ExportedRobot[][] = [[], []]
    for await (const each of await exportRobots(admin, { search: 'bot-' }, stop.signal))
      if (some!.push(each) === 10) stop.abort()
    expect(some!.length).toBeLessThan(names.length)
    for await (const each of await exportRobots(project.admin, { search: '' })) {
      if (left!.push(each) === 10) await db().projectMember.update({ ...membership, data: { role: 'maintainer' } })
    }
    expect(left!.length).toBeLessThan(names.length)
    await db().project.delete({ where: { id: project.id } })
  })
})

test('a pasted full name is found by the prefix of today, and by one of before as long as that goes on', async () => {
  const project = await makeProject()
  const { id, name } = await makeRobot(project)
  const bare = name.slice('robot$'.length)
  const found = async (search: string) => [
    idsOf(await listRobots(project.admin, { id: project.id }, { ...page, search })),
    idsOf(await list(admin, { search })),
    idsOf(await listMatchingRobots(admin, 'all', { search })),
    (await exported(admin, { search })).map((robot) => robot.id),
  ]
  const [all, none] = [Array(4).fill([id]), Array(4).fill([])]
  await updateSettings(admin, { changes: { robotNamePrefix: 'bot-' }, graceDays: 7 })
  try {
    expect(await found(`bot-${bare}`)).toEqual(all)
    expect(await found(` ROBOT$${bare}`)).toEqual(all)
    setClock(() => ago(-8))
    expect(await found(`robot$${bare}`)).toEqual(none)
  } finally {
    setClock()
    await updateSettings(admin, { changes: { robotNamePrefix: 'robot$' } })
  }
})
