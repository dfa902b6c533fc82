import { Writable } from 'node:stream'
import pg from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { setClock } from '../clock'
import { asRefusal } from '../errors'
import { setGlobalState } from '../global-state'
import { createLink } from '../links/create'
import { openLink } from '../links/open'
import { flushDenials, recordDenial } from '../rights/record-denial'
import { refreshSecret } from '../robots/refresh-secret'
import { generateSecret } from '../secrets/secret'
import { db, disconnect, openDatabase, sharedCounts, type Database } from '../store/db'
import { asProcesses } from '../testing/as-process'
import { testEngine, unique, useDatabase } from '../testing/database'
import { forgetGuesses } from '../testing/forget-guesses'
import { makeProject, makeRobot, makeSigner } from '../testing/make'
import { startOwnTime } from '../testing/own-time'
import { stopClock } from '../testing/stop-clock'
import { authenticateUser } from '../users/authenticate'
import { changeOwnPassword } from '../users/change-password'
import { cleanSharedFailures } from './clean'
import { beginGuess, countMistake, forgive, guessOf } from './guess-limits'
import { sharedFailuresState } from './shared-failures'
import { rememberSuccess, type Attempt } from './succeeded-places'
import { flushFailures, writeLater } from './write-later'

const url = useDatabase()
let pass: (seconds: number) => void
let logged = ''
let usual: Database
beforeEach(async () => {
  await forgetGuesses()
  // With connections and a budget of its own for what all processes count.
  usual = db()
  setGlobalState('database', openDatabase(url()))
  const counts = sharedCounts()
  if (counts) counts.patience = { waiting: 10_000, background: 10_000 }
  const stream = new Writable({ write: (line, _, done) => ((logged += String(line)), done()) })
  setGlobalState('log', pino(stream))
  pass = stopClock()
})

afterEach(async () => {
  await flushFailures()
  await flushDenials('all')
  await disconnect(db())
  setGlobalState('database', usual)
})

const ipv4 = (number: number): string => `198.51.${number >> 8}.${number & 255}`
const ann = (address: string): Attempt => ({ kind: 'user', name: 'ann', address })
const ci = (address: string): Attempt => ({ kind: 'robot', name: 'robot$ci', address })

type Outcome = 'right' | 'wrong' | { wait: number }
/** An attempt as the doors make it: counted, asked for, looked at; and what became of it, once others know. */
async function attempt(who: Attempt, isRight = false): Promise<Outcome> {
  try {
    const guess = beginGuess(who)
    const right = await guess
      .look(async () => isRight)
      .catch((error: unknown) => {
        guess.takeBack()
        throw error
      })
    if (!right) guess.fail()
    else {
      guess.takeBack()
      forgive(who)
      rememberSuccess(who)
    }
    await flushFailures()
    return right ? 'right' : 'wrong'
  } catch (error) {
    return { wait: asRefusal(error)!.retryAfterSeconds! }
  }
}

/** So many guesses at processes in turn: how many were looked at. */
async function looked(count: number, on: ReturnType<typeof asProcesses>, make: (at: number) => Attempt, of = 3) {
  let sum = 0
  for (let at = 0; at < count; at++) if ((await on(at % of, () => attempt(make(at)))) === 'wrong') sum++
  return sum
}
const rows = () => db().sharedFailures.findMany({ orderBy: { key: 'asc' } })

describe.runIf(testEngine === 'sqlite')('on SQLite', () => {
  test('each process counts for itself, and writes nothing', async () => {
    const on = asProcesses(3)
    expect(await looked(60, on, () => ann('192.0.2.1'))).toBe(15)
    expect(await rows()).toEqual([])
    expect(sharedFailuresState()).toEqual({ isUp: true, errors: 0 })
  })
})

