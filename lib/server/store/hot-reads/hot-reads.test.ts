import fc from 'fast-check'
import { createClient } from '@libsql/client'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { signInFields, type SignInRobot } from './hot-reads'
import { db, hotReads, openDatabase, disconnect } from '../db'
import { isDatabaseUnavailable } from '../../unavailable'
import { currentSettings } from '../../settings/current'
import { readSettings } from '../../settings/read'
import { SqliteFile } from '../sqlite-file'
import { testEngine, unique, useDatabase } from '../../testing/database'
import { makeProject } from '../../testing/make'
import { openHotReads } from './open'
import { shared } from './postgresql'

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

const usual = (loginName: string) => db().robot.findUnique({ where: { loginName }, select: signInFields })

/** Both lists have an order that nobody relies on. */
function sorted(robot: SignInRobot | null) {
  if (!robot) return null
  const by = (list: object[]) => list.map((each) => JSON.stringify(each)).sort()
  return { ...robot, secrets: by(robot.secrets), grants: by(robot.grants) }
}

async function expectSame(loginName: string) {
  const read = await hotReads().robotByLogin(loginName)
  expect(sorted(read)).toEqual(sorted(await usual(loginName)))
  return read
}

const secret = (fields: object = {}) => ({ hash: 'aGFzaA==', scheme: 'sha256', ...fields })

describe('robotByLogin answers what the client does', () => {
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
    expect(await hotReads().robotByLogin(name)).toBeNull()
    expect(await hotReads().robotByLogin('')).toBeNull()
  })
})

describe('projects', () => {
  test('those that exist, as they are now', async () => {
    const [open, closed] = [await makeProject({ public: true }), await makeProject()]
    const read = () => hotReads().projects([open.name, closed.name, 'nobodys', "'"])
    const rows = (isPublic: boolean) => [
      { id: open.id, name: open.name, public: isPublic },
      { id: closed.id, name: closed.name, public: false },
    ]
    expect((await read()).sort((one, other) => one.id - other.id)).toEqual(rows(true))
    await db().project.update({ where: { id: open.id }, data: { public: false } })
    expect((await read()).sort((one, other) => one.id - other.id)).toEqual(rows(false))
    expect(await hotReads().projects([])).toEqual([])
    expect(await hotReads().projects([open.name])).toEqual([rows(false)[0]])
    expect(await hotReads().projects(['nobodys'])).toEqual([])
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
      expect(await hotReads().robotByLogin(name)).toMatchObject({ disabled: false })
    })
    expect(await hotReads().robotByLogin(name)).toMatchObject({ disabled: true })
  })

  test('outlive a table that is changed', async () => {
    const name = await insert({ secrets: [secret()] })
    expect(await hotReads().robotByLogin(name)).not.toBeNull()
    await db().$executeRawUnsafe('ALTER TABLE "Robot" ADD COLUMN "later" TEXT')
    expect(await hotReads().robotByLogin(name)).not.toBeNull()
    await db().$executeRawUnsafe('ALTER TABLE "Robot" DROP COLUMN "later"')
    expect(await hotReads().robotByLogin(name)).not.toBeNull()
  })

  test('open again after they were closed', async () => {
    const name = await insert({})
    await hotReads().close()
    expect(await hotReads().robotByLogin(name)).not.toBeNull()
  })

  test.runIf(testEngine === 'sqlite')('keep nothing of the log from being moved into the file', async () => {
    const [one, other] = [await insert({ secrets: [secret(), secret()] }), await insert({})]
    for (const name of [one, other, 'nobody']) await hotReads().robotByLogin(name)
    await hotReads().settings()
    const client = createClient({ url: url() })
    const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    client.close()
    expect(rows).toMatchObject([{ busy: 0, log: 0 }])
  })

  test.runIf(testEngine === 'sqlite')('make no file that is missing, and say that it is', async () => {
    const reads = openHotReads('file:/nowhere/at/all.db', new SqliteFile('file:/nowhere/at/all.db'))
    const error = await reads.robotByLogin('a').catch((thrown: unknown) => thrown)
    expect(isDatabaseUnavailable(error)).toBe(true)
  })

  test.runIf(testEngine === 'postgresql')('come back when the server has ended them', async () => {
    const name = await insert({})
    expect(await hotReads().robotByLogin(name)).not.toBeNull()
    const admin = new pg.Client({ connectionString: url() })
    await admin.connect()
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await admin.end()
    expect(await hotReads().robotByLogin(name)).not.toBeNull()
  })

  test.runIf(testEngine === 'postgresql')('prepare again what the server has forgotten', async () => {
    const [name, reads] = [await insert({}), openHotReads(url(), null)]
    const forget = vi.spyOn(pg.Client.prototype, 'connect')
    try {
      expect(await reads.robotByLogin(name)).not.toBeNull()
      // As a pooler does that hands over another of its own connections.
      await (forget.mock.contexts[0] as pg.Client).query('DEALLOCATE ALL')
      expect(await reads.robotByLogin(name)).not.toBeNull()
    } finally {
      forget.mockRestore()
      await reads.close()
    }
  })
})

describe('shared', () => {
  test('who comes during a read waits for the next, and all who wait share it', async () => {
    const ends: (() => void)[] = []
    let started = 0
    const read = shared(() => {
      const number = ++started
      return new Promise<number>((end) => ends.push(() => end(number)))
    })
    const first = read()
    const [second, third] = [read(), read()]
    expect(started).toBe(1)
    ends[0]!()
    expect(await first).toBe(1)
    await expect.poll(() => started).toBe(2)
    const fourth = read()
    ends[1]!()
    expect(await Promise.all([second, third])).toEqual([2, 2])
    await expect.poll(() => started).toBe(3)
    ends[2]!()
    expect(await fourth).toBe(3)
  })

  test('a read that fails fails for those who shared it, and for nobody after', async () => {
    let calls = 0
    const read = shared(async () => {
      if (++calls < 3) throw new Error(`failure ${calls}`)
      return calls
    })
    const results = await Promise.allSettled([read(), read(), read()])
    expect(results.map((result) => (result.status === 'rejected' ? result.reason.message : ''))).toEqual([
      'failure 1',
      'failure 2',
      'failure 2',
    ])
    expect(await read()).toBe(3)
  })
})
