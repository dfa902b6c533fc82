import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { countQueries } from '../testing/count-queries'
import { useDatabase } from '../testing/database'
import { makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { countEvents } from '../usage/count-events'
import { flushUses, noteUse } from '../usage/note-use'
import { robotActivity } from './activity'

const url = useDatabase()
const now = Date.parse('2026-06-01T12:00:00Z')
const seconds = now / 1000
const day = 86_400

beforeEach(() => {
  setClock(() => new Date(now))
  setGlobalState('env', parseEnv({ NOTIFICATIONS_TOKEN: 'a-token-for-the-registry' }))
  setGlobalState('usage-cleaning', { lastAt: Infinity })
})

let nextEvent = 1
const event = (actor: string, repository: string, at: number, kind: 'pulls' | 'pushes' = 'pulls') => ({
  id: `event-${nextEvent++}`,
  actor,
  repository,
  at,
  kind,
})

async function makeUsed() {
  const project = await makeProject()
  const robot = await makeRobot(project)
  const { id: secretId } = await db().robotSecret.findFirstOrThrow({ where: { robotId: robot.id } })
  const caller: Actor = { kind: 'robot', id: robot.id, name: robot.name, grants: [] }
  noteUse({ ...caller, secretId, source: { address: '192.0.2.1', client: 'skopeo/1.9.3' } })
  await flushUses('all')
  return { project, robot, secretId }
}

test('tells the last uses, day by day and by repository', async () => {
  const { project, robot, secretId } = await makeUsed()
  await countEvents([
    event(robot.name, 'p/a', seconds - 60),
    event(robot.name, 'p/a', seconds - 29 * day, 'pushes'),
    event(robot.name, 'p/b', seconds - 29 * day),
    event(robot.name, 'p/old', seconds - 89 * day),
    event(robot.name, 'p/older', seconds - 91 * day),
  ])
  const activity = await robotActivity(project.admin, robot.id)
  const lastUse = { at: seconds, address: '192.0.2.1', client: 'skopeo/1.9.3' }
  expect(activity).toEqual({
    lastUse,
    secrets: [{ id: secretId, createdAt: new Date(now), lastUse }],
    days: expect.any(Array),
    repositories: [
      { name: 'p/a', pulls: 1, pushes: 1, deletes: 0, lastAt: seconds - 60 },
      { name: 'p/b', pulls: 1, pushes: 0, deletes: 0, lastAt: seconds - 29 * day },
      { name: 'p/old', pulls: 1, pushes: 0, deletes: 0, lastAt: seconds - 89 * day },
    ],
    repositoryCount: 3,
    takesNotifications: true,
  })
  expect(activity.days).toHaveLength(30)
  expect(activity.days.filter(({ pulls, pushes }) => pulls + pushes > 0)).toEqual([
    { day: '2026-05-03', pulls: 1, pushes: 1, deletes: 0 },
    { day: '2026-06-01', pulls: 1, pushes: 0, deletes: 0 },
  ])
})

test('of a robot that never was used, and where nothing is counted', async () => {
  setGlobalState('env', parseEnv({}))
  const project = await makeProject()
  const activity = await robotActivity(project.admin, (await makeRobot(project)).id)
  expect(activity).toMatchObject({ lastUse: null, repositories: [], repositoryCount: 0, takesNotifications: false })
  expect(activity.secrets).toMatchObject([{ lastUse: null }])
})

test('lists the latest fifty repositories and says how many there are, in as many queries', async () => {
  const { project, robot } = await makeUsed()
  const events = Array.from({ length: 60 }, (_, index) => event(robot.name, `p/${index}`, seconds - index))
  await countEvents(events)
  const { result, count } = await countQueries(url(), () => robotActivity(project.admin, robot.id))
  expect(result.repositories.map(({ name }) => name)).toEqual(events.slice(0, 50).map(({ repository }) => repository))
  expect(result.repositoryCount).toBe(60)
  expect(count).toBeLessThanOrEqual(10)
})

test('is for who may see the robot; where it was used from, for admins', async () => {
  const { project, robot } = await makeUsed()
  const guest = await makeMember(project.id, 'guest')
  const seen = await robotActivity(guest, robot.id)
  expect(seen.lastUse).toEqual({ at: seconds, address: null, client: 'skopeo/1.9.3' })
  expect(JSON.stringify(seen)).not.toContain('192.0.2.1')
  const admin = await makeUser({ isAdmin: true })
  expect((await robotActivity(admin.actor, robot.id)).lastUse?.address).toBe('192.0.2.1')

  const notFound = expect.objectContaining({ name: 'Refusal', kind: 'not-found' })
  for (const actor of [await makeMember(project.id, 'limitedGuest'), (await makeUser()).actor]) {
    await expect(robotActivity(actor, robot.id)).rejects.toEqual(notFound)
  }
  await expect(robotActivity(project.admin, 999_999_999)).rejects.toEqual(notFound)
  const anonymous = robotActivity({ kind: 'anonymous' }, robot.id)
  await expect(anonymous).rejects.toEqual(expect.objectContaining({ kind: 'unauthorized' }))
})