describe.runIf(testEngine === 'postgresql')('three processes', () => {
  test.each<[string, (at: number) => Attempt, number]>([
    ['a person, from one place', () => ann('192.0.2.1'), 5],
    ['a person, from everywhere', (at) => ann(ipv4(at)), 100],
    ['a person, from the networks of one site', (at) => ann(`2001:db8:1:${at.toString(16)}::1`), 20],
    ['many names from one place', (at) => ({ kind: 'user', name: `nobody-${at}`, address: '192.0.2.1' }), 50],
    ['a robot, from one place', () => ci('192.0.2.1'), 10],
    ['a robot, from everywhere', (at) => ci(ipv4(at)), 300],
    ['a link, from one place', () => ({ kind: 'link', name: 'handle', address: '192.0.2.1' }), 10],
  ])('look at so many guesses as one: %s', async (_, make, limit) => {
    const sum = await looked(limit * 2 + 30, asProcesses(3), make)
    expect(sum).toBeGreaterThanOrEqual(limit)
    // The first of a process, if the others were full by then.
    expect(sum).toBeLessThanOrEqual(limit + 3)
  })

  test('what a clock that is days ahead has counted keeps nobody out, what one seconds ahead has, does', async () => {
    for (const [ahead, outcome] of [
      [7 * 86_400, 'wrong'],
      [20, { wait: 60 }],
    ] as const) {
      await forgetGuesses()
      const on = asProcesses(2)
      pass(ahead)
      for (let at = 0; at < 10; at++) await on(0, () => attempt(ann('192.0.2.1')))
      pass(-ahead)
      expect(await on(1, () => attempt(ann('192.0.2.1')))).toBe('wrong')
      expect(await on(1, () => attempt(ann('192.0.2.1')))).toEqual(outcome)
    }
  })

  test.each([
    ['behind, forgets nothing', -600, 10, false],
    ['ahead, keeps nobody out', 240, 1, true],
  ])('go by the clock of the database: who is %s', async (_, off, failures, hasRoom) => {
    const on = asProcesses(2)
    setClock()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off * 1_000 })
    for (let at = 0; at < failures; at++) await on(0, () => attempt(ann('192.0.2.1')))
    vi.useRealTimers()
    expect(await on(1, () => attempt(ann('192.0.2.1')))).toBe('wrong')
    const next = await on(1, () => attempt(ann('192.0.2.1')))
    if (hasRoom) return expect(next).toBe('wrong')
    const { wait } = next as { wait: number }
    expect(wait).toBeGreaterThan(30)
    expect(wait).toBeLessThanOrEqual(60)
  })

  test('of which one has used up everything, the others learn it by one guess each, and for how long', async () => {
    const on = asProcesses(3)
    await on(0, async () => {
      for (let at = 0; at < 10; at++) await attempt(ann('192.0.2.1'))
    })
    for (const other of [1, 2]) {
      expect(await on(other, () => attempt(ann('192.0.2.1')))).toBe('wrong')
      expect(await on(other, () => attempt(ann('192.0.2.1')))).toEqual({ wait: 60 })
    }
    pass(59)
    for (const each of [0, 1, 2]) expect(await on(each, () => attempt(ann('192.0.2.1')))).toEqual({ wait: 1 })
    pass(1)
    const outcomes = []
    for (const each of [0, 1, 2]) outcomes.push(await on(each, () => attempt(ann('192.0.2.1'))))
    expect(outcomes).toEqual(['wrong', { wait: 60 }, { wait: 60 }])
    // Nor do refused ones make anybody wait longer.
    for (let again = 0; again < 5; again++) await on(again % 3, () => attempt(ann('192.0.2.1')))
    pass(60)
    expect(await on(1, () => attempt(ann('192.0.2.1'), true))).toBe('right')
  })

  test('let an owner in whose place only the database knows, and count him at his place alone', async () => {
    const on = asProcesses(2)
    const at = (network: number) => ann(`2001:db8:1:${network}::1`)
    for (let network = 0; network < 20; network++) await on(0, () => attempt(at(network)))
    await on(1, async () => {
      expect(await attempt(at(30))).toBe('wrong')
      // What the last answer was is too long ago: the database is asked.
      pass(2)
      expect(await attempt(at(31))).toEqual({ wait: expect.any(Number) })
      pass(2)
      const before = await rows()
      const own = guessOf(at(40), async () => true)
      const look = async () => {
        own.refuseIfTooMany()
        return own.look(async () => false)
      }
      expect(await own.unlessAtHome(look)).toBe(false)
      own.fail()
      await flushFailures()
      const counted = (all: typeof before) => all.filter(({ key }) => !key.startsWith('user.nameHere')).length
      expect(counted(await rows())).toBe(counted(before))
      // Within a turn nobody is asked.
      const asked = () => Promise.reject(new Error('asked'))
      await expect(guessOf(at(41), asked).look(async () => true)).rejects.toThrow('too many')
    })
  })

  test('keep what was looked at and right out of the count, whatever failed before', async () => {
    const on = asProcesses(2)
    for (let at = 0; at < 3; at++) await on(at % 2, () => attempt(ci('192.0.2.1')))
    for (let at = 0; at < 50; at++) {
      const right = await on(at % 2, async () => {
        const guess = guessOf(ci('192.0.2.1'))
        guess.refuseIfTooMany()
        const answer = await guess.look(async () => true)
        guess.takeBack()
        await flushFailures()
        return answer
      })
      expect(right).toBe(true)
    }
    expect(await looked(30, on, () => ci('192.0.2.1'), 2)).toBe(7)
  })

  test('let in who was right at a place before, and forgive what was typed there', async () => {
    const on = asProcesses(3)
    for (const each of [0, 1, 2]) await on(each, () => attempt(ann('203.0.113.7'), true))
    await looked(200, on, (at) => ann(ipv4(at)))
    for (const each of [0, 1, 2]) {
      expect(await on(each, () => attempt(ann('203.0.113.8')))).toEqual({ wait: expect.any(Number) })
      for (let typo = 0; typo < 3; typo++) expect(await on(each, () => attempt(ann('203.0.113.7')))).toBe('wrong')
      expect(await on(each, () => attempt(ann('203.0.113.7'), true))).toBe('right')
    }
  })

  test('count a job with an outdated secret each for itself: it uses up nothing that is for guesses', async () => {
    const on = asProcesses(3)
    for (let at = 0; at < 600; at++) {
      await on(at % 3, async () => {
        try {
          countMistake(ci(ipv4(at % 10)))
        } catch {
          // One too many at this place.
        }
        if (at % 10 === 0) await flushFailures()
      })
    }
    await flushFailures()
    expect(await rows()).toEqual([])
    expect(await on(0, () => attempt(ci('203.0.113.1'), true))).toBe('right')
  })

  test('leave a bounded number of rows a second that tell no name, and they go with their time', async () => {
    const on = asProcesses(1)
    const started = performance.now()
    for (let at = 0; at < 400; at++) {
      await on(0, () => attempt({ kind: 'user', name: `My-Password-${at}`, address: ipv4(at) }))
    }
    const all = await rows()
    expect(all.length).toBeLessThanOrEqual(50 * (2 + Math.floor((performance.now() - started) / 1_000)))
    expect(JSON.stringify(all.map(({ key }) => key))).not.toMatch(/Password|198\.51/)
    for (const { key } of all) expect(key).toMatch(/^user\.\w+:[\w-]{43}$/)
    await cleanSharedFailures(new Date())
    pass(3_600)
    const aheadMs = 600_000
    await cleanSharedFailures(new Date(Number(all[0]!.expire) + aheadMs))
    expect((await rows()).every(({ expire }) => expire! > all[0]!.expire!)).toBe(true)
  })

  test('one’s own present password counts over all of them', async () => {
    const { actor } = await makeSigner()
    const on = asProcesses(3)
    const guess = async () => {
      const input = { present: 'Wrong-password-1', password: 'Another-password-2', keepSession: null }
      const kind = await changeOwnPassword(actor, input).catch((error: unknown) => asRefusal(error)!.kind)
      await flushFailures()
      return kind
    }
    const kinds = []
    for (let at = 0; at < 24; at++) kinds.push(await on(at % 3, guess))
    const invalid = kinds.filter((kind) => kind === 'invalid').length
    expect(invalid).toBeGreaterThanOrEqual(5)
    expect(invalid).toBeLessThanOrEqual(7)
  })

  test('write as many refused attempts of one actor into the log as one', async () => {
    const on = asProcesses(3)
    const name = unique('ann')
    const actor = { kind: 'user' as const, id: 1, name, source: { address: '192.0.2.1' } }
    const resource = { type: 'robot' as const, name: 'robot$x' }
    for (let at = 0; at < 90; at++) {
      await on(at % 3, () => recordDenial(actor, { operation: 'robot.update', resource, result: 'denied' }))
    }
    for (const each of [0, 1, 2]) await on(each, () => flushDenials('all'))
    const written = await db().auditEvent.findMany({ where: { actorName: name } })
    const own = written.filter(({ operation }) => operation === 'robot.update').length
    expect(own).toBeGreaterThanOrEqual(20)
    expect(own).toBeLessThanOrEqual(23)
    const omitted = written.filter(({ operation }) => operation === 'audit-log.omit')
    const leftOut = omitted.map(({ after }) => (JSON.parse(after!) as { leftOut: number }).leftOut)
    expect(leftOut.reduce((sum, count) => sum + count, own)).toBe(90)
  })
})

