import { beforeEach, expect, test, vi } from 'vitest'

/** A fresh tab, or, with the same storage, a reloaded one. */
async function openTab(user: string) {
  vi.resetModules()
  const { eventLog, eventLogStore } = await import('./event-log')
  eventLog.claim(user)
  return { eventLog, read: eventLogStore.read, states: () => eventLogStore.read().events.map(({ state }) => state) }
}

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (k: string, v: string) => kept.set(k, v) }
  vi.stubGlobal('sessionStorage', storage)
})

test('each name runs, and ends by its own reason; the newest operation stands first', async () => {
  const { eventLog, read } = await openTab('ann')
  const finish = eventLog.start('Delete', ['a', 'b'])
  eventLog.start('Update', ['c'])
  expect(read().events.map(({ name, state }) => `${name} ${state}`)).toEqual(['c running', 'a running', 'b running'])
  expect(read().unseen.count).toBe(0)
  finish([null, 'gone'])
  expect(read().events.slice(1)).toMatchObject([
    { name: 'a', state: 'success' },
    { name: 'b', state: 'failure', reason: 'gone' },
  ])
  expect(read().unseen).toEqual({ count: 2, failed: true })
  eventLog.markSeen()
  expect(read().unseen).toEqual({ count: 0, failed: false })
})

test('a reload keeps the log; what was running then is interrupted', async () => {
  const before = await openTab('ann')
  before.eventLog.start('Delete', ['a'])([null])
  before.eventLog.start('Delete', ['b'])
  const after = await openTab('ann')
  expect(after.states()).toEqual(['interrupted', 'success'])
  after.eventLog.start('Delete', ['c'])
  expect(new Set(after.read().events.map(({ id }) => id)).size).toBe(3)
})

test('another user of the tab finds nothing, in the storage neither', async () => {
  const { eventLog, read } = await openTab('ann')
  eventLog.start('Delete', ['secret-project'])([null])
  eventLog.claim('bob')
  expect(read().events).toEqual([])
  expect([...kept.values()].join()).not.toContain('secret-project')
  expect((await openTab('bob')).states()).toEqual([])
})

test('clearing leaves what is running; the log does not grow without end', async () => {
  const { eventLog, read, states } = await openTab('ann')
  const finish = eventLog.start('Delete', ['a'])
  eventLog.start('Delete', ['b'])
  finish([null])
  eventLog.clear()
  expect(states()).toEqual(['running'])
  for (let index = 0; index < 30; index++) eventLog.start('Delete', Array(10).fill('x'))([])
  expect(read().events).toHaveLength(200)
})

test('spoilt or forbidden storage is an empty log', async () => {
  for (const text of ['{', '[]', '7', '{"owner":"ann","events":1}']) {
    kept.set('event-log', text)
    expect((await openTab('ann')).states()).toEqual([])
  }
  const refuse = () => {
    throw new Error('forbidden')
  }
  vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse })
  const { eventLog, states } = await openTab('ann')
  eventLog.start('Delete', ['a'])([null])
  expect(states()).toEqual(['success'])
})
