import { beforeAll, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { dayOf } from '@/lib/domain/registry/usage'
import { nowSeconds } from '../clock'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { countQueries } from '../testing/count-queries'
import { unique, useDatabase } from '../testing/database'
import { addMember, makeMember, makeProject, makeRobot, makeSystemRobot, makeUser, selected } from '../testing/make'
import { exportWhoCan } from './export-who-can'
import { setRobotDisabled } from '../robots/set-disabled'
import { targetOf, whoCan, type WhoCanAsked } from './who-can'

const url = useDatabase()
setGlobalState('env', parseEnv({}))

const access = (...keys: string[]) => keys.map(parseAccessKey)
const push = access('repository:pull', 'repository:push')
const ask = (actor: Actor, target: string, more: Partial<WhoCanAsked> = {}, page = { page: 1, size: 100 }) =>
  whoCan(actor, { target, action: 'push', live: false, ...more }, page)
const namesOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).rows.map(({ name }) => name)
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const nameOf = (actor: Actor) => ('name' in actor ? actor.name : '')

let admin: Actor
beforeAll(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
})

test('robots and people, each with what it may and through what; people first, then by name', async () => {
  const project = await makeProject()
  const developer = await makeUser()
  await addMember(project.id, developer.id, 'developer')
  await makeMember(project.id, 'guest')
  const wide = await makeRobot(project, { name: 'wide', access: push })
  const narrow = await makeRobot(project, {
    name: 'narrow',
    access: access('repository:pull', '[app/*]repository:push'),
  })
  await makeRobot(project, { name: 'reader' })
  const named = await makeSystemRobot(admin, { name: unique('a'), projects: selected([project.id], push) })
  const all = await makeSystemRobot(admin, { name: unique('b'), projects: { kind: 'all', access: push } })
  const at = nowSeconds() - 60
  const usage = { robotId: wide.id, day: dayOf(at), pulls: 1, lastAt: BigInt(at) }
  await db().robotUsage.create({ data: { ...usage, repository: `${project.name}/app/web` } })

  const { rows, total, isWhole } = await ask(project.admin, `${project.name}/app/web`)
  expect([total, isWhole]).toEqual([rows.length, true])
  const people = [nameOf(admin), nameOf(project.admin), developer.username].sort()
  const robots = [wide.name, narrow.name, named.name, all.name].sort()
  expect(rows.map(({ name }) => name)).toEqual([...people, ...robots])
  const row = (name: string) => rows.find((each) => each.name === name)
  const part = { action: 'push', place: 'project', repositories: null }
  expect(row(developer.username)).toMatchObject({ role: 'developer', actions: ['pull', 'push'], link: null })
  expect(row(wide.name)).toMatchObject({ lastUse: { at: new Date(at * 1000).toISOString(), here: true } })
  expect(row(wide.name)?.through).toContainEqual({ ...part, excludedBy: null })
  expect(row(narrow.name)?.through).toContainEqual({ ...part, repositories: 'app/*', excludedBy: null })
  expect(row(all.name)?.through).toContainEqual({ ...part, place: 'all-projects', excludedBy: null })
  // Named, since it can push here; but its page is not the project admin's to read.
  expect(row(all.name)?.link).toBeNull()
  const seen = (await ask(admin, `${project.name}/app/web`)).rows.find(({ name }) => name === all.name)
  expect(seen?.link).toEqual({ project: null, name: all.name.slice('robot$'.length), legacy: false })

  expect(await namesOf(project.admin, `${project.name}/base`)).not.toContain(narrow.name)
  expect(await namesOf(project.admin, project.name)).toContain(narrow.name)
  expect(await namesOf(project.admin, project.name, { action: 'delete' })).not.toContain(wide.name)
})

