import { existsSync, readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import pino from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { maxOpenLinks } from '@/lib/domain/links/link-schema'
import type { MadeLink } from '@/lib/domain/links/link-row'
import type { Actor } from '../rights/actor'
import { flushDenials } from '../rights/record-denial'
import { setGlobalState } from '../global-state'
import { log, logOptions } from '../log'
import { updateProject } from '../projects/update'
import { refreshSecret } from '../robots/refresh-secret'
import { removeRobot } from '../robots/remove'
import { fillBox, openBox } from '../secrets/link-box'
import { generateSecret } from '../secrets/secret'
import { db } from '../store/db'
import { whileNobodyMigrates, structureOf } from '../testing/database-state'
import { testEngine, unique, useDatabase } from '../testing/database'
import { fillTurns } from '../testing/fill-turns'
import { forgetGuesses } from '../testing/forget-guesses'
import { makeMember, makeProject, makeRobot, makeSystemRobot, makeUser } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { Prisma } from '../generated/sqlite/client'
import { cleanLinks } from './clean'
import { createLink } from './create'
import { listLinks } from './list'
import { openLink } from './open'
import { withdrawLink } from './withdraw'

const url = useDatabase()
let written = ''
beforeEach(async () => {
  await forgetGuesses()
  const stream = new Writable({ write: (line, _, done) => ((written += String(line)), done()) })
  setGlobalState('log', pino({ ...logOptions(), level: 'trace' }, stream))
})

const passphrase = 'a long enough phrase'
let places = 0
/** Each from a place of its own, unless a test is about that. */
const elsewhere = () => ({ address: `198.51.${++places >> 8}.${places & 255}`, client: 'Firefox' })
const open = ({ id, key }: { id: string; key: string }, typed?: string) =>
  openLink(elsewhere(), { id, key, passphrase: typed })

async function setUp() {
  const project = await makeProject()
  const robot = await makeRobot(project)
  const make = (fields: { hours?: number; passphrase?: string; secret?: string } = {}, actor: Actor = project.admin) =>
    createLink(actor, { robotId: robot.id, secret: robot.secret, hours: 24, ...fields })
  return { project, robot, make, admin: project.admin }
}

const gone = expect.objectContaining({ kind: 'not-found', message: 'this link does not open anything' })
const opened = (results: PromiseSettledResult<unknown>[]) => results.filter(({ status }) => status === 'fulfilled')
const many = <Value>(count: number, fn: (at: number) => Promise<Value>) =>
  Promise.allSettled(Array.from({ length: count }, (_, at) => fn(at)))
const rowOf = ({ linkId }: MadeLink) => db().oneTimeLink.findUniqueOrThrow({ where: { id: linkId } })
async function auditOf(robotId: number) {
  await flushDenials('all')
  return db().auditEvent.findMany({
    where: { resourceId: robotId, operation: { startsWith: 'link.' } },
    orderBy: { id: 'asc' },
  })
}

describe('a link', () => {
  test('hands the secret on, once, and is on record', async () => {
    const { robot, project, make } = await setUp()
    const link = await make()
    await expect(open(link)).resolves.toEqual(robot)
    await expect(open(link)).rejects.toEqual(gone)
    const rows = await auditOf(robot.id)
    expect(rows.map(({ operation, result, actorKind }) => [operation, result, actorKind])).toEqual([
      ['link.create', 'success', 'user'],
      ['link.open', 'success', 'anonymous'],
      ['link.open', 'denied', 'anonymous'],
    ])
    expect(new Set(rows.map(({ projectId, resource }) => `${projectId} ${resource}`)).size).toBe(1)
    expect(rows[1]).toMatchObject({ projectId: project.id, address: expect.stringContaining('198.51.') })
    expect(rows[2]!.after).toContain('opened')
  })

  test('of a system robot and of a chosen secret, by who may refresh it', async () => {
    const admin = await makeUser({ isAdmin: true })
    const robot = await makeSystemRobot(admin.actor, { access: [parseAccessKey('project:list')] })
    const chosen = unique('Chosen1')
    await refreshSecret(admin.actor, { id: robot.id, secret: chosen })
    const link = await createLink(admin.actor, { robotId: robot.id, secret: chosen, hours: 1 })
    await expect(open(link)).resolves.toEqual({ ...robot, secret: chosen })
  })

  test('is made by nobody else', async () => {
    const { project, robot, make } = await setUp()
    for (const role of ['maintainer', 'developer', 'guest'] as const) {
      await expect(make({}, await makeMember(project.id, role))).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await expect(make({}, (await makeUser()).actor)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(make({}, { kind: 'anonymous' })).rejects.toMatchObject({ kind: 'unauthorized' })
    const asRobot: Actor = { kind: 'robot', id: robot.id, name: robot.name, grants: [] }
    await expect(make({}, asRobot)).rejects.toBeDefined()
    expect(await db().oneTimeLink.count({ where: { robotId: robot.id } })).toBe(0)
  })

  test('holds the present secret of that robot and no other text, which nobody finds out by trying', async () => {
    const { project, robot, make } = await setUp()
    const other = await makeRobot(project)
    const wrong = expect.objectContaining({ kind: 'invalid', reason: 'link-secret' })
    for (const secret of [generateSecret(), other.secret, '', 'Call-me-at-555', 'Summer-2024', 'Summer-2025']) {
      await expect(make({ secret })).rejects.toEqual(wrong)
    }
    await refreshSecret(project.admin, { id: robot.id, secret: 'Summer-2026' })
    await expect(make()).rejects.toEqual(wrong)
    await expect(make({ secret: 'Summer-2027' })).rejects.toEqual(wrong)
    await expect(make({ secret: 'Summer-2026' })).rejects.toMatchObject({ kind: 'too-many-requests' })
    expect(await db().oneTimeLink.count({ where: { robotId: robot.id } })).toBe(0)
  })

  test('opened a hundred times at once gives one secret', async () => {
    for (const phrase of [undefined, passphrase]) {
      const { make } = await setUp()
      const link = await make({ passphrase: phrase })
      const results = await many(phrase ? 30 : 100, () => open(link, phrase))
      expect(opened(results)).toHaveLength(1)
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toEqual(gone)
      expect(await rowOf(link)).toMatchObject({ box: null, openedWith: 'Firefox' })
    }
  })
})

describe('one answer', () => {
  test('to whatever opens nothing', async () => {
    const { admin, robot, project, make } = await setUp()
    const pass = stopClock()
    const [used, withdrawn, locked, brief] = [
      await make(),
      await make(),
      await make({ passphrase }),
      await make({ hours: 1 }),
    ]
    await open(used)
    await withdrawLink(admin, withdrawn.linkId)
    for (let i = 0; i < 5; i++) await expect(open(locked, 'not the phrase')).rejects.toEqual(gone)
    pass(3_600)
    const other = await makeRobot(project)
    const stale = await createLink(admin, { robotId: other.id, secret: other.secret, hours: 24 })
    await refreshSecret(admin, { id: other.id })
    const { key } = await make()
    const bad = ['', '%', '\0', '\ud800', '../..', 'x'.repeat(1_000), '__proto__', stale.id, "' OR 1=1 --", '🤖']
    const links = [
      ...[used, withdrawn, brief, stale].map((link) => [link, undefined] as const),
      [locked, passphrase] as const,
      ...bad.map((id) => [{ id, key }, undefined] as const),
      ...bad.map((wrong) => [{ id: used.id, key: wrong }, wrong] as const),
    ]
    const said = new Set<string>()
    for (const [link, phrase] of links) {
      const error: unknown = await open(link, phrase).catch((reason: unknown) => reason)
      const { name, kind, message, reason, retryAfterSeconds } = error as Record<string, unknown>
      said.add(JSON.stringify([name, kind, message, reason, retryAfterSeconds]))
    }
    expect([...said]).toEqual([
      JSON.stringify(['Refusal', 'not-found', 'this link does not open anything', 'link-gone', undefined]),
    ])
    const reasons = (await auditOf(robot.id)).flatMap(({ result, after }) => (result === 'denied' ? [after] : []))
    expect(reasons.join()).toMatch(/locked/)
    expect(reasons.join()).toMatch(/expired/)
  })

  test('the wrong half of a link costs it nothing', async () => {
    const { robot, make } = await setUp()
    const link = await make({ passphrase })
    for (let i = 0; i < 10; i++)
      await expect(open({ ...link, key: `${i}${link.key.slice(1)}x` }, 'x')).rejects.toEqual(gone)
    await expect(open(link, passphrase)).resolves.toMatchObject({ secret: robot.secret })
  })

  test('costs the same slow hash whether there is a link or not, and an overload takes no try', async () => {
    const { robot, make } = await setUp()
    const link = await make({ passphrase })
    const free = fillTurns()
    for (const asked of [link, { id: link.id, key: 'another' }, { id: '', key: '' }])
      await expect(open(asked, 'not the phrase')).rejects.toMatchObject({ kind: 'unavailable' })
    await free()
    expect((await rowOf(link)).triesLeft).toBe(5)
    await expect(open(link, passphrase)).resolves.toMatchObject({ secret: robot.secret })
  })

  test('five wrong passphrases end it, also at once; four do not', async () => {
    const { robot, make } = await setUp()
    const [first, second] = [await make({ passphrase }), await make({ passphrase })]
    await expect(open(first)).rejects.toEqual(gone)
    for (let i = 0; i < 3; i++) await expect(open(first, `${passphrase}${i}`)).rejects.toEqual(gone)
    await expect(open(first, passphrase)).resolves.toMatchObject({ secret: robot.secret })
    await many(20, (at) => open(second, `wrong ${at}`))
    await expect(open(second, passphrase)).rejects.toEqual(gone)
    expect(await rowOf(second)).toMatchObject({ box: null, triesLeft: 0, openedAt: null })
  })

  test('and from one place only so often, whether there is a link or not', async () => {
    const { make } = await setUp()
    const link = await make()
    const source = { address: '203.0.113.9' }
    const results = await many(60, (at) => openLink(source, { id: `no-${at}`, key: 'none' }))
    const kinds = results.map((result) => (result as PromiseRejectedResult).reason.kind as string)
    expect(kinds.filter((kind) => kind === 'not-found')).toHaveLength(50)
    await expect(openLink(source, link)).rejects.toMatchObject({ kind: 'too-many-requests' })
    await expect(open(link)).resolves.toBeDefined()
  })
})

describe('a link ends', () => {
  test('at its time, to the second', async () => {
    const { robot, make } = await setUp()
    const pass = stopClock(1_800_000_000_000)
    const [early, late] = [await make({ hours: 1 }), await make({ hours: 1 })]
    pass(3_599)
    await expect(open(early)).resolves.toMatchObject({ secret: robot.secret })
    pass(1)
    await expect(open(late)).rejects.toEqual(gone)
    await cleanLinks(new Date(1_800_003_600_000))
    await cleanLinks(new Date(1_800_003_600_000))
    expect(await rowOf(late)).toMatchObject({ box: null, openedAt: null })
    await cleanLinks(new Date(1_800_003_600_000 + 91 * 86_400_000))
    expect(await db().oneTimeLink.count({ where: { id: { in: [early.linkId, late.linkId] } } })).toBe(0)
  })

  test('with the secret, the robot, the project and its maker', async () => {
    const ends = {
      refreshed: ({ admin, robot }) => refreshSecret(admin, { id: robot.id }),
      deleted: ({ admin, robot }) => removeRobot(admin, robot.id),
      'deleted with its project': ({ project }) => db().project.delete({ where: { id: project.id } }),
    } satisfies Record<string, (given: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>>
    for (const end of Object.values(ends)) {
      const given = await setUp()
      const link = await given.make()
      await end(given)
      await expect(open(link)).rejects.toEqual(gone)
      await cleanLinks(new Date())
      expect((await rowOf(link)).box).toBeNull()
      expect((await listLinks(given.admin, { page: 1, size: 10 })).rows[0]).toMatchObject({ state: 'void' })
    }
    const { project, make } = await setUp()
    const maker = await makeUser({ isAdmin: true })
    const link = await make({}, maker.actor)
    await db().user.delete({ where: { id: maker.id } })
    await expect(open(link)).rejects.toEqual(gone)
    await expect(updateProject(project.admin, { id: project.id, public: true })).resolves.not.toThrow()
  })

  test('by its maker alone, and not twice', async () => {
    const { project, robot, admin, make } = await setUp()
    const link = await make()
    const others = [(await makeUser({ isAdmin: true })).actor, await makeMember(project.id, 'projectAdmin')]
    for (const other of others) {
      await expect(withdrawLink(other, link.linkId)).rejects.toMatchObject({ kind: 'not-found' })
      expect((await listLinks(other, { page: 1, size: 10 })).total).toBe(0)
    }
    await expect(withdrawLink({ kind: 'anonymous' }, link.linkId)).rejects.toMatchObject({ kind: 'unauthorized' })
    await withdrawLink(admin, link.linkId)
    await expect(withdrawLink(admin, link.linkId)).rejects.toMatchObject({ kind: 'stale', reason: 'link-over' })
    await expect(open(link)).rejects.toEqual(gone)
    expect((await auditOf(robot.id)).map(({ operation }) => operation)).toContain('link.withdraw')
  })

  test('opened, withdrawn or made void at the same moment, in one of these ways', async () => {
    for (let round = 0; round < 10; round++) {
      const { robot, admin, make } = await setUp()
      const link = await make()
      const [opening, withdrawal] = await Promise.allSettled([
        open(link),
        round % 2 ? withdrawLink(admin, link.linkId) : refreshSecret(admin, { id: robot.id }),
      ])
      const row = await rowOf(link)
      expect(row.openedAt !== null).toBe(opening.status === 'fulfilled')
      if (round % 2) expect(withdrawal.status).toBe(opening.status === 'fulfilled' ? 'rejected' : 'fulfilled')
      await expect(open(link)).rejects.toEqual(gone)
    }
  })

  test('made beside a new secret, it is void or was not made', async () => {
    for (let round = 0; round < 10; round++) {
      const { robot, admin, make } = await setUp()
      const [made] = await Promise.allSettled([make(), refreshSecret(admin, { id: robot.id })])
      if (made.status === 'fulfilled') await expect(open(made.value)).rejects.toEqual(gone)
      else expect(made.reason).toMatchObject({ kind: expect.stringMatching(/invalid|stale/) })
    }
  })
})

test('nobody has more than twenty open ones, however many are made at once', async () => {
  const { admin, project, make } = await setUp()
  // Of many robots, whose rows do not make them wait for each other.
  const robots = await Promise.all(Array.from({ length: maxOpenLinks * 2 }, () => makeRobot(project)))
  const results = await many(robots.length, (at) => {
    const { id: robotId, secret } = robots[at]!
    return createLink(admin, { robotId, secret, hours: 24 })
  })
  const made = opened(results).map((result) => (result as PromiseFulfilledResult<MadeLink>).value)
  expect(made).toHaveLength(maxOpenLinks)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ kind: 'conflict', reason: 'link-limit' })
  await expect(make()).rejects.toMatchObject({ reason: 'link-limit' })
  await withdrawLink(admin, made[0]!.linkId)
  await open(made[1]!)
  await make()
  await make()
  await expect(make()).rejects.toMatchObject({ reason: 'link-limit' })
  expect((await listLinks(admin, { page: 2, size: 15 })).rows).toHaveLength(7)
})

/** All that the database holds, byte for byte where that can be had. */
async function wholeDatabase(): Promise<string> {
  const files = testEngine === 'sqlite' ? [url().slice('file:'.length)] : []
  const bytes = files
    .flatMap((file) => [file, `${file}-wal`].filter(existsSync))
    .map((file) => readFileSync(file, 'latin1'))
  const rows = await whileNobodyMigrates(url(), async (connection) => {
    const { tables } = await structureOf(connection)
    const texts = []
    for (const table of tables.keys()) texts.push(await connection.run(Prisma.raw(`SELECT * FROM "${table}"`)))
    return JSON.stringify(texts, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
  })
  return [...bytes, rows].join('\n')
}

const forms = (text: string): string[] => [
  text,
  text.slice(-12),
  encodeURIComponent(text),
  ...(['base64', 'base64url', 'hex'] as const).map((encoding) => Buffer.from(text).toString(encoding)),
]

describe('the database', () => {
  test('and the log hold neither the secret nor either half of the link, at any time', async () => {
    const { robot, admin, make } = await setUp()
    const [plain, guarded, withdrawn] = [await make(), await make({ passphrase }), await make()]
    const box = (await rowOf(guarded)).box!
    const hidden = [robot.secret, passphrase, ...[plain, guarded, withdrawn].flatMap(({ id, key }) => [id, key])]
    const look = async () => {
      await flushDenials('all')
      log().trace('a line of the log')
      const places = { database: await wholeDatabase(), log: written }
      for (const [place, text] of Object.entries(places))
        expect(
          hidden.flatMap(forms).filter((form) => text.includes(form)),
          place,
        ).toEqual([])
      expect(places.log).toContain('a line of the log')
      return places.database
    }
    expect(await look()).toContain(box)
    await expect(open(guarded, robot.secret)).rejects.toEqual(gone)
    await open(plain)
    await open(plain).catch(() => undefined)
    await withdrawLink(admin, withdrawn.linkId)
    await createLink(admin, { robotId: robot.id, secret: `${robot.secret}x`, hours: 1 }).catch(() => undefined)
    await look()
  })

  test('opens nothing with all it holds, nor does the link with another row or another time', async () => {
    const { robot, make } = await setUp()
    const [link, other] = [await make(), await make({ hours: 48 })]
    const row = await rowOf(link)
    const owner = { ...row, secretId: row.secretId! }
    const keys = { key: link.key, salt: row.salt, stretched: null }
    expect(openBox(row.box!, keys, owner)).toBe(robot.secret)
    for (const key of [row.handle, row.salt, link.id, '', String(row.id)])
      expect(openBox(row.box!, { ...keys, key }, owner)).toBeNull()
    expect(openBox(row.box!, keys, { ...owner, robotId: row.robotId + 1 })).toBeNull()
    expect(openBox(row.box!, keys, { ...owner, expiresAt: new Date(row.expiresAt.getTime() + 1_000) })).toBeNull()
    expect(openBox(fillBox('x', keys, owner).replace(/.$/, ''), keys, owner)).toBeNull()
    for (const broken of ['', '.', '..', 'a.b.c', row.box!.slice(1)]) expect(openBox(broken, keys, owner)).toBeNull()
    await db().oneTimeLink.update({ where: { id: link.linkId }, data: { box: (await rowOf(other)).box } })
    await expect(open(link)).rejects.toEqual(gone)
  })
})
