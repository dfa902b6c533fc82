import pino from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { setGlobalState } from '../global-state'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { cleanOutbox } from './clean-outbox'

useDatabase()
const due = new Date('2026-03-01T08:00:00Z')
const daysAgo = (days: number, ms = 0) => new Date(due.getTime() - days * 86_400_000 + ms)

beforeEach(async () => {
  setGlobalState('log', pino({ level: 'silent' }))
  await db().outbox.deleteMany()
})

type Row = { at?: Date; deliveries?: { nextAttemptAt: Date | null }[] }
const addEvent = async ({ at = daysAgo(1), deliveries = [] }: Row = {}) => {
  const create = deliveries.map(({ nextAttemptAt }, index) => ({ receiver: `webhook:${index}`, nextAttemptAt }))
  const data = { at, event: 'robot.create', payload: '{}', deliveries: { create } }
  return (await db().outbox.create({ data })).id
}
const left = async () => (await db().outbox.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)

test('what reached all its receivers goes, and what is older than thirty days; the rest stays', async () => {
  const [done, waiting] = [{ nextAttemptAt: null }, { nextAttemptAt: due }]
  await addEvent({ deliveries: [done, done] })
  await addEvent({ at: daysAgo(30, -1) })
  await addEvent({ at: daysAgo(31), deliveries: [waiting] })
  const kept = [
    await addEvent({ deliveries: [done, waiting] }),
    await addEvent({ at: daysAgo(30) }),
    await addEvent({ deliveries: [waiting] }),
  ]
  await cleanOutbox(due)
  await cleanOutbox(due)
  expect(await left()).toEqual(kept)
  expect(await db().delivery.count()).toBe(3)
})

test('of too many the latest stay', async () => {
  const ids = []
  for (let count = 0; count < 7; count++) ids.push(await addEvent())
  await cleanOutbox(due, undefined, 7)
  expect(await left()).toEqual(ids)
  await cleanOutbox(due, undefined, 5)
  expect(await left()).toEqual(ids.slice(2))
})
