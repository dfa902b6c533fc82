import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { makeUser } from '../testing/make'
import { updateSettings } from '../settings/update'
import { cleanAuditLog } from './clean'

useDatabase()
const day = 86_400_000
const due = new Date('2026-03-01T03:10:00Z')
const daysAgo = (days: number, ms = 0) => new Date(due.getTime() - days * day + ms)

beforeEach(async () => {
  await db().setting.deleteMany()
  await db().auditEvent.deleteMany()
})

async function retain(auditRetentionDays: number | null) {
  await updateSettings((await makeUser({ isAdmin: true })).actor, { changes: { auditRetentionDays } })
}

async function addEvents(at: Date, count = 1) {
  const resource = unique('robot')
  const row = { at, actorKind: 'system', actorName: 'system', operation: 'robot.update', resourceType: 'robot' }
  await db().auditEvent.createMany({
    data: Array.from({ length: count }, () => ({ ...row, resource, result: 'success' })),
  })
  return () => db().auditEvent.count({ where: { resource } })
}

const told = async () =>
  (await db().auditEvent.findMany({ where: { operation: 'audit-log.clean' }, orderBy: { id: 'asc' } })).map((row) => ({
    actor: row.actorKind,
    result: row.result,
    after: JSON.parse(row.after!) as unknown,
  }))
const row = (deleted: number, before: Date) => ({
  actor: 'system',
  result: 'success',
  after: { deleted, before: before.toISOString() },
})

describe('the retention of the audit log', () => {
  test('is for ever unless somebody says otherwise, also by taking it back', async () => {
    const old = await addEvents(daysAgo(36_000))
    await cleanAuditLog(due)
    await retain(1)
    await retain(null)
    await cleanAuditLog(due)
    expect([await old(), await told()]).toEqual([1, []])
  })

  test('deletes what is older, however much, and says in one event how much until when', async () => {
    await retain(90)
    const [old, kept] = [await addEvents(daysAgo(90, -1), 2_500), await addEvents(daysAgo(90))]
    await cleanAuditLog(due)
    expect([await old(), await kept(), await told()]).toEqual([0, 1, [row(2_500, daysAgo(90))]])
    await cleanAuditLog(due)
    await cleanAuditLog(new Date(due.getTime() + day - 1))
    expect(await told()).toHaveLength(2)
    expect(await kept()).toBe(0)
  })

  test('says nothing where there is nothing to delete', async () => {
    await retain(90)
    await cleanAuditLog(due)
    expect(await told()).toEqual([])
  })

  test('broken off, it is told once, and the same run repeated deletes the rest', async () => {
    await retain(90)
    const old = await addEvents(daysAgo(100), 1_500)
    const leaving = new AbortController()
    leaving.abort()
    await cleanAuditLog(due, leaving.signal)
    expect([await old(), await told()]).toEqual([1_500, [row(1_500, daysAgo(90))]])
    await cleanAuditLog(due)
    expect([await old(), await told()]).toEqual([0, [row(1_500, daysAgo(90))]])
  })
})
