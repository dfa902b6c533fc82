import { expect, test } from 'vitest'
import { basic, callApi, errorOf, useApi } from '../../../testing/api'
import { useDatabase } from '../../../testing/database'
import { makeProject, makeRobot } from '../../../testing/make'

useDatabase()
useApi({ API_RATE_LIMIT: '3' })

test('one caller’s requests are limited per minute, others’ go on', async () => {
  const robots = [await makeRobot(await makeProject()), await makeRobot(await makeProject())]
  const ask = (index: number) =>
    callApi('GET', '/systeminfo', { as: basic(robots[index]!.name, robots[index]!.secret) })
  for (let count = 0; count < 3; count++) expect((await ask(0)).status).toBe(200)
  const limited = await ask(0)
  expect([limited.status, errorOf(limited)]).toEqual([429, 'TOO_MANY_REQUEST: too many requests'])
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(1)).status).toBe(200)
})
