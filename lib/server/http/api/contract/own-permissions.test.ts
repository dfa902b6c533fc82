import { beforeAll, describe, expect, test } from 'vitest'
import { accessKey } from '@/lib/domain/permissions/access'
import { harborProjectPairs, harborSystemPairs } from '@/lib/domain/permissions/harbor-permissions'
import { permissionAnswer } from '@/lib/domain/wire/user'
import { callApi, signedIn, useApi, type Credentials } from '../../../testing/api'
import { useDatabase } from '../../../testing/database'
import { makeMember } from '../../../testing/make'
import { insertTestRobot, makeWorld, type Caller, type World } from '../../../testing/world'

useDatabase()
useApi()

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 60_000)

async function told(as: Credentials, query: string): Promise<string[]> {
  const answer = await callApi('GET', `/users/current/permissions?${query}`, { as })
  expect([answer.status, answer.headers.has('x-total-count')]).toEqual([200, false])
  const keys = permissionAnswer.strict().array().parse(answer.body).map(accessKey)
  expect(new Set(keys).size).toBe(keys.length)
  return keys.sort()
}
const by = (caller: Caller, query: string) => told(world.callers[caller], query)
const own = () => `scope=/project/${world.own.id}`
const keysOf = (pairs: readonly { resource: string; action: string }[], self = '.') =>
  pairs.map(({ resource, action }) => `${resource === 'project' ? self : resource}:${action}`).sort()
const counts = (callers: Caller[], query: string) =>
  Promise.all(callers.map(async (caller) => (await by(caller, query)).length))

describe('in a project', () => {
  test('by role', async () => {
    const callers: Caller[] = ['admin', 'owner', 'maintainer', 'developer', 'guest', 'limitedGuest', 'outsider']
    expect(await counts(callers, `${own()}&relative=true`)).toEqual([75, 75, 53, 36, 20, 14, 0])
    for (const role of ['maintainer', 'developer', 'guest', 'limitedGuest'] as const)
      expect(await by(role, `${own()}&relative=1`)).toEqual(keysOf(harborProjectPairs[role]))
    expect(await by('owner', `${own()}&relative=true`)).toContain('.:delete')
  })

  test('of one that is public everybody is told what is everybody’s', async () => {
    const scope = `scope=/project/${world.open.id}`
    const robots: Caller[] = ['outsider', 'pullRobot', 'projectRobot', 'systemRobot']
    expect(await counts(robots, scope)).toEqual([12, 12, 12, 12])
    const limited = await makeMember(world.open.id, 'limitedGuest')
    const as = await signedIn(limited)
    const keys = await told(as, `${scope}&relative=t`)
    expect([keys.length, keys.includes('label:list')]).toEqual([16, true])
  })

  test('whole names, and those of one resource', async () => {
    const path = `/project/${world.own.id}`
    const whole = await by('guest', `${own()}&relative=perhaps`)
    expect(whole).toEqual(await by('guest', own()))
    expect(whole).toContain(`${path}:read`)
    expect(whole).toContain(`${path}/robot:list`)
    expect(await by('guest', `${own()}/robot`)).toEqual(whole)
    expect(await by('guest', `${own()}/robot&relative=true`)).toEqual(['.:list', '.:read'])
    expect(await by('outsider', `scope=/project/${world.open.id}/repository&relative=true`)).toEqual([
      '.:list',
      '.:pull',
    ])
    const below = await by('guest', `${own()}/&relative=true`)
    expect([below.length, below.includes('.:read'), below.includes('robot:list')]).toEqual([19, false, true])
  })

  test('a robot is told what it holds, of what robots may hold', async () => {
    expect(await by('pullRobot', `${own()}&relative=true`)).toEqual(['repository:pull'])
    expect(await counts(['projectRobot', 'everywhereRobot', 'foreignRobot', 'systemRobot'], own())).toEqual([
      69, 69, 0, 0,
    ])
    const odd = ['configuration:read', 'configuration:update', 'robot:update', 'repository:create', 'metadata:list']
    const access = odd.map((key) => ({ resource: key.split(':')[0]!, action: key.split(':')[1]! }))
    const { as } = await insertTestRobot({ projectId: world.own.id, grants: [{ project: world.own.id, access }] })
    expect(await told(as, own())).toEqual([])
  })

  test('of one that is none only system admins are told anything', async () => {
    for (const id of ['0', '2147483646', '9007199254740991']) {
      const callers: Caller[] = ['admin', 'owner', 'everywhereRobot']
      expect(await counts(callers, `scope=/project/${id}`)).toEqual([75, 0, 0])
    }
  })
})

test('in the system only system admins are told anything, by bare names', async () => {
  expect(await by('admin', 'scope=/system')).toEqual(keysOf(harborSystemPairs, 'project'))
  expect(await counts(['owner', 'outsider', 'systemRobot', 'everywhereRobot'], 'scope=/system')).toEqual([0, 0, 0, 0])
})

test('nowhere there is nothing, and nobody is told', async () => {
  const nowhere = ['', 'scope=', 'scope=/', 'scope=/project', 'scope=/project/x', 'scope=bad', 'scope=/system/user']
  for (const query of [...nowhere, 'scope=/system&relative=true', `${own()}/robot/x`])
    expect([query, await by('admin', query)]).toEqual([query, []])
  for (const caller of ['anonymous', 'disabledAdmin'] as const) {
    const answer = await callApi('GET', `/users/current/permissions?${own()}`, { as: world.callers[caller] })
    expect(answer.status).toBe(401)
  }
})

test('what one is told of gives nobody more than their rights', async () => {
  const robot = await insertTestRobot({ projectId: world.own.id, grants: [{ project: world.own.id, access: [] }] })
  const project = `/projects/${world.own.id}`
  for (const caller of ['maintainer', 'developer', 'guest', 'limitedGuest'] as const) {
    for (const [method, path, body] of [
      ['PUT', project, { metadata: { auto_scan: 'true' } }],
      ['DELETE', `/robots/${robot.id}`, undefined],
      ['POST', `${project}/members`, { role_id: 1, member_user: { username: 'x' } }],
    ] as const) {
      const { status } = await callApi(method, path, { as: world.callers[caller], body })
      expect([caller, method, path, [403, 404].includes(status)]).toEqual([caller, method, path, true])
    }
  }
})
