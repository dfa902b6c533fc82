import { describe, expect, test } from 'vitest'
import { now, setClock } from '../clock'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { makeUser } from '../testing/make'
import { cleanSessions } from './clean-sessions'
import { createSession, endSession, readSession } from './sessions'

useDatabase()

const start = Date.parse('2026-03-01T08:00:00Z')
const at = (minutes: number, ms = 0) => setClock(() => new Date(start + minutes * 60_000 + ms))

async function signedIn() {
  const user = await makeUser()
  const source = { requestId: unique('request') }
  const id = await createSession({ id: user.id, name: user.username }, source)
  return { id, user, source }
}
const auditOf = (userId: number) => db().auditEvent.findMany({ where: { resourceId: userId }, orderBy: { id: 'asc' } })

describe('sessions', () => {
  test('each has an id of 256 random bits of its own, and tells whose it is', async () => {
    const { id, user, source } = await signedIn()
    const again = await createSession({ id: user.id, name: user.username }, source)
    expect(Buffer.from(id, 'base64url')).toHaveLength(32)
    expect(again).not.toBe(id)
    expect(await readSession(id)).toEqual({ id: user.id, name: user.username })
    expect(await readSession('somebody')).toBeNull()
  })

  test('ends once, with audit rows for beginning and end and no id in them', async () => {
    const { id, user, source } = await signedIn()
    await endSession(id, source)
    await endSession(id, source)
    expect(await readSession(id)).toBeNull()
    const rows = await auditOf(user.id)
    expect(rows.map(({ operation, result }) => [operation, result])).toEqual([
      ['user.sign-in', 'success'],
      ['user.sign-out', 'success'],
    ])
    expect(JSON.stringify(rows)).not.toContain(id)
  })

  test('idles out after an hour, to the millisecond', async () => {
    at(0)
    const { id } = await signedIn()
    at(60, -1)
    expect(await readSession(id, false)).not.toBeNull()
    at(60)
    expect(await readSession(id)).toBeNull()
  })

  test('use keeps it alive, but not beyond twelve hours', async () => {
    at(0)
    const { id } = await signedIn()
    for (let minutes = 30; minutes < 12 * 60; minutes += 30) {
      at(minutes)
      expect(await readSession(id)).not.toBeNull()
    }
    at(12 * 60, -1)
    expect(await readSession(id)).not.toBeNull()
    at(12 * 60)
    expect(await readSession(id)).toBeNull()
  })

  test('its last use is written at most once a minute', async () => {
    at(0)
    const { id } = await signedIn()
    const lastSeen = async () => (await db().session.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime() - start
    at(0, 59_999)
    await readSession(id)
    expect(await lastSeen()).toBe(0)
    at(1)
    await readSession(id)
    expect(await lastSeen()).toBe(60_000)
  })

  test('the timeout is the setting', async () => {
    at(0)
    await db().setting.create({ data: { key: 'session_timeout', value: '5' } })
    const { id } = await signedIn()
    at(5)
    expect(await readSession(id)).toBeNull()
    await db().setting.delete({ where: { key: 'session_timeout' } })
  })

  test('a disabled user has none from the next request on; a removed one neither', async () => {
    const { id, user } = await signedIn()
    await db().user.update({ where: { id: user.id }, data: { disabled: true } })
    expect(await readSession(id)).toBeNull()
    await db().user.update({ where: { id: user.id }, data: { disabled: false } })
    expect(await readSession(id)).not.toBeNull()
    await db().user.delete({ where: { id: user.id } })
    expect(await readSession(id)).toBeNull()
  })

  test('the rows of those that have ended are deleted, however many', async () => {
    at(0)
    const [{ id, user }, kept] = [await signedIn(), await signedIn()]
    const ended = { userId: user.id, createdAt: now(), lastSeenAt: now(), expiresAt: now() }
    await db().session.createMany({ data: Array.from({ length: 2_500 }, () => ({ ...ended, id: unique('session') })) })
    at(30)
    await readSession(kept.id)
    at(60, -1)
    await cleanSessions(now())
    expect(await db().session.count({ where: { userId: user.id } })).toBe(1)
    at(60)
    await cleanSessions(now())
    expect(await db().session.findUnique({ where: { id } })).toBeNull()
    expect(await readSession(kept.id)).not.toBeNull()
  })
})
