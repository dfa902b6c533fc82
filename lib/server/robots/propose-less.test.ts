import { beforeEach, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { dayOf } from '@/lib/domain/registry/usage'
import { setClock } from '../clock'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { db } from '../store/db'
import { countQueries } from '../testing/count-queries'
import { useDatabase } from '../testing/database'
import { inProject, makeMember, makeProject, makeRobot, makeSystemRobot, makeUser, selected } from '../testing/make'
import { countedSince } from '../usage/counted-since'
import { proposeLess } from './propose-less'
import { updateRobot } from './update'

const url = useDatabase()
const seconds = Date.parse('2026-06-01T12:00:00Z') / 1000
const day = 86_400
const daysAgo = (days: number) => dayOf(seconds - days * day)
const [pull, push, remove] = ['repository:pull', 'repository:push', 'repository:delete'].map(parseAccessKey) as [
  ReturnType<typeof parseAccessKey>,
  ReturnType<typeof parseAccessKey>,
  ReturnType<typeof parseAccessKey>,
]

beforeEach(async () => {
  setClock(() => new Date(seconds * 1000))
  setGlobalState('env', parseEnv({ NOTIFICATIONS_TOKEN: 'a-token-for-the-registry' }))
  await db().robotUsage.deleteMany()
})

/** Made so long ago. */
async function before<Made>(days: number, make: () => Promise<Made>): Promise<Made> {
  setClock(() => new Date((seconds - days * day) * 1000))
  try {
    return await make()
  } finally {
    setClock(() => new Date(seconds * 1000))
  }
}

const use = (
  robotId: number,
  repository: string,
  days: number,
  counts: { pulls?: number; pushes?: number } = { pulls: 1 },
) =>
  db().robotUsage.create({ data: { robotId, repository, day: daysAgo(days), lastAt: seconds - days * day, ...counts } })

/** Counts of another robot in every week, so that counting has gone on. */
async function makeCounting(days = 89) {
  const other = await makeRobot(await makeProject())
  for (let each = days; each >= 0; each -= 7) await use(other.id, 'elsewhere/app', each)
}

async function makeUsed(access = [pull, push, remove], days = 100) {
  const project = await makeProject()
  const robot = await before(days, () => makeRobot(project, { access, durationDays: 400 }))
  return { project, robot }
}

test('proposes what was seen, and saves nothing; applied, nothing more is proposed', async () => {
  await makeCounting()
  const { project, robot } = await makeUsed([pull, push, remove, parseAccessKey('tag:list')])
  await use(robot.id, `${project.name}/app`, 3)
  await use(robot.id, `${project.name}/base`, 60)
  await use(robot.id, `${project.name}/old`, 95)
  await use(robot.id, `another/app`, 3, { pushes: 3 })
  const answer = await proposeLess(project.admin, robot.id)
  expect(answer).toEqual({
    less: {
      version: 1,
      since: daysAgo(89),
      days: 89,
      repositories: 3,
      keeps: true,
      access: ['tag:list', '[app base]repository:pull'],
      allProjects: null,
      projects: [],
      difference: expect.objectContaining({
        places: [
          expect.objectContaining({
            where: 'home',
            removed: [{ repositories: null, keys: ['repository:delete', 'repository:push'] }],
            bounds: [{ keys: ['repository:pull'], from: [], to: ['app base'], kind: 'narrowed' }],
          }),
        ],
      }),
    },
  })
  expect(await db().robotGrant.findFirst({ where: { robotId: robot.id } })).toMatchObject({
    access: 'repository:delete,pull,push;tag:list',
  })
  if (!('less' in answer)) throw new Error('there is less')
  await updateRobot(project.admin, {
    ...inProject(project, answer.less.access.map(parseAccessKey)),
    id: robot.id,
    version: answer.less.version,
  })
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'fits' } })
})

test('a change between makes the edit from it stale', async () => {
  await makeCounting()
  const { project, robot } = await makeUsed()
  await use(robot.id, `${project.name}/app`, 3)
  const answer = await proposeLess(project.admin, robot.id)
  await updateRobot(project.admin, { ...inProject(project, [pull]), id: robot.id })
  const edit = { ...inProject(project, [pull]), id: robot.id, version: 'less' in answer ? answer.less.version : 0 }
  await expect(updateRobot(project.admin, edit)).rejects.toEqual(expect.objectContaining({ kind: 'stale' }))
})

