import { expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { makeUser } from '../testing/make'
import { keepPreferences, ownPreferences } from './preferences'

useDatabase()

async function person(): Promise<Extract<Actor, { kind: 'user' }>> {
  const { id, username } = await makeUser()
  return { kind: 'user', id, name: username }
}
const auditOf = ({ id }: { id: number }) =>
  db().auditEvent.findMany({ where: { resourceId: id, resourceType: 'user' }, orderBy: { id: 'asc' } })

test('language and time zone are kept with who asks, each with its trace; nothing is written that is so already', async () => {
  const [actor, other] = [await person(), await person()]
  await keepPreferences(actor, { language: 'de' })
  await keepPreferences(actor, { timeZone: 'Europe/Berlin' })
  await keepPreferences(actor, { language: 'de', timeZone: 'Europe/Berlin' })
  expect(await ownPreferences(actor)).toEqual({ language: 'de', timeZone: 'Europe/Berlin' })
  expect(await ownPreferences(other)).toEqual({ language: null, timeZone: null })
  expect(await auditOf(actor)).toMatchObject([
    { operation: 'user.update', result: 'success', before: '{"language":null}', after: '{"language":"de"}' },
    { operation: 'user.update', before: '{"timeZone":null}', after: '{"timeZone":"Europe/Berlin"}' },
  ])
})

test('a robot and nobody have none, and keep none', async () => {
  const robot: Actor = { kind: 'robot', id: 1, name: 'robot$x', grants: [] }
  expect(await ownPreferences(robot)).toBeNull()
  await expect(keepPreferences(robot, { language: 'de' })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(keepPreferences({ kind: 'anonymous' }, { language: 'de' })).rejects.toMatchObject({
    kind: 'not-found',
  })
})
