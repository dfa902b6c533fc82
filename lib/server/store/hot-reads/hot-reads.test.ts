import { fork } from 'node:child_process'
import path from 'node:path'
import fc from 'fast-check'
import { createClient } from '@libsql/client'
import Database from 'libsql'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { signInFields, toSignInRobot, type SignInRobot } from './hot-reads'
import { db, hotReads, openDatabase, disconnect } from '../db'
import { inTime } from '../../request-context'
import { isDatabaseUnavailable } from '../../unavailable'
import { currentSettings } from '../../settings/current'
import { readSettings } from '../../settings/read'
import { SqliteFile } from '../sqlite-file'
import { testEngine, unique, useDatabase } from '../../testing/database'
import { makeProject } from '../../testing/make'
import { openHotReads } from './open'

const url = useDatabase()

/** SQLite's client reads nothing that is no safe integer. */
const lastSecond = testEngine === 'sqlite' ? BigInt(Number.MAX_SAFE_INTEGER) : 2n ** 63n - 1n

type Fields = {
  projectId?: number
  disabled?: boolean
  legacy?: boolean
  expiresAt?: bigint | null
  secrets?: { hash: string; scheme: string; expiresAt?: Date | null }[]
  grants?: { scope: string; scopeKey: string; projectId?: number; access: string }[]
}

async function insert({ secrets = [], grants = [], ...fields }: Fields): Promise<string> {
  const [loginName, at] = [unique('bot'), new Date()]
  const dates = { createdAt: at, updatedAt: at }
  await db().robot.create({
    data: {
      level: fields.projectId === undefined ? 'system' : 'project',
      name: loginName,
      loginName,
      durationDays: -1,
      creatorType: 'local',
      creatorRef: 1,
      ...dates,
      ...fields,
      secrets: { create: secrets.map((secret) => ({ ...secret, createdAt: at })) },
      grants: { create: grants },
    },
  })
  return loginName
}

const robotBy = async (login: string, reads = hotReads()) => (await reads.ask({ login: () => login })).robot
const projectsBy = async (projects: string[]) => (await hotReads().ask({ projects })).projects
async function usual(loginName: string): Promise<SignInRobot | null> {
  const robot = await db().robot.findUnique({ where: { loginName }, select: signInFields })
  return robot && toSignInRobot(robot)
}

/** Both lists have an order that nobody relies on. */
function sorted(robot: SignInRobot | null) {
  if (!robot) return null
  const by = (list: object[]) => list.map((each) => JSON.stringify(each)).sort()
  return { ...robot, secrets: by(robot.secrets), grants: by(robot.grants) }
}

async function expectSame(loginName: string) {
  const read = await robotBy(loginName)
  expect(sorted(read)).toEqual(sorted(await usual(loginName)))
  return read
}

const secret = (fields: object = {}) => ({ hash: 'aGFzaA==', scheme: 'sha256', ...fields })

describe('a robot is what the client reads', () => {
  test.each<[string, Fields]>([
    ['bare', {}],
    ['disabled', { disabled: true }],
    ['that never expires', { expiresAt: null }],
    ['expired long ago', { expiresAt: -1n }],
    ['that expires beyond JavaScript’s dates', { expiresAt: 187_300_000_000_000n }],
    ['that expires at the last second there is', { expiresAt: lastSecond }],
    [
      'with secrets of every kind',
      { secrets: [secret(), secret({ scheme: 'argon2id' }), secret({ scheme: 'legacy' })] },
    ],
    ['whose secret ends', { secrets: [secret({ expiresAt: new Date('2026-03-01T12:00:00.123Z') })] }],
    ['whose secret ended before the epoch', { secrets: [secret({ expiresAt: new Date('1969-12-31T23:59:59.999Z') })] }],
    ['with quotes and backslashes', { secrets: [secret({ hash: `"'\\,[]\u2028ü😀` })] }],
    ['of the system', { grants: [{ scope: 'system', scopeKey: '/', access: 'catalog:read' }] }],
    ['of an unknown scope', { grants: [{ scope: 'galaxy', scopeKey: 'g', access: '' }] }],
  ])('a robot %s', async (_, fields) => {
    expect(await expectSame(await insert(fields))).not.toBeNull()
  })

  test('a robot of a project with many grants and many secrets', async () => {
    const projects = await Promise.all(Array.from({ length: 30 }, () => makeProject()))
    const grants = projects.map(({ id }) => ({
      scope: 'project',
      scopeKey: String(id),
      projectId: id,
      access: 'artifact:list,read;repository:pull,push',
    }))
    const secrets = Array.from({ length: 30 }, (_, at) => secret({ hash: String(at) }))
    const read = await expectSame(await insert({ projectId: projects[0]!.id, grants, secrets }))
    expect(read?.project).toEqual({ id: projects[0]!.id, name: projects[0]!.name })
    expect(read?.grants.map(({ projectId }) => projectId)).toEqual(projects.map(({ id }) => id))
    expect(read?.secrets.map(({ hash }) => hash)).toEqual(secrets.map(({ hash }) => hash))
  })

  test('whatever the rows hold', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'))
    const end = fc.option(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ hash: text, scheme: text, expiresAt: end }), { maxLength: 4 }),
        fc.uniqueArray(fc.record({ scope: text, scopeKey: text, access: text }), {
          maxLength: 4,
          selector: ({ scopeKey }) => scopeKey,
        }),
        fc.option(fc.bigInt({ min: -lastSecond, max: lastSecond })),
        fc.boolean(),
        async (secrets, grants, expiresAt, disabled) => {
          await expectSame(await insert({ secrets, grants, expiresAt, disabled }))
        },
      ),
      { numRuns: 40 },
    )
  })

  test.each(['', 'nobody', "' OR 1=1 --", '%', '_', 'ü😀', 'x'.repeat(4_000)])('%j is nobody', async (login) => {
    expect(await expectSame(login)).toBeNull()
  })

  test('a legacy robot has no login name, so none is found by an empty one', async () => {
    const name = await insert({ legacy: true, secrets: [secret()] })
    await db().robot.update({ where: { loginName: name }, data: { loginName: null } })
    expect(await robotBy(name)).toBeNull()
    expect(await robotBy('')).toBeNull()
  })
})

