import { afterEach, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { updateSettings } from '../settings/update'
import { useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { about } from './about'
import { firstSteps } from './first-steps'

useDatabase()
setGlobalState('env', parseEnv({ SECRET_KEY: 'only for tests, only for tests, only for tests' }))
afterEach(async () => {
  setClock(() => new Date())
  await db().setting.deleteMany()
})

const asUser = ({ id, username }: { id: number; username: string }): Actor => ({ kind: 'user', id, name: username })

test('each step is ticked by what was done; when all are, and a month later, there is nothing to show', async () => {
  const admin = await makeUser({ isAdmin: true })
  const actor = asUser(admin)
  const none = { registry: false, address: false, robot: false, signIn: false, password: false }
  expect(await firstSteps(actor)).toEqual(none)
  setClock(() => new Date(Date.now() + 31 * 24 * 60 * 60 * 1000))
  expect(await firstSteps(actor)).toBeNull()
  setClock(() => new Date())

  const robot = await makeRobot(await makeProject())
  expect(await firstSteps(actor)).toEqual({ ...none, robot: true })
  await db().robot.update({ where: { id: robot.id }, data: { lastUsedAt: 1_700_000_000 } })
  expect(await firstSteps(actor)).toEqual({ ...none, registry: true, robot: true, signIn: true })
  const event = { at: new Date(), actorKind: 'user', actorName: 'x', resourceType: 'user', resource: 'x' }
  const changed = { ...event, operation: 'user.change-password', resourceId: admin.id }
  await db().auditEvent.create({ data: { ...changed, result: 'failure' } })
  expect(await firstSteps(actor)).not.toBeNull()
  await db().auditEvent.create({ data: { ...changed, result: 'success' } })
  expect(await firstSteps(actor)).toMatchObject({ address: false, password: true })
  await updateSettings(actor, { changes: { registryAddress: 'registry.example.com' } })
  expect(await firstSteps(actor)).toBeNull()
})

test('others than system admins have no first steps, and are told nothing of the registry', async () => {
  const actor = asUser(await makeUser())
  expect(await firstSteps(actor)).toBeNull()
  expect(await about(actor)).toMatchObject({ version: expect.stringMatching(/^\d/), registry: null })
  expect(await firstSteps({ kind: 'robot', id: 1, name: 'x', grants: [] })).toBeNull()
})

test('what was heard of a registry is told to system admins', async () => {
  const actor = asUser(await makeUser({ isAdmin: true }))
  const receivedAt = new Date('2026-11-01T00:00:00Z')
  await db().registryEvent.create({ data: { id: 'one', receivedAt } })
  const { registry } = await about(actor)
  expect(registry).toMatchObject({ address: null, lastNotification: receivedAt.getTime() / 1000 })
})
