import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { authenticateBasic } from '../auth/basic'
import type { Actor } from '../rights/actor'
import { hotReads } from '../store/db'
import { countQueries } from '../testing/count-queries'
import { useDatabase } from '../testing/database'
import { useHeldUses } from '../testing/hold-uses'
import { makeProject, makeRobot } from '../testing/make'
import { createRobot } from './create'
import { getRobot } from './get'
import { listRobotsForApi } from './list'

const url = useDatabase()
useHeldUses()
// That the robot was used is written by a timer, not by the request.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())
const access = (...keys: string[]) => keys.map(parseAccessKey)

/** What a robot's request costs the database: every statement but BEGIN and COMMIT, signing in included. */
async function statementsOf(robot: { name: string; secret: string }, act: (actor: Actor) => Promise<unknown>) {
  const header = `Basic ${Buffer.from(`${robot.name}:${robot.secret}`).toString('base64')}`
  const { result, statements } = await countQueries(url(), async () => {
    const reads = [vi.spyOn(hotReads(), 'ask'), vi.spyOn(hotReads(), 'robots')]
    await act((await authenticateBasic(header, {}))!)
    return reads.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  })
  return result + statements.filter((text) => !/^(BEGIN|COMMIT)|"COMMIT"/.test(text)).length
}

test('one robot costs at most 4 statements, a page of a list 5 with how many there are, creating one 7 and one to sign in', async () => {
  const project = await makeProject()
  const rights = access('robot:create', 'robot:read', 'robot:list', 'repository:pull')
  const robot = await makeRobot(project, { access: rights })
  for (let at = 0; at < 20; at++) await makeRobot(project)
  const place = { scope: 'project' as const, project: { name: project.name }, access: access('repository:pull') }
  const spec = {
    level: 'project' as const,
    project: { name: project.name },
    name: 'made',
    description: '',
    durationDays: 7,
    grants: { places: [place] },
  }
  const list = { q: `Level=project,ProjectID=${project.id}`, sort: 'name', page: 1, size: 15 }
  expect(await statementsOf(robot, (actor) => getRobot(actor, robot.id))).toBeLessThanOrEqual(4)
  expect(await statementsOf(robot, (actor) => listRobotsForApi(actor, list))).toBeLessThanOrEqual(5)
  expect(await statementsOf(robot, (actor) => createRobot(actor, spec))).toBeLessThanOrEqual(8)
})