describe('projects', () => {
  test('those that exist, as they are now', async () => {
    const [open, closed] = [await makeProject({ public: true }), await makeProject()]
    const read = () => projectsBy([open.name, closed.name, 'nobodys', "'"])
    const rows = (isPublic: boolean) => [
      { id: open.id, name: open.name, public: isPublic },
      { id: closed.id, name: closed.name, public: false },
    ]
    expect((await read()).toSorted((one, other) => one.id - other.id)).toEqual(rows(true))
    await db().project.update({ where: { id: open.id }, data: { public: false } })
    expect((await read()).toSorted((one, other) => one.id - other.id)).toEqual(rows(false))
    expect(await projectsBy([])).toEqual([])
    expect(await projectsBy([open.name])).toEqual([rows(false)[0]])
    expect(await projectsBy(['nobodys'])).toEqual([])
  })
})

describe('currentSettings', () => {
  test('says what readSettings says, before and after a change by another process', async () => {
    const other = openDatabase(url())
    const data = { key: 'robot_name_prefix', value: `bot"'ü.` }
    try {
      expect(await currentSettings()).toEqual(await readSettings(db()))
      for (const value of ['bot.', 'bot-', "b'\\"]) {
        await other.setting.upsert({ where: { key: data.key }, create: { ...data, value }, update: { value } })
        expect(await currentSettings()).toEqual(await readSettings(db()))
      }
      await other.setting.delete({ where: { key: data.key } })
      expect(await currentSettings()).toMatchObject({ robotNamePrefix: 'robot$' })
    } finally {
      await disconnect(other)
    }
  })
})