test('only who can sign in', async () => {
  const project = await makeProject()
  const [live, disabled, expired, over] = [
    await makeRobot(project, { access: push }),
    await makeRobot(project, { access: push }),
    await makeRobot(project, { access: push }),
    await makeRobot(project, { access: push }),
  ]
  await setRobotDisabled(project.admin, { id: disabled.id, disabled: true })
  await db().robot.update({ where: { id: expired.id }, data: { expiresAt: BigInt(nowSeconds()) } })
  await db().robotSecret.updateMany({ where: { robotId: over.id }, data: { endedAt: new Date() } })
  const gone = await makeUser({ disabled: true })
  await addMember(project.id, gone.id, 'developer')
  const all = await ask(project.admin, project.name)
  const asleep = [disabled.name, expired.name, over.name, gone.username].sort()
  expect(
    all.rows
      .filter((row) => !row.live)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(asleep)
  const awake = await namesOf(project.admin, project.name, { live: true })
  expect(awake).toContain(live.name)
  for (const name of asleep) expect(awake).not.toContain(name)
})

test('everyone may pull from a public project', async () => {
  const project = await makeProject({ public: true })
  const [first] = (await ask(project.admin, project.name, { action: 'pull' })).rows
  expect(first).toMatchObject({ kind: 'everyone', actions: ['pull'] })
  expect((await ask(project.admin, project.name)).rows[0]).not.toMatchObject({ kind: 'everyone' })
})

describe('who may ask', () => {
  test('who manages the robots; a project that may not be seen is none', async () => {
    const [project, open] = [await makeProject(), await makeProject({ public: true })]
    for (const role of ['maintainer', 'developer', 'guest', 'limitedGuest'] as const) {
      await expect(ask(await makeMember(project.id, role), project.name)).rejects.toEqual(refusal('forbidden'))
    }
    const stranger = (await makeUser()).actor
    const missing = await ask(stranger, unique('none')).catch((error: unknown) => error)
    expect(missing).toEqual(refusal('not-found'))
    await expect(ask(stranger, project.name)).rejects.toEqual(missing)
    await expect(ask(stranger, `${project.name}/app`)).rejects.toEqual(missing)
    await expect(ask(stranger, open.name)).rejects.toEqual(refusal('forbidden'))
    await expect(exportWhoCan(stranger, { target: project.name, action: null, live: false })).rejects.toEqual(missing)
    await expect(ask({ kind: 'anonymous' }, project.name)).rejects.toEqual(refusal('unauthorized'))
    const grants = [{ scope: 'all-projects' as const, access: access('robot:update', 'project:read') }]
    await expect(ask({ kind: 'robot', id: 1, name: 'robot$x', grants }, project.name)).rejects.toEqual(
      refusal('forbidden'),
    )
  })

  test.each(['', '/', 'A', 'a//b', 'a\0', '\0/a', `${'a'.repeat(300)}`])(
    '%j is neither project nor repository',
    async (target) => {
      expect(targetOf(target)).toBeNull()
      await expect(ask(admin, target)).rejects.toEqual(refusal('not-found'))
    },
  )

  test('the rest of a file is not told to who may no more', async () => {
    const project = await makeProject()
    const rows = await exportWhoCan(project.admin, { target: project.name, action: null, live: false })
    await db().projectMember.deleteMany({ where: { projectId: project.id } })
    await expect(rows[Symbol.asyncIterator]().next()).rejects.toEqual(refusal('not-found'))
  })
})

test(
  '3,000 robots, each with patterns of its own: every page in bounded statements and time, and all of them in the file',
  { timeout: 120_000 },
  async () => {
    const project = await makeProject()
    const at = new Date()
    const count = 3_000
    const [first] = await db().$queryRaw<{ id: number | null }[]>`SELECT MAX("id") AS "id" FROM "Robot"`
    const start = Number(first?.id ?? 0) + 1
    const common = { level: 'project', projectId: project.id, durationDays: -1, creatorType: 'local', creatorRef: 1 }
    for (let from = 0; from < count; from += 500) {
      const numbers = Array.from({ length: 500 }, (_, index) => from + index)
      await db().robot.createMany({
        data: numbers.map((n) => ({
          ...common,
          id: start + n,
          name: `bot-${n}`,
          loginName: `${project.name}+bot-${n}`,
          createdAt: at,
          updatedAt: at,
        })),
      })
      await db().robotGrant.createMany({
        data: numbers.map((n) => ({
          robotId: start + n,
          scope: 'project',
          scopeKey: String(project.id),
          projectId: project.id,
          access: `repository:pull;[${n % 2 === 0 ? 'app/*' : 'base'} of-${n}/**]repository:push`,
        })),
      })
    }
    const target = `${project.name}/app/web`
    const cpu = process.cpuUsage()
    const { result, count: statements } = await countQueries(url(), () =>
      ask(admin, target, {}, { page: 60, size: 15 }),
    )
    const { user } = process.cpuUsage(cpu)
    expect([result.rows.length, result.isWhole]).toEqual([15, true])
    expect(result.total).toBeGreaterThanOrEqual(count / 2)
    expect(statements).toBeLessThan(15)
    expect(user / 1_000).toBeLessThan(1_500)
    let exported = 0
    for await (const row of await exportWhoCan(admin, { target, action: 'push', live: false }))
      exported += row.kind === 'robot' ? 1 : 0
    expect(exported).toBe(result.rows.length === 15 ? result.total - (await people(project.id)) : 0)
  },
)

const people = (projectId: number) =>
  db().user.count({
    where: {
      OR: [
        { isAdmin: true },
        { memberships: { some: { projectId, role: { in: ['projectAdmin', 'maintainer', 'developer'] } } } },
      ],
    },
  })
