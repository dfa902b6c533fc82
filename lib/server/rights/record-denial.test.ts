import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from './actor'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { inTime } from '../request-context'
import { setGlobalState } from '../global-state'
import { unique, useDatabase } from '../testing/database'
import { forgetGuesses } from '../testing/forget-guesses'
import { lockAuditLog } from '../testing/lock-audit-log'
import { makeProject } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { flushDenials, recordDenial } from './record-denial'
import type { AuditEntry } from './record'

const url = useDatabase()
// One test makes a row fail, which is told in the log.
setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))

let pass: (seconds: number) => void
beforeEach(async () => {
  await flushDenials('all')
  await db().auditEvent.deleteMany()
  await forgetGuesses()
  pass = stopClock()
})

const person = (name: string, address = '192.0.2.1'): Actor => ({ kind: 'user', id: 1, name, source: { address } })
const denied = (operation: AuditEntry['operation'] = 'robot.update', project?: { id: number; name: string }) => ({
  operation,
  resource: { type: 'robot' as const, name: 'robot$x', project },
  result: 'denied' as const,
})
async function deny(actor: Actor, count: number, entry = denied()) {
  for (let attempt = 0; attempt < count; attempt++) await recordDenial(actor, entry)
}
const rows = () => db().auditEvent.findMany({ orderBy: { id: 'asc' } })
const summaries = async () => (await rows()).filter(({ operation }) => operation === 'audit-log.omit')
const leftOutIn = (after: string | null) => (JSON.parse(after!) as { leftOut: number }).leftOut

describe('refusals beyond the limit', () => {
  test('leave one row for their actor and minute that says how many', async () => {
    await deny(person('ann'), 25)
    pass(30)
    await deny(person('ann'), 35, denied('project.delete'))
    await deny(person('ben'), 3)
    expect(await rows()).toHaveLength(23)
    pass(29)
    await flushDenials('ended')
    expect(await summaries()).toEqual([])
    pass(1)
    await flushDenials('ended')
    const [row, ...more] = await summaries()
    expect(more).toEqual([])
    expect(row).toMatchObject({
      actorKind: 'user',
      actorName: 'ann',
      address: '192.0.2.1',
      resourceType: 'audit-log',
      resource: '(refused attempts)',
      result: 'denied',
      projectId: null,
    })
    expect(JSON.parse(row!.after!)).toEqual({
      leftOut: 40,
      since: (await rows())[0]!.at.toISOString(),
      operations: ['project.delete', 'robot.update'],
    })
  })

  test('count anew in the next minute, whose first refusal also closes the one before', async () => {
    await deny(person('ann'), 21)
    pass(60)
    await deny(person('ann'), 22)
    pass(60)
    await flushDenials('ended')
    expect((await summaries()).map(({ after }) => leftOutIn(after))).toEqual([1, 2])
    expect(await rows()).toHaveLength(42)
  })

  test('of one address count together, of a network too, and each actor for itself', async () => {
    const stranger = (address: string): Actor => ({ kind: 'anonymous', source: { address } })
    await deny(stranger('2001:db8:0:1::1'), 15)
    await deny(stranger('2001:DB8:0:1::2'), 15)
    await deny(stranger('2001:db8:0:2::1'), 15)
    await deny(person('ann', '2001:db8:0:1::1'), 15)
    await flushDenials('all')
    expect((await summaries()).map(({ actorKind, after }) => [actorKind, leftOutIn(after)])).toEqual([
      ['anonymous', 10],
    ])
    expect(await rows()).toHaveLength(15 + 5 + 15 + 15 + 1)
  })

  test('are in a project’s log when all of them were about it', async () => {
    const [one, other] = [await makeProject(), await makeProject()]
    await deny(person('ann'), 30, denied('robot.delete', one))
    await deny(person('ben'), 30, denied('robot.delete', one))
    await deny(person('ben'), 1, denied('robot.delete', other))
    await flushDenials('all')
    expect((await summaries()).map(({ actorName, projectId }) => [actorName, projectId])).toEqual([
      ['ann', one.id],
      ['ben', null],
    ])
  })

  test('are told when the process ends, and only once', async () => {
    await deny(person('ann'), 50)
    await flushDenials('all')
    await flushDenials('all')
    expect((await summaries()).map(({ after }) => leftOutIn(after))).toEqual([30])
  })
})

describe('a database that takes no rows', () => {
  test('keeps nobody waiting; what comes then is written later, with its own time, or counted', async () => {
    const unlock = await lockAuditLog(url())
    const recording: Promise<void>[] = []
    for (let actor = 0; actor < 80; actor++) {
      for (let attempt = 0; attempt < 20; attempt++) {
        recording.push(recordDenial(person(`user-${actor}`), denied()))
      }
    }
    await unlock()
    await Promise.all(recording)
    pass(100)
    await expect
      .poll(async () => {
        await flushDenials('ended')
        return (await rows()).filter(({ operation }) => operation === 'robot.update').length
      })
      .toBe(1_000)
    await flushDenials('all')
    const all = await rows()
    const own = all.filter(({ operation }) => operation === 'robot.update')
    expect(own).toHaveLength(1_000)
    expect(new Set(own.map(({ at }) => at.getTime())).size).toBe(1)
    const leftOut = (await summaries()).map(({ after }) => leftOutIn(after))
    expect(leftOut.reduce((sum, count) => sum + count, 0)).toBe(600)
  })

  test('one row that cannot be written does not keep the others out', async () => {
    const impossible = { ...denied(), resource: { type: 'robot' as const, name: undefined as unknown as string } }
    const names = ['ann', 'ben', 'eve', 'ida'].map(unique)
    await Promise.all(names.map((name, at) => recordDenial(person(name), at === 1 ? impossible : denied())))
    expect((await rows()).map(({ actorName }) => actorName)).toEqual([names[0], names[2], names[3]])
  })
})

test('what a request without any time left was refused is recorded, beside what others were', async () => {
  const late = inTime(-1, () => recordDenial(person('late'), denied()))
  await Promise.all([late, recordDenial(person('other'), denied())])
  expect((await rows()).map(({ actorName }) => actorName).sort()).toEqual(['late', 'other'])
})