describe.runIf(testEngine === 'postgresql')('what waits to be written', () => {
  test('is bounded, what was taken back goes first, and nothing that fails stops the rest', async () => {
    await flushFailures()
    sharedCounts()!.mayWrite = () => true
    const written: string[] = []
    const write = (key: string) => async () => {
      written.push(key)
      if (key === 'failed-0') throw new Error('lost')
    }
    for (let at = 0; at < 1_200; at++) writeLater(`failed-${at}`, 1, write(`failed-${at}`))
    writeLater('taken back', -1, write('taken back'))
    await flushFailures()
    expect(written.slice(0, 3)).toEqual(['taken back', 'failed-0', 'failed-1'])
    expect(written).toHaveLength(1_001)
    writeLater('later', 1, write('later'))
    await flushFailures()
    expect(written).toHaveLength(1_002)
  })
})

describe.runIf(testEngine === 'postgresql')('the database', () => {
  test('is asked nothing for what succeeds', async () => {
    const project = await makeProject()
    const [user, robot, chosen] = [await makeSigner(), await makeRobot(project), await makeRobot(project)]
    await refreshSecret(project.admin, { id: chosen.id, secret: 'Chosen-secret-1' })
    const link = { robotId: robot.id, secret: robot.secret, hours: 1, passphrase: 'a long enough phrase' }
    const made = await createLink(project.admin, link)
    await disconnect(db())
    const query = vi.spyOn(pg.Client.prototype, 'query')
    setGlobalState('database', openDatabase(url()))
    try {
      const source = { address: '192.0.2.77' }
      const asRobot = async (name: string, secret: string) =>
        authenticateRobot({ username: name, secret, source }, await readSignIn(name))
      for (let again = 0; again < 2; again++) {
        expect(await authenticateUser({ username: user.username, password: user.password, source })).not.toBeNull()
        expect(await asRobot(robot.name, robot.secret)).not.toBeNull()
        expect(await asRobot(chosen.name, 'Chosen-secret-1')).not.toBeNull()
      }
      const { id, key } = made
      await openLink(source, { id, key, passphrase: link.passphrase })
      await flushFailures()
      const statements = () => query.mock.calls.map(([statement]) => JSON.stringify(statement))
      expect(statements().length).toBeGreaterThan(5)
      expect(statements().filter((text) => text.includes('SharedFailures'))).toEqual([])
      // That it would be seen here.
      await asRobot(chosen.name, 'Wrong-secret-1')
      await flushFailures()
      expect(statements().filter((text) => text.includes('SharedFailures')).length).toBeGreaterThan(0)
    } finally {
      query.mockRestore()
    }
  })

  test('that keeps the table locked delays nobody for long: each process counts for itself', async () => {
    const other = new pg.Client({ connectionString: url() })
    await other.connect()
    logged = ''
    try {
      expect(await attempt(ann('192.0.2.1'))).toBe('wrong')
      sharedCounts()!.patience.waiting = 400
      await other.query('BEGIN')
      await other.query('LOCK TABLE "SharedFailures" IN ACCESS EXCLUSIVE MODE')
      const waited = startOwnTime()
      const outcomes: Outcome[] = []
      for (let at = 0; at < 20; at++) outcomes.push(await attempt(ann('192.0.2.1')))
      expect(waited()).toBeLessThan(4_000)
      expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(4)
      expect(await attempt(ann('203.0.113.1'), true)).toBe('right')
      expect(sharedFailuresState()).toEqual({ isUp: false, errors: 1 })
      expect(logged.match(/cannot be counted together/g)).toHaveLength(1)
      expect(logged).not.toMatch(/"ann|192\.0\.2/)
    } finally {
      await other.end()
    }
  })

  test('that answers slowly keeps the turn of a slow hash no longer than one that does not', async () => {
    const body = 'BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END'
    await db().$executeRawUnsafe(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS '${body}'`)
    try {
      await attempt(ann('2001:db8::1'))
      await db().$executeRawUnsafe(
        'CREATE TRIGGER slow BEFORE INSERT ON "SharedFailures" FOR EACH ROW EXECUTE FUNCTION slow()',
      )
      sharedCounts()!.patience.waiting = 400
      const guess = guessOf(ann('2001:db8::1'))
      const waited = startOwnTime()
      expect(await guess.look(async () => true)).toBe(true)
      expect(waited()).toBeLessThan(900)
    } finally {
      await db().$executeRawUnsafe('DROP FUNCTION slow CASCADE')
    }
  })

  test('is not asked about secrets that nobody can guess', async () => {
    const robot = await makeRobot(await makeProject())
    for (let at = 0; at < 5; at++) {
      const source = { address: '192.0.2.5' }
      await authenticateRobot({ username: robot.name, secret: generateSecret(), source }, await readSignIn(robot.name))
    }
    await flushFailures()
    const failures = async () => (await rows()).filter(({ key }) => key.startsWith('robot.'))
    const before = await failures()
    const credentials = { username: robot.name, secret: robot.secret, source: { address: '192.0.2.5' } }
    expect(await authenticateRobot(credentials, await readSignIn(robot.name))).not.toBeNull()
    await flushFailures()
    expect(before).toHaveLength(0)
    expect(await failures()).toEqual(before)
  })
})