describe('the connections', () => {
  test('wait for no open transaction, and see what it did as soon as it is over', async () => {
    const name = await insert({ secrets: [secret()] })
    await db().$transaction(async (tx) => {
      await tx.robot.update({ where: { loginName: name }, data: { disabled: true } })
      expect(await robotBy(name)).toMatchObject({ disabled: false })
    })
    expect(await robotBy(name)).toMatchObject({ disabled: true })
  })

  test('outlive a table that is changed', async () => {
    const name = await insert({ secrets: [secret()] })
    expect(await robotBy(name)).not.toBeNull()
    await db().$executeRawUnsafe('ALTER TABLE "Robot" ADD COLUMN "later" TEXT')
    expect(await robotBy(name)).not.toBeNull()
    await db().$executeRawUnsafe('ALTER TABLE "Robot" DROP COLUMN "later"')
    expect(await robotBy(name)).not.toBeNull()
  })

  test('open again after they were closed', async () => {
    const name = await insert({})
    await hotReads().close()
    expect(await robotBy(name)).not.toBeNull()
  })

  test.runIf(testEngine === 'sqlite')('keep nothing of the log from being moved into the file', async () => {
    const [one, other] = [await insert({ secrets: [secret(), secret()] }), await insert({})]
    for (const name of [one, other, 'nobody']) await robotBy(name)
    await currentSettings()
    const client = createClient({ url: url() })
    const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    client.close()
    expect(rows).toMatchObject([{ busy: 0, log: 0 }])
  })

  test.runIf(testEngine === 'sqlite')(
    'look at no secret that has ended, however often a robot has rotated',
    async () => {
      const reads = openHotReads(url(), new SqliteFile(url()))
      const prepare = vi.spyOn(Database.prototype, 'prepare')
      try {
        await robotBy('nobody', reads)
        const [sql] = prepare.mock.calls.map(([text]) => text).filter((text) => text.includes('"RobotSecret"'))
        const plan = await db().$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, '')
        expect(plan.map(({ detail }) => detail)).toContain(
          'SEARCH s USING INDEX RobotSecret_robotId_endedAt_idx (robotId=? AND endedAt=?)',
        )
      } finally {
        prepare.mockRestore()
        await reads.close()
      }
    },
  )

  test.runIf(testEngine === 'sqlite')('make no file that is missing, and say that it is', async () => {
    const reads = openHotReads('file:/nowhere/at/all.db', new SqliteFile('file:/nowhere/at/all.db'))
    const error = await robotBy('a', reads).catch((thrown: unknown) => thrown)
    expect(isDatabaseUnavailable(error)).toBe(true)
  })

  test.runIf(testEngine === 'postgresql')('come back when the server has ended them', async () => {
    const name = await insert({})
    expect(await robotBy(name)).not.toBeNull()
    const admin = new pg.Client({ connectionString: url() })
    await admin.connect()
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await admin.end()
    expect(await robotBy(name)).not.toBeNull()
  })

  test.runIf(testEngine === 'postgresql')('prepare again what the server has forgotten', async () => {
    const [name, reads] = [await insert({}), openHotReads(url(), null)]
    const forget = vi.spyOn(pg.Client.prototype, 'connect')
    try {
      expect(await robotBy(name, reads)).not.toBeNull()
      // As a pooler does that hands over another of its own connections.
      await (forget.mock.contexts[0] as pg.Client).query('DEALLOCATE ALL')
      expect(await robotBy(name, reads)).not.toBeNull()
    } finally {
      forget.mockRestore()
      await reads.close()
    }
  })
})

describe('what is asked at once', () => {
  test('is answered to each by itself, and to nobody else', async () => {
    const [one, other, project] = [await insert({}), await insert({ disabled: true }), await makeProject()]
    const answers = await Promise.all([
      hotReads().ask({ login: () => one }),
      hotReads().ask({ login: () => other, projects: [project.name, 'nobodys'] }),
      hotReads().ask({ login: () => 'nobody', projects: [project.name] }),
      hotReads().ask({ login: () => null }),
      hotReads().ask({}),
    ])
    expect(answers.map(({ robot }) => robot?.loginName)).toEqual([one, other, undefined, undefined, undefined])
    expect(answers.map(({ projects }) => projects.map(({ id }) => id))).toEqual([
      [],
      [project.id],
      [project.id],
      [],
      [],
    ])
    expect(new Set(answers.map(({ settings }) => settings)).size).toBe(1)
  })

  test('fails alone where it is what no database takes', async () => {
    const [name, project] = [await insert({}), await makeProject()]
    const asked = [[project.name], ['a\0b'], [project.name]].map((projects) =>
      hotReads().ask({ login: () => name, projects }),
    )
    const [first, second, third] = await Promise.allSettled(asked)
    for (const each of [first, third]) {
      expect(each).toMatchObject({ value: { robot: { loginName: name }, projects: [{ id: project.id }] } })
    }
    // SQLite takes it, and finds nobody.
    expect(second).toMatchObject(testEngine === 'sqlite' ? { value: { projects: [] } } : { reason: { code: '22021' } })
  })

  test('by the same question gets the same answer while no row of it changes, whatever else does', async () => {
    const [name, other] = [await insert({ secrets: [secret()] }), await insert({})]
    const question = { login: () => name }
    const answer = await hotReads().ask(question)
    expect(await hotReads().ask(question)).toBe(answer)
    await db().robot.update({ where: { loginName: other }, data: { disabled: true } })
    const later = await hotReads().ask(question)
    expect(later).toEqual(answer)
    await db().robotSecret.updateMany({ where: { robot: { loginName: name } }, data: { hash: 'bmV3' } })
    const changed = await hotReads().ask(question)
    expect(changed).not.toBe(later)
    expect(changed.robot!.secrets).toMatchObject([{ hash: 'bmV3' }])
  })

  test('takes the login name from the settings as they are now, not as they were', async () => {
    const name = await insert({})
    const data = { key: 'robot_name_prefix', value: 'a.' }
    const login = (settings: string) => (settings.includes('"b."') ? name : 'nobody')
    expect((await hotReads().ask({ login })).robot).toBeNull()
    await db().setting.upsert({ where: { key: data.key }, create: data, update: data })
    expect((await hotReads().ask({ login })).robot).toBeNull()
    await db().setting.update({ where: { key: data.key }, data: { value: 'b.' } })
    expect((await hotReads().ask({ login })).robot?.loginName).toBe(name)
    await db().setting.delete({ where: { key: data.key } })
  })
})