test('of a system robot over many projects needs those that it was seen in, in few statements', async () => {
  await makeCounting()
  const { actor } = await makeUser({ isAdmin: true })
  const projects = await Promise.all(Array.from({ length: 30 }, () => makeProject()))
  const robot = await before(50, () =>
    makeSystemRobot(actor, {
      durationDays: 400,
      projects: selected(
        projects.map(({ id }) => id),
        [pull, push],
      ),
    }),
  )
  for (const { name } of projects.slice(0, 2)) await use(robot.id, `${name}/app`, 3)
  const { result, count } = await countQueries(url(), () => proposeLess(actor, robot.id))
  expect(result).toMatchObject({
    less: {
      days: 50,
      keeps: false,
      access: [],
      allProjects: null,
      projects: [{ access: ['[app]repository:pull'], projects: projects.slice(0, 2).map(({ id }) => id) }],
      difference: { places: [{ where: { count: 28 }, covered: 'lost' }, { where: { count: 2 } }] },
    },
  })
  expect(count).toBeLessThanOrEqual(16)
})

test('of a robot in all projects names those that there are', async () => {
  await makeCounting()
  const { actor } = await makeUser({ isAdmin: true })
  const project = await makeProject()
  const robot = await before(50, () =>
    makeSystemRobot(actor, { durationDays: 400, projects: { kind: 'all', access: [pull, push] } }),
  )
  await use(robot.id, `${project.name}/app`, 3, { pushes: 1 })
  await use(robot.id, 'gone-project/app', 3)
  expect(await proposeLess(actor, robot.id)).toMatchObject({
    less: {
      allProjects: null,
      projects: [{ access: ['[app]repository:pull+repository:push'], projects: [project.id] }],
    },
  })
})

test.each<[string, number, number, object]>([
  ['made 29 days ago', 29, 89, { reason: 'young', from: daysAgo(-1) }],
  ['made 30 days ago', 30, 89, { reason: 'unused' }],
  ['counted for 29 days', 100, 29, { reason: 'young', from: daysAgo(-1) }],
  ['counted for 30 days', 100, 30, { reason: 'unused' }],
])('a robot that was %s', async (_, made, counted, none) => {
  await makeCounting(counted)
  const { project, robot } = await makeUsed([pull], made)
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none })
})

test('what is not counted, or not long enough, is no reason to take anything away', async () => {
  const { project, robot } = await makeUsed()
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'silent' } })
  await use(robot.id, `${project.name}/app`, 60)
  // Nothing from anybody since: it may be that nothing arrives any more.
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'silent' } })
  await makeCounting()
  await db().robotUsage.deleteMany({ where: { robotId: robot.id } })
  await db().robot.update({ where: { id: robot.id }, data: { lastUsedAt: seconds - day } })
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'uncounted' } })
  setGlobalState('env', parseEnv({}))
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'off' } })
})

test('none for legacy robots, for those that only call the API, and where too much was touched', async () => {
  await makeCounting()
  const { project, robot } = await makeUsed([parseAccessKey('tag:list')])
  await use(robot.id, `${project.name}/app`, 3)
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'apiOnly' } })
  const rows = Array.from({ length: 5_001 }, (_, index) => ({ repository: `${project.name}/x${index}` }))
  const rest = { robotId: robot.id, day: daysAgo(1), pulls: 1, lastAt: seconds }
  for (let start = 0; start < rows.length; start += 100)
    await db().robotUsage.createMany({ data: rows.slice(start, start + 100).map((each) => ({ ...each, ...rest })) })
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'many' } })
  await db().robot.update({ where: { id: robot.id }, data: { legacy: true } })
  expect(await proposeLess(project.admin, robot.id)).toEqual({ none: { reason: 'legacy' } })
})

test('is for who may edit the robot', async () => {
  const { project, robot } = await makeUsed()
  const refused = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
  const guest = await makeMember(project.id, 'maintainer')
  await expect(proposeLess(guest, robot.id)).rejects.toEqual(refused('forbidden'))
  await expect(proposeLess((await makeUser()).actor, robot.id)).rejects.toEqual(refused('not-found'))
  await expect(proposeLess({ kind: 'anonymous' }, robot.id)).rejects.toEqual(refused('unauthorized'))
  await expect(proposeLess(project.admin, 999_999_999)).rejects.toEqual(refused('not-found'))
})

test('counting has a beginning where it was quiet for more than two weeks', async () => {
  const { id } = await makeRobot(await makeProject())
  const since = () => countedSince(daysAgo(90), daysAgo(0))
  expect(await since()).toBeNull()
  for (const days of [80, 50, 36, 22, 14]) await use(id, 'a/b', days)
  expect(await since()).toBe(daysAgo(50))
  await db().robotUsage.deleteMany({ where: { day: daysAgo(14) } })
  expect(await since()).toBeNull()
})
