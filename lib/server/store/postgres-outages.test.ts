import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import pg from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { db, disconnect, hotReads, inTransaction, openDatabase } from './db'
import { asRefusal, type Refusal } from '../errors'
import { setGlobalState } from '../global-state'
import { inRequest } from '../request-context'
import { testEngine, unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { startOwnTime } from '../testing/own-time'
import { startProxy } from '../testing/postgres-proxy'
import { asUnavailable } from '../unavailable'

const url = useDatabase()

describe.runIf(testEngine === 'postgresql')('PostgreSQL that does not answer', () => {
  let other: pg.Client

  beforeEach(async () => {
    setGlobalState('log', pino({ level: 'silent' }))
    other = new pg.Client({ connectionString: url() })
    await other.connect()
  })
  afterEach(() => other.end())

  const failure = (work: Promise<unknown>) =>
    work.then(
      () => null as Refusal | null,
      (error: unknown) => {
        const refusal = asRefusal(error)
        if (!refusal) throw error
        return refusal
      },
    )
  const refused = (error: unknown) => Promise.reject(asUnavailable(error))
  const inTime = async <Result>(work: () => Promise<Result>) => {
    const waited = startOwnTime()
    const result = await work()
    return { result, seconds: waited() / 1000 }
  }
  const terminateOthers = () =>
    other.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )

  test('a lock that somebody else holds is an outage within five seconds, for all who wait; reading goes on', async () => {
    const project = await makeProject()
    const before = await db().robot.count()
    await other.query('BEGIN')
    await other.query('LOCK TABLE "RobotSecret" IN ACCESS EXCLUSIVE MODE')
    const writing = inTime(() => Promise.all(Array.from({ length: 16 }, () => failure(makeRobot(project)))))
    const reading = await inTime(() => db().project.count())
    const { result, seconds } = await writing
    await other.query('ROLLBACK')
    expect(result.map((refusal) => [refusal?.kind, refusal?.message])).toEqual(
      Array(16).fill(['unavailable', expect.stringContaining('nothing was changed')]),
    )
    expect(seconds).toBeLessThan(6)
    expect(reading.seconds).toBeLessThan(2)
    expect(await db().robot.count()).toBe(before)
    expect(await makeRobot(project)).toMatchObject({ secret: expect.any(String) })
  })

  test('no statement of a transaction runs after its end', async () => {
    const { id } = await makeUser()
    const sent = vi.spyOn(pg.Client.prototype, 'query')
    const impatient = openDatabase(url())
    // Those of Prisma: ours are plain texts.
    const texts = () => sent.mock.calls.flatMap(([query]) => (query as { text?: string }).text ?? [])
    try {
      await other.query('BEGIN')
      await other.query('LOCK TABLE "User" IN ACCESS EXCLUSIVE MODE')
      const at = new Date()
      const sessions = { create: { id: unique('s'), createdAt: at, lastSeenAt: at, expiresAt: at } }
      // Several statements: the first waits for the lock beyond the transaction's time.
      const work = failure(
        impatient.$transaction((tx) => tx.user.update({ where: { id }, data: { realName: 'late', sessions } }), {
          timeout: 200,
        }),
      )
      await expect.poll(texts).toContain('ROLLBACK')
      await other.query('ROLLBACK')
      expect(await work).toMatchObject({ kind: 'unavailable' })
      expect(texts().at(-1)).toBe('ROLLBACK')
      expect(await db().session.count({ where: { userId: id } })).toBe(0)
      expect(await db().user.findUnique({ where: { id } })).toMatchObject({ realName: '' })
    } finally {
      sent.mockRestore()
      await disconnect(impatient)
    }
  })

  test('connections that the server ends are outages, and nothing else', async () => {
    const project = await makeProject()
    const failures: unknown[] = []
    let isOver = false
    const writers = Array.from({ length: 12 }, async () => {
      while (!isOver) failures.push(await failure(makeRobot(project)))
    })
    for (let round = 0; round < 5; round++) {
      const before = failures.length
      await expect.poll(() => failures.length, { timeout: 20_000 }).toBeGreaterThan(before + 12)
      await terminateOthers()
    }
    isOver = true
    await Promise.all(writers)
    const refused = failures.filter((each) => each !== null)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.filter((each) => asRefusal(each)?.kind !== 'unavailable')).toEqual([])
    expect(await db().robot.count({ where: { projectId: project.id } })).toBeGreaterThanOrEqual(
      failures.length - refused.length,
    )
    expect(await makeRobot(project)).toMatchObject({ secret: expect.any(String) })
  })

  describe('behind a network that fails', () => {
    let proxy: Awaited<ReturnType<typeof startProxy>>
    let own: ReturnType<typeof openDatabase>
    let direct: ReturnType<typeof openDatabase>

    beforeEach(async () => {
      direct = db()
      proxy = await startProxy(url())
      own = openDatabase(proxy.url)
      setGlobalState('database', own)
    })
    afterEach(async () => {
      setGlobalState('database', direct)
      await disconnect(own)
      await proxy.close()
    })

    test.each([
      ['on-then-cut', 1],
      ['cut', 0],
    ] as const)(
      'a COMMIT that got no answer (%s) is not told as a change that did not happen',
      async (passage, rows) => {
        const key = unique('setting')
        proxy.decide((sent) => (/COMMIT\0/.test(sent) ? passage : 'on'))
        const refusal = await failure(inTransaction((tx) => tx.setting.create({ data: { key, value: '' } })))
        expect(refusal).toMatchObject({ kind: 'unavailable', reason: 'outcome-unknown' })
        expect((refusal as Error).message).toMatch(/not known whether it was saved; look before/)
        expect((refusal as Error).message).not.toContain('nothing was changed')
        await expect.poll(() => direct.setting.count({ where: { key } })).toBe(rows)
      },
    )

    test('a connection that breaks in the midst of a read ends nothing but the read', async () => {
      const [uncaught, listeners] = [vi.fn(), process.listeners('uncaughtException')]
      process.removeAllListeners('uncaughtException').on('uncaughtException', uncaught)
      try {
        proxy.decide((sent) => (/SELECT COUNT/.test(sent) ? 'cut' : 'on'))
        expect(await failure(own.setting.count())).toMatchObject({ kind: 'unavailable' })
        proxy.decide(() => 'on')
        expect(await own.setting.count()).toBe(await direct.setting.count())
        expect(uncaught.mock.calls).toEqual([])
      } finally {
        process.removeAllListeners('uncaughtException')
        for (const listener of listeners) process.on('uncaughtException', listener)
      }
    })

    test('a connection that broke before is one after which nothing was changed', async () => {
      proxy.decide((sent) => (/INSERT INTO/.test(sent) ? 'cut' : 'on'))
      const work = inTransaction((tx) => tx.setting.create({ data: { key: unique('setting'), value: '' } }))
      expect(await failure(work)).toMatchObject({ message: expect.stringContaining('nothing was changed') })
    })

    test('silence is ended in time, however many wait, and the connections come back', async () => {
      await own.setting.count()
      proxy.decide(() => 'silence')
      const asked = [
        ...Array.from({ length: 20 }, () => () => own.setting.count()),
        ...Array.from({ length: 20 }, () => () => inTransaction((tx) => tx.setting.count())),
        // These fail as the driver does.
        ...Array.from({ length: 20 }, () => () => hotReads().ask({}).catch(refused)),
        // Two in a row have no longer than one.
        async () => {
          await own.setting.count().catch(() => 0)
          return own.setting.count()
        },
      ]
      const response = () => new EventEmitter() as ServerResponse
      const answers = await Promise.all(asked.map((ask) => inTime(() => inRequest(response(), () => failure(ask())))))
      for (const { result, seconds } of answers) {
        expect(result).not.toBeNull()
        expect(seconds).toBeLessThan(9.5)
      }
      proxy.decide(() => 'on')
      expect(await inTransaction((tx) => tx.setting.count())).toBe(await own.setting.count())
      expect((await hotReads().ask({})).settings).toMatch(/^\[/)
    })
  })
})