describe.runIf(testEngine === 'sqlite')('what was read from a file', () => {
  test('is kept while nobody has committed, that there is nobody too, and no longer', async () => {
    const [name, elsewhere] = [await insert({ secrets: [secret()] }), openDatabase(url())]
    try {
      const read = await robotBy(name)
      expect(await robotBy(name)).toBe(read)
      await expect(
        db().$transaction(async (tx) => {
          await tx.robot.update({ where: { loginName: name }, data: { disabled: true } })
          expect(await robotBy(name)).toBe(read)
          throw new Error('rolled back')
        }),
      ).rejects.toThrow('rolled back')
      expect(await robotBy(name)).toMatchObject({ disabled: false })
      for (const [client, disabled] of [
        [db(), true],
        [elsewhere, false],
      ] as const) {
        await client.robot.update({ where: { loginName: name }, data: { disabled } })
        expect(await robotBy(name)).toMatchObject({ disabled })
      }
      const later = unique('later')
      expect(await robotBy(later)).toBeNull()
      await elsewhere.robot.update({ where: { loginName: name }, data: { loginName: later } })
      expect([await robotBy(name), await robotBy(later)]).toMatchObject([null, { loginName: later }])
    } finally {
      await disconnect(elsewhere)
    }
  })

  test('is dropped when it grows too large', async () => {
    const name = await insert({})
    const read = await robotBy(name)
    for (let at = 0; at < 60; at++) await robotBy(`${at}${'x'.repeat(200_000)}`)
    expect(await robotBy(name)).not.toBe(read)
    expect(await robotBy(name)).toEqual(read)
  })
})

/** Counts up in the database, in a process of its own or in this one, and says when that is committed. */
type Counter = { count: (to: number) => Promise<void>; stop: () => Promise<void> }

test(
  'ten thousand questions between changes of two processes: none is answered by what was before it',
  { timeout: 300_000 },
  async () => {
    const name = await insert({ expiresAt: 0n, secrets: [secret()] })
    const key = unique('counter')
    await db().setting.create({ data: { key, value: '0' } })
    const here: Counter = {
      count: async (to) =>
        void (await db().$transaction([
          db().robot.update({ where: { loginName: name }, data: { expiresAt: BigInt(to) } }),
          db().setting.update({ where: { key }, data: { value: String(to) } }),
        ])),
      stop: async () => undefined,
    }
    const counters = [here, await counterElsewhere(name, key)]
    let [committed, asked, wrong] = [0, 0, 0]
    /** So many changes there are in any case, however slow the other process is. */
    const least = 20
    const pick = (below: number) => Math.floor(Math.random() * below)

    async function change() {
      for (let to = 1; asked < 10_000 || to <= least; to++) {
        await counters[pick(2)]!.count(to)
        committed = to
        for (let turns = pick(4); turns > 0; turns--) await new Promise(setImmediate)
      }
    }
    async function question() {
      for (; asked < 10_000 || committed < least; asked++) {
        const before = committed
        const { robot, settings } = await hotReads().ask({ login: () => name })
        const stored = new Map(JSON.parse(settings) as [string, string][])
        if (Number(robot!.expiresAt) < before || Number(stored.get(key)) < before) wrong++
        if (pick(3) === 0) await new Promise((next) => setTimeout(next, pick(3)))
      }
    }
    try {
      await Promise.all([change(), ...Array.from({ length: 8 }, question)])
    } finally {
      await Promise.all(counters.map(({ stop }) => stop()))
    }
    expect(wrong).toBe(0)
  },
)

async function counterElsewhere(name: string, key: string): Promise<Counter> {
  const child = fork(path.join(import.meta.dirname, '../../testing/count-up.mjs'), [url(), name, key], { execArgv: [] })
  const said = () => new Promise<void>((resolve) => child.once('message', () => resolve()))
  const ready = said()
  await ready
  return {
    count: async (to) => {
      const done = said()
      child.send(to)
      await done
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await ended
    },
  }
}

test('a request that has no time left fails alone, if at all, and keeps nobody else from an answer', async () => {
  const late = inTime(-1, () => hotReads().ask({})).catch((error: unknown) => error)
  const others = await Promise.all([hotReads().ask({}), inTime(60_000, () => hotReads().ask({}))])
  for (const { settings } of others) expect(settings).toMatch(/^\[/)
  if (testEngine === 'postgresql') expect(isDatabaseUnavailable(await late)).toBe(true)
})
