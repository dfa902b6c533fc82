import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../../../store/db'
import { callApi, errorOf, signedIn, useApi, type Answer } from '../../../testing/api'
import { useDatabase } from '../../../testing/database'
import { makeUser } from '../../../testing/make'
import { flushDenials } from '../../../rights/record-denial'
import { allRows, makeWorld, type Caller, type World } from '../../../testing/world'
import { operations } from '../operations/all'
import type { Operation } from '../operations/operation'

useDatabase()
useApi()

// Who may not act hears that, and nothing of what is wrong with the request; nor does a mistake in it tell anybody
// whether a project exists.

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 60_000)

const gone = { id: 2_147_483_000, name: 'no-such-project' }
const bodies = [
  undefined,
  '{',
  '[]',
  '3',
  {},
  { role_id: 9 },
  { role_id: 'x' },
  { role_id: 2 },
  { metadata: { public: 'x' } },
  { storage_limit: -5 },
  { severity: 'x' },
  { nonsense: 'x' },
  { member_group: { id: 7 } },
]

/** What could be wrong with a request of this operation, and one with nothing wrong. */
function mistakes({ path, query = [], body }: Operation) {
  const ids = ['1', '0', '-1', 'x', '1.5']
  const withIds = path.includes('{mid}') ? ids : ['1']
  const searches = ['', ...query.map((name) => `?${name}=x%5B`), ...query.map((name) => `?${name}=1000000`)]
  const headers: Record<string, string>[] = [{}, { 'x-is-resource-name': 'perhaps' }]
  const sent = body ? bodies : [undefined]
  return withIds.flatMap((id) =>
    searches.flatMap((search) => headers.flatMap((more) => sent.map((text) => ({ id, search, headers: more, text })))),
  )
}

const below = operations.filter(({ path }) => path.includes('{project_name'))
const told = ({ status, text }: Answer, place: { id: number; name: string }) =>
  `${status} ${text.replaceAll(place.name, 'NAME').replaceAll(String(place.id), 'ID')}`

test.each(below.map((each) => [each.id, each] as const))('%s tells of a project by no mistake', async (_, each) => {
  const callers: Caller[] = ['anonymous', 'outsider', 'owner', 'pullRobot', 'projectRobot']
  for (const mistake of mistakes(each)) {
    for (const caller of callers) {
      const ask = async (place: { id: number; name: string }) => {
        const path = each.path
          .replace('{project_name}', place.name)
          .replace('{project_name_or_id}', String(place.id))
          .replace('{mid}', mistake.id)
          .replace(/\{\w+\}/, 'severity')
        const sent = { as: world.callers[caller], body: mistake.text, headers: mistake.headers }
        return told(await callApi(each.method, path + mistake.search, sent), place)
      }
      expect([caller, mistake, await ask(world.foreign)]).toEqual([caller, mistake, await ask(gone)])
    }
  }
})

describe('who may not act hears that, whatever is wrong with the request', () => {
  test.each([
    ['POST', '/users', {}, 'outsider'],
    ['POST', '/users', { username: 'x', password: 'weak' }, 'owner'],
    ['PUT', '/users/ID', {}, 'outsider'],
    ['PUT', '/users/ID/password', { new_password: 'weak' }, 'outsider'],
    ['POST', '/projects', {}, 'outsider'],
    ['POST', '/projects', { project_name: 'A B' }, 'outsider'],
    ['PUT', '/configurations', { robot_token_duration: 0 }, 'outsider'],
    ['PUT', '/configurations', { read_only: true }, 'systemRobot'],
    ['PUT', '/projects/OWN', { metadata: { public: 'x' } }, 'guest'],
    ['PUT', '/projects/OWN', { storage_limit: -5 }, 'maintainer'],
    ['POST', '/projects/OWN/metadatas', {}, 'guest'],
    ['POST', '/projects/OWN/metadatas', { nonsense: '1' }, 'maintainer'],
    ['PUT', '/projects/OWN/metadatas/severity', { severity: 'x' }, 'guest'],
    ['PUT', '/projects/OWN/metadatas/nonsense', {}, 'maintainer'],
    ['POST', '/projects/OWN/members', {}, 'guest'],
    ['POST', '/projects/OWN/members', { role_id: 9, member_group: { id: 7 } }, 'maintainer'],
    ['PUT', '/projects/OWN/members/0', { role_id: 2 }, 'guest'],
    ['PUT', '/projects/OWN/members/1', {}, 'guest'],
    ['PUT', '/projects/OWN/members/1', { role_id: 9 }, 'maintainer'],
    ['DELETE', '/projects/OWN/members/0', undefined, 'guest'],
    ['GET', '/projects/OWN/members/0', undefined, 'limitedGuest'],
  ] as const)('%s %s %j by %s', async (method, path, body, caller) => {
    const asked = path.replace('OWN', world.own.name).replace('ID', String((await makeUser()).id))
    const before = await allRows()
    const refused = await callApi(method, asked, { as: world.callers[caller], body })
    expect(errorOf(refused)).toMatch(/^FORBIDDEN: /)
    expect(refused.status).toBe(403)
    expect((await callApi(method, asked, { body })).status).toBe(401)
    // Who may, hears of it.
    const heard = await callApi(method, asked, { as: world.callers.admin, body })
    expect(heard.status).toBe(400)
    expect(await allRows()).toBe(before)
  })

  test('which is on record, as if it had been right', async () => {
    const { id, username: name } = await makeUser()
    const as = await signedIn({ id, name })
    const denials = async () => {
      await flushDenials('all')
      const count = (operation: string) => db().auditEvent.count({ where: { operation, result: 'denied' } })
      return [await count('user.create'), await count('configuration.update')]
    }
    await db().auditEvent.deleteMany({ where: { result: 'denied' } })
    await callApi('POST', '/users', { as, body: {} })
    await callApi('PUT', '/configurations', { as, body: { robot_token_duration: 0 } })
    expect(await denials()).toEqual([1, 1])
  })
})

test('an entry that is not there is changed and taken away without a trace', async () => {
  const as = world.callers.owner
  const path = `/projects/${world.own.id}/metadatas/auto_scan`
  const before = [await allRows(), await db().auditEvent.count()]
  expect((await callApi('DELETE', path, { as })).status).toBe(200)
  expect((await callApi('PUT', path, { as, body: { auto_scan: 'true' } })).status).toBe(200)
  expect([await allRows(), await db().auditEvent.count()]).toEqual(before)
})
