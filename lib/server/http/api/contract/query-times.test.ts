import { beforeAll, describe, expect, test } from 'vitest'
import { callApi, useApi } from '../../../testing/api'
import { db } from '../../../store/db'
import { useDatabase } from '../../../testing/database'
import { insertTestRobot, makeWorld, type World } from '../../../testing/world'

useDatabase()
useApi()

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await insertTestRobot({ grants: [{ project: '/', access: [] }] })
  const about = { resourceType: 'project', resource: 'x', operation: 'project.update', result: 'success' }
  await db().auditEvent.create({ data: { ...about, actorKind: 'system', actorName: 'system', at: new Date() } })
}, 60_000)

const once = (text: string) => encodeURIComponent(text)
const twice = (text: string) => encodeURIComponent(encodeURIComponent(text))
async function ask(path: string, condition: string, encode = once) {
  const q = encode(condition)
  const answer = await callApi('GET', `${path}?q=${q}`, { as: world.callers.admin })
  return [answer.status, answer.status === 200 && Number(answer.headers.get('x-total-count')) > 0]
}
describe.each([
  ['/auditlog-exts', 'op_time'],
  ['/projects', 'creation_time'],
  ['/users', 'creation_time'],
  ['/robots', 'creation_time'],
])('%s by %s', (path, key) => {
  test.each([
    '2020-01-01',
    '2020-01-01 00:00',
    '2020-01-01 00:00:00',
    '2020-01-01T00:00',
    '2020-01-01T00:00:00',
    '2020-01-01T00:00:00Z',
    '2020-01-01T00:00:00.000Z',
    '2020-01-01T00:00:00+02:00',
    '"2020-01-01 00:00:00"',
    "'2020-01-01T00:00:00Z'",
  ])('%s is applied, at either end', async (end) => {
    for (const encode of [once, twice]) {
      expect(await ask(path, `${key}=[${end}~]`, encode)).toEqual([200, true])
      expect(await ask(path, `${key}=[~${end}]`, encode)).toEqual([200, false])
      expect(await ask(path, `${key}=[${end}~${end.replace('2020', '2099')}]`, encode)).toEqual([200, true])
    }
  })

  test('what names no moment is refused', async () => {
    for (const end of ['2020', '20200101', '0', '1600000000', 'zzz', '2020-13-45'])
      expect([end, await ask(path, `${key}=[${end}~]`)]).toEqual([end, [400, false]])
    for (const value of ['[~]', '[2020-01-01]']) expect(await ask(path, `${key}=${value}`)).toEqual([400, false])
  })

  test('a moment alone finds what is of it', async () => {
    expect(await ask(path, `${key}=2020-01-01`)).toEqual([200, false])
    expect(await ask(path, `${key}={2020-01-01}`)).toEqual([200, false])
  })
})

test('an offset counts', async () => {
  const project = world.own.id
  await db().project.update({ where: { id: project }, data: { createdAt: new Date('2019-06-01T10:00:00Z') } })
  expect(await ask('/projects', 'creation_time=[2019-06-01T12:00:00+02:00~2019-06-01T12:00:00+02:00]', twice)).toEqual([
    200,
    true,
  ])
  expect(await ask('/projects', 'creation_time=[~2019-06-01T11:59:59+02:00]', twice)).toEqual([200, false])
  expect(await ask('/projects', 'creation_time=2019-06-01 10:00')).toEqual([200, true])
})
