import pino from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OldSecret } from '@/lib/domain/secrets/robot-secret'
import { setClock } from '../clock'
import { setGlobalState } from '../global-state'
import { createLink } from '../links/create'
import { getLink } from '../links/get'
import { openLink } from '../links/open'
import type { Actor } from '../rights/actor'
import { hotReads, db } from '../store/db'
import { useDatabase } from '../testing/database'
import { forgetGuesses } from '../testing/forget-guesses'
import { auditOfRobot, makeMember, makeProject, makeRobot, makeSigner, makeUser } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { flushUses, noteUse } from '../usage/note-use'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { robotByName } from './by-name'
import { cancelRotation } from './cancel-rotation'
import { cleanSecrets } from './clean-secrets'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'
import { keepSecret } from './keep-secret'
import { listRobots } from './list'
import { listSecrets } from './list-secrets'
import { refreshSecret } from './refresh-secret'
import { retireSecret } from './retire-secret'

useDatabase()
beforeAll(() => setGlobalState('log', pino({ level: 'silent' })))

const refusal = (kind: string, reason?: string) => expect.objectContaining({ name: 'Refusal', kind, reason })
const start = Date.UTC(2026, 2, 1, 12)
const hour = 3_600
const changesOf = async (id: number) => (await auditOfRobot(id)).filter(({ result }) => result === 'success')
const afterHours = (hours: number): OldSecret => ({ kind: 'after-first-use', hours })

/** A robot at a stopped clock, whose secrets are called by number: 0 is the one it was made with. */
async function rotating() {
  const pass = stopClock(start)
  const project = await makeProject()
  const robot = await makeRobot(project)
  const { id, name, secret } = robot
  const secrets = [secret!]
  const [username, source] = [name, { address: '192.0.2.1', client: 'docker' }]
  const refresh = async (oldSecret?: OldSecret, more: Partial<Parameters<typeof refreshSecret>[1]> = {}) => {
    const revealed = await refreshSecret(project.admin, { id, oldSecret, ...more })
    secrets.push(revealed?.secret ?? more.secret!)
  }
  const signIn = async (which: number) => {
    const caller = await authenticateRobot({ username, secret: secrets[which]!, source }, await readSignIn(name))
    noteUse(caller, source)
    return caller !== null
  }
  const use = async (which: number) => {
    expect(await signIn(which)).toBe(true)
    await flushUses('all')
  }
  const works = async () => {
    await forgetGuesses()
    const found = []
    for (const which of secrets.keys()) if (await signIn(which)) found.push(which)
    return found
  }
  const list = () => listSecrets(project.admin, id)
  const secretId = async (which: number) => (await list()).map((row) => row.id).toReversed()[which]!
  const cancel = async (which: number, actor: Actor = project.admin) =>
    cancelRotation(actor, { id, secretId: await secretId(which) })
  const verbs = { refresh, cancel, signIn, use, works, list, secretId }
  return { ...robot, ...verbs, ...{ project, admin: project.admin, pass, secrets } }
}

describe('a refresh', () => {
  test('ends every older secret at once unless it says otherwise', async () => {
    const robot = await rotating()
    await robot.refresh(afterHours(1))
    expect(await robot.works()).toEqual([0, 1])
    await robot.refresh()
    expect(await robot.works()).toEqual([2])
    const ended = { state: 'ended', endedHow: 'replaced', endedAt: new Date(start).toISOString(), scheme: null }
    expect(await robot.list()).toMatchObject([{ state: 'live', scheme: 'generated', end: null }, ended, ended])
    expect(await db().robotSecret.count({ where: { robotId: robot.id, hash: '', scheme: 'ended' } })).toBe(2)
    const rows = (await changesOf(robot.id)).slice(-2).map(({ operation, after }) => [operation, after])
    expect(rows).toEqual([
      ['robot.refresh-secret', '{"chosen":false,"oldSecret":"after-first-use","overlapHours":1}'],
      ['robot.refresh-secret', '{"chosen":false,"oldSecret":"at-once"}'],
    ])
  })

  test('with hours of overlap: they count from the first use of the new one, to the millisecond', async () => {
    const robot = await rotating()
    await robot.refresh(afterHours(1))
    robot.pass(100 * 24 * hour)
    await db().robot.update({ where: { id: robot.id }, data: { expiresAt: null } })
    expect(await robot.signIn(0)).toBe(true)
    expect(await robot.list()).toMatchObject([{ firstUse: null }, { state: 'retiring', end: { after: 1 } }])
    await robot.use(1)
    const end = new Date(start + (100 * 24 + 1) * hour * 1000).toISOString()
    expect(await robot.list()).toMatchObject([
      { state: 'live', end: null },
      { state: 'retiring', end: { at: end } },
    ])
    robot.pass(hour - 0.001)
    expect(await robot.works()).toEqual([0, 1])
    robot.pass(0.001)
    expect(await robot.works()).toEqual([1])
    expect((await robot.list())[1]).toMatchObject({ state: 'ended', endedHow: 'replaced', endedAt: end })
    robot.pass(-0.001)
    expect(await robot.works()).toEqual([0, 1])
  })

  test('until a moment: then the old one ends, used the new one or not', async () => {
    const robot = await rotating()
    const at = new Date(start + hour * 1000 + 123)
    await robot.refresh({ kind: 'at', at })
    robot.pass(hour + 0.122)
    expect(await robot.works()).toEqual([0, 1])
    robot.pass(0.001)
    expect(await robot.works()).toEqual([1])
  })

  test.each<[string, number, string]>([
    ['in the past', -1, 'retirement-past'],
    ['now', 0, 'retirement-past'],
    ['after more than thirty days', 720 * hour + 1, 'retirement-far'],
  ])('is refused where the old one would stop %s, and nothing has happened', async (_, seconds, reason) => {
    const robot = await rotating()
    const at = new Date(start + seconds * 1000)
    await expect(robot.refresh({ kind: 'at', at })).rejects.toEqual(refusal('invalid', reason))
    expect(await robot.works()).toEqual([0])
    expect(await robot.list()).toHaveLength(1)
  })

  test('asks which of two live ones ends where another is to go on', async () => {
    for (const [ends, left] of [
      ['older', [1, 2]],
      ['newer', [0, 2]],
    ] as const) {
      const robot = await rotating()
      await robot.refresh(afterHours(1))
      await expect(robot.refresh(afterHours(2))).rejects.toEqual(refusal('conflict', 'secrets-two-live'))
      expect(await robot.works()).toEqual([0, 1])
      await robot.refresh(afterHours(2), { ends })
      expect(await robot.works()).toEqual(left)
      const [newest, ...others] = await robot.list()
      expect([newest!.state, others.find(({ state }) => state === 'retiring')?.end]).toEqual(['live', { after: 2 }])
      await robot.use(2)
      robot.pass(2 * hour)
      expect(await robot.works()).toEqual([2])
    }
  })

  test('with the newer one to end is stale once only one is live', async () => {
    const robot = await rotating()
    await robot.refresh(afterHours(1))
    await retireSecret(robot.admin, { id: robot.id, secretId: await robot.secretId(0) })
    await expect(robot.refresh(afterHours(1), { ends: 'newer' })).rejects.toEqual(refusal('stale', 'robot-changed'))
    await robot.refresh(afterHours(1), { ends: 'older' })
    expect(await robot.works()).toEqual([1, 2])
  })

  test('ends the one that was seen, by its id, and no other that has become the older or newer since', async () => {
    const robot = await rotating()
    await robot.refresh(afterHours(1))
    const [old, seen] = [await robot.secretId(0), await robot.secretId(1)]
    await robot.refresh(afterHours(1), { ends: 'older' })
    await expect(robot.refresh(afterHours(1), { ends: old })).rejects.toEqual(refusal('stale', 'robot-changed'))
    expect(await robot.works()).toEqual([1, 2])
    await robot.refresh(afterHours(1), { ends: seen })
    expect(await robot.works()).toEqual([2, 3])
    await retireSecret(robot.admin, { id: robot.id, secretId: await robot.secretId(2) })
    const left = await robot.secretId(3)
    await expect(robot.refresh(afterHours(1), { ends: left })).rejects.toEqual(refusal('stale', 'robot-changed'))
    await robot.refresh(afterHours(1), { ends: await robot.secretId(2) })
    expect(await robot.works()).toEqual([3, 4])
  })

  test('lets only one secret be live that a person chose', async () => {
    const robot = await rotating()
    await robot.refresh(afterHours(1), { secret: 'Chosen-secret-1' })
    expect(await robot.works()).toEqual([0, 1])
    const again = { secret: 'Chosen-secret-2', ends: 'older' as const }
    await expect(robot.refresh(afterHours(1), again)).rejects.toEqual(refusal('conflict', 'secrets-one-chosen'))
    expect(await robot.works()).toEqual([0, 1])
    await robot.refresh(afterHours(1), { ...again, ends: 'newer' })
    expect(await robot.works()).toEqual([0, 2])
    await robot.refresh(undefined, { secret: 'Chosen-secret-3' })
    expect(await robot.works()).toEqual([3])
    expect(await db().robotSecret.count({ where: { robotId: robot.id, scheme: 'argon2id' } })).toBe(1)
  })

  test('with the secret that the robot has already: what ends is the older of the two', async () => {
    const robot = await rotating()
    await robot.refresh(afterHours(1), { secret: robot.secrets[0] })
    await robot.use(0)
    robot.pass(hour)
    expect(await robot.works()).toEqual([0, 1])
    expect(await robot.list()).toMatchObject([{ state: 'live' }, { state: 'ended' }])
  })

  test('may count the expiry anew, and the duration stays', async () => {
    const robot = await rotating()
    robot.pass(20 * 24 * hour)
    await robot.refresh()
    const row = () => db().robot.findUniqueOrThrow({ where: { id: robot.id } })
    expect(await row()).toMatchObject({ durationDays: 30, expiresAt: BigInt(robot.expiresAt!), version: 1 })
    await robot.refresh(afterHours(1), { restartLifetime: true })
    const expiresAt = start / 1000 + 50 * 24 * hour
    expect(await row()).toMatchObject({ durationDays: 30, expiresAt: BigInt(expiresAt), version: 2 })
    expect((await changesOf(robot.id)).at(-1)).toMatchObject({
      before: `{"expiresAt":${robot.expiresAt}}`,
      after: `{"expiresAt":${expiresAt},"chosen":false,"oldSecret":"after-first-use","overlapHours":1}`,
    })
    await db().robot.update({ where: { id: robot.id }, data: { durationDays: -1, expiresAt: null } })
    await robot.refresh(undefined, { restartLifetime: true })
    expect(await row()).toMatchObject({ durationDays: -1, expiresAt: null })
  })
})

describe('the old one', () => {
  test('is retired now, once, and never the newest', async () => {
    const robot = await rotating()
    const { id, admin } = robot
    const retire = async (which: number) => retireSecret(admin, { id, secretId: await robot.secretId(which) })
    await expect(retire(0)).rejects.toEqual(refusal('conflict', 'secret-newest'))
    await robot.refresh(afterHours(1))
    await expect(retire(1)).rejects.toEqual(refusal('conflict', 'secret-newest'))
    await retire(0)
    expect(await robot.works()).toEqual([1])
    expect(await robot.list()).toMatchObject([{ state: 'live' }, { state: 'ended', endedHow: 'retired' }])
    await expect(retire(0)).rejects.toEqual(refusal('conflict', 'secret-ended'))
    await expect(retireSecret(admin, { id, secretId: 2_000_000 })).rejects.toEqual(refusal('not-found', 'secret-ended'))
    const last = (await changesOf(id)).at(-1)
    expect([last!.operation, last!.after]).toEqual([
      'robot.retire-secret',
      `{"secretNumber":${await robot.secretId(0)}}`,
    ])
  })

  test('is kept longer, or shorter, but not once it has ended, nor until the past', async () => {
    const robot = await rotating()
    const { id, admin } = robot
    await robot.refresh(afterHours(1))
    const secretId = await robot.secretId(0)
    await robot.use(1)
    robot.pass(2 * 60)
    await keepSecret(admin, { id, secretId, end: { kind: 'after-first-use', hours: 24 } })
    robot.pass(24 * hour - 121)
    expect(await robot.works()).toEqual([0, 1])
    await expect(keepSecret(admin, { id, secretId, end: { kind: 'after-first-use', hours: 23 } })).rejects.toEqual(
      refusal('invalid', 'retirement-past'),
    )
    const at = new Date(start + 30 * 24 * hour * 1000)
    await db().robot.update({ where: { id }, data: { expiresAt: null } })
    await keepSecret(admin, { id, secretId, end: { kind: 'at', at } })
    expect((await changesOf(id)).at(-1)!.after).toBe(
      `{"secretNumber":${secretId},"oldSecret":"at","retiresAt":"${at.toISOString()}"}`,
    )
    robot.pass(29 * 24 * hour)
    expect(await robot.works()).toEqual([0, 1])
    robot.pass(1)
    expect(await robot.works()).toEqual([1])
    await expect(keepSecret(admin, { id, secretId, end: { kind: 'after-first-use', hours: 720 } })).rejects.toEqual(
      refusal('conflict', 'secret-ended'),
    )
  })

  test('goes on without an end when the rotation is cancelled, and the new one is dead', async () => {
    const robot = await rotating()
    const { admin } = robot
    await expect(robot.cancel(0)).rejects.toEqual(refusal('conflict', 'rotation-none'))
    await robot.refresh(afterHours(1))
    await robot.use(1)
    await expect(robot.cancel(0)).rejects.toEqual(refusal('stale', 'robot-changed'))
    await robot.cancel(1)
    robot.pass(2 * hour)
    expect(await robot.works()).toEqual([0])
    expect(await robot.list()).toMatchObject([
      { state: 'ended', endedHow: 'cancelled' },
      { state: 'live', end: null },
    ])
    expect((await robotByName(admin, { name: robot.project.name }, keyOf(robot))).secretMadeAt).toBe(
      new Date(start).toISOString(),
    )
    await expect(robot.cancel(1)).rejects.toEqual(refusal('conflict', 'rotation-none'))
  })

  test('is not what a cancelling ends that was meant for another new one', async () => {
    const robot = await rotating()
    const { id, admin } = robot
    await robot.refresh(afterHours(1))
    const secretId = await robot.secretId(1)
    await robot.refresh(afterHours(1), { ends: secretId })
    await expect(cancelRotation(admin, { id, secretId })).rejects.toEqual(refusal('stale', 'robot-changed'))
    expect(await robot.works()).toEqual([0, 2])
  })

  test('nor does the older one end, or get another end, that was to go beside another new one', async () => {
    const robot = await rotating()
    const { id, admin } = robot
    await robot.refresh(afterHours(1))
    const [secretId, newerId] = [await robot.secretId(0), await robot.secretId(1)]
    await robot.refresh(afterHours(1), { ends: newerId })
    const end = { kind: 'after-first-use', hours: 2 } as const
    for (const run of [
      () => retireSecret(admin, { id, secretId, newerId }),
      () => keepSecret(admin, { id, secretId, newerId, end }),
    ])
      await expect(run()).rejects.toEqual(refusal('stale', 'robot-changed'))
    expect(await robot.works()).toEqual([0, 2])
    const seen = { id, secretId, newerId: await robot.secretId(2) }
    await keepSecret(admin, { ...seen, end })
    await retireSecret(admin, seen)
    expect(await robot.works()).toEqual([2])
  })
})

test('one that was ended stays so by a clock that was set back, and is none of two that can be chosen from', async () => {
  const robot = await rotating()
  const { id, admin } = robot
  await robot.refresh()
  const secretId = await robot.secretId(0)
  robot.pass(-60)
  expect(await robot.works()).toEqual([1])
  expect(await robot.list()).toMatchObject([{ state: 'live', end: null }, { state: 'ended' }])
  await expect(robot.cancel(1)).rejects.toEqual(refusal('conflict', 'rotation-none'))
  await expect(retireSecret(admin, { id, secretId })).rejects.toEqual(refusal('conflict', 'secret-ended'))
  await robot.refresh(afterHours(1))
  expect(await robot.works()).toEqual([1, 2])
})

test('an old one whose end comes while the rotation is cancelled is over or goes on: one of the two works', async () => {
  for (let ahead = 1; ahead <= 8; ahead++) {
    const robot = await rotating()
    const end = start + hour * 1000
    await robot.refresh({ kind: 'at', at: new Date(end) })
    const input = { id: robot.id, secretId: await robot.secretId(1) }
    // A clock that moves with every look at it, over the end.
    let at = end - ahead
    setClock(() => new Date(at++))
    const isCancelled = await cancelRotation(robot.admin, input).then(
      () => true,
      () => false,
    )
    setClock(() => new Date(end + 1_000))
    expect(await robot.works()).toEqual([isCancelled ? 0 : 1])
  }
})

const keyOf = ({ name }: { name: string }) => ({ name: name.split('+')[1]!, legacy: false })

test('nobody who may not touches them; a legacy robot has no others', async () => {
  const robot = await rotating()
  const { id, project } = robot
  await robot.refresh(afterHours(1))
  const secretId = await robot.secretId(0)
  const end = afterHours(2) as Parameters<typeof keepSecret>[1]['end']
  const verbs = (actor: Actor) => [
    () => refreshSecret(actor, { id, oldSecret: afterHours(1), ends: 'older' }),
    () => retireSecret(actor, { id, secretId }),
    () => keepSecret(actor, { id, secretId, end }),
    () => robot.cancel(1, actor),
  ]
  const guest = await makeMember(project.id, 'guest')
  for (const verb of verbs(guest)) await expect(verb()).rejects.toEqual(refusal('forbidden'))
  const outsider = (await makeUser()).actor
  for (const verb of verbs(outsider)) await expect(verb()).rejects.toEqual(refusal('not-found'))
  await expect(listSecrets(outsider, id)).rejects.toEqual(refusal('not-found'))
  expect(await robot.works()).toEqual([0, 1])
  const denied = (await auditOfRobot(id)).filter(({ result }) => result === 'denied').map(({ operation }) => operation)
  for (const verb of ['refresh-secret', 'retire-secret', 'keep-secret', 'cancel-rotation'])
    expect(denied).toContain(`robot.${verb}`)
  await db().robot.update({ where: { id }, data: { legacy: true } })
  for (const verb of verbs(robot.admin)) await expect(verb()).rejects.toEqual(refusal('forbidden', 'robot-legacy'))
})

test('who made and used them is told as far as the reader may know, and never a secret or a hash', async () => {
  const robot = await rotating()
  await robot.refresh(afterHours(1))
  await robot.use(1)
  const [newest] = await robot.list()
  expect(newest).toMatchObject({ madeBy: expect.any(String), lastUse: { address: '192.0.2.1', client: 'docker' } })
  const [told] = await listSecrets(await makeMember(robot.project.id, 'guest'), robot.id)
  expect(told).toMatchObject({ madeBy: null, lastUse: { address: null, client: 'docker' } })
  const hashes = (await db().robotSecret.findMany({ where: { robotId: robot.id } })).map(({ hash }) => hash)
  for (const hidden of [...robot.secrets, ...hashes]) expect(JSON.stringify(await robot.list())).not.toContain(hidden)
})

test('a list says how many are live', async () => {
  const robot = await rotating()
  const count = async () => {
    const place = { name: robot.project.name }
    const { rows } = await listRobots(robot.admin, place, { page: 1, size: 15, search: '', sort: 'name', filter: null })
    return rows[0]!.liveSecrets
  }
  expect(await count()).toBe(1)
  await robot.refresh(afterHours(1))
  expect(await count()).toBe(2)
  await robot.use(1)
  robot.pass(hour - 1)
  expect(await count()).toBe(2)
  robot.pass(1)
  expect(await count()).toBe(1)
  await robot.refresh({ kind: 'at', at: new Date(start + 2 * hour * 1000) })
  expect(await count()).toBe(2)
  robot.pass(hour)
  expect(await count()).toBe(1)
})

describe('what has ended', () => {
  test('is written down by and by, without its hash, and deleted after ninety days', async () => {
    const robot = await rotating()
    const row = () => db().robotSecret.findFirst({ where: { robotId: robot.id }, orderBy: { id: 'asc' } })
    await robot.refresh(afterHours(1))
    await robot.use(1)
    const end = start + hour * 1000
    await cleanSecrets(new Date(end - 1))
    expect(await row()).toMatchObject({ endedAt: null, scheme: 'sha256' })
    await cleanSecrets(new Date(end + 5_000))
    await cleanSecrets(new Date(end + 6_000))
    expect(await row()).toMatchObject({ endedAt: new Date(end), endedHow: 'replaced', hash: '', scheme: 'ended' })
    await cleanSecrets(new Date(end + 90 * 24 * hour * 1000))
    expect(await row()).toMatchObject({ endedAt: new Date(end) })
    await cleanSecrets(new Date(end + 90 * 24 * hour * 1000 + 1))
    expect(await robot.list()).toMatchObject([{ state: 'live' }])
  })

  test('is left alone where it was kept in its last moment, and by a job that is told to stop', async () => {
    const robot = await rotating()
    await robot.refresh({ kind: 'at', at: new Date(start + hour * 1000) })
    const abort = new AbortController()
    abort.abort()
    await cleanSecrets(new Date(start + 2 * hour * 1000), abort.signal)
    expect(await robot.list()).toMatchObject([{ state: 'live' }, { state: 'retiring' }])
  })

  test('stays as a hundred rows at most, those of ninety days of daily changes, of which a sign-in reads none', async () => {
    const robot = await rotating()
    const day = { robotId: robot.id, hash: '', scheme: 'ended', endedHow: 'replaced' }
    const ends = Array.from({ length: 98 }, (_, nth) => new Date(start - (99 - nth) * 1_000))
    await db().robotSecret.createMany({ data: ends.map((at) => ({ ...day, createdAt: at, endedAt: at })) })
    for (let times = 0; times < 4; times++) await robot.refresh()
    expect(await robot.list()).toHaveLength(101)
    const { robot: read } = await hotReads().ask({ login: () => robot.name.replace('robot$', '') })
    expect(read!.secrets).toHaveLength(1)
  })

  test('opens no link, also before it is written down', async () => {
    const robot = await rotating()
    const maker = await makeSigner({ role: 'projectAdmin', projectId: robot.project.id })
    const actor: Actor = { kind: 'user', id: maker.id, name: maker.username }
    const linkTo = (which: number) =>
      createLink(actor, { robotId: robot.id, secret: robot.secrets[which]!, hours: 72, passphrase: undefined })
    await robot.refresh({ kind: 'at', at: new Date(start + hour * 1000) })
    const [old, cancelled] = [await linkTo(0), await linkTo(1)]
    const state = async ({ linkId }: { linkId: number }) => (await getLink(actor, linkId)).state
    await robot.cancel(1)
    expect([await state(old), await state(cancelled)]).toEqual(['open', 'void'])
    await robot.refresh({ kind: 'at', at: new Date(start + hour * 1000) })
    robot.pass(hour)
    expect(await state(old)).toBe('void')
    for (const { id, key } of [old, cancelled])
      await expect(openLink({}, { id, key })).rejects.toEqual(refusal('not-found', 'link-gone'))
    await expect(linkTo(0)).rejects.toEqual(refusal('invalid', 'link-secret'))
  })
})

test('two thousand robots rotated at the same minute are written down in short transactions', async () => {
  stopClock(start)
  const { id: projectId } = await makeProject()
  const at = new Date(start)
  const robot = { projectId, level: 'project', durationDays: -1, creatorType: 'local', creatorRef: 1 }
  const count = 2_000
  const names = Array.from({ length: count }, (_, index) => `many-${index}`)
  await db().robot.createMany({ data: names.map((name) => ({ ...robot, name, createdAt: at, updatedAt: at })) })
  const robots = await db().robot.findMany({ where: { projectId }, select: { id: true } })
  const made = { hash: 'x', scheme: 'sha256', createdAt: at, retiresAt: at }
  await db().robotSecret.createMany({ data: robots.map(({ id }) => ({ robotId: id, ...made })) })
  await cleanSecrets(at)
  expect(await db().robotSecret.count({ where: { robot: { projectId }, endedAt: at, hash: '' } })).toBe(count)
})

describe('at the same moment', () => {
  test('refreshes, retiring, cancelling and what else is done to the robot: each as promised, no row lost', async () => {
    for (let round = 0; round < 12; round++) {
      const robot = await rotating()
      const { id, admin } = robot
      await robot.refresh(afterHours(1))
      const [secretId, newer] = [await robot.secretId(0), await robot.secretId(1)]
      const attempts = await Promise.allSettled([
        robot.refresh(afterHours(1)),
        retireSecret(admin, { id, secretId }),
        cancelRotation(admin, { id, secretId: newer }),
        keepSecret(admin, { id, secretId, end: { kind: 'after-first-use', hours: 5 } }),
        setRobotDisabled(admin, { id, disabled: true }),
      ])
      await setRobotDisabled(admin, { id, disabled: false })
      const done = (await changesOf(id)).map(({ operation }) => operation).filter((each) => /secret|rot.*n$/.test(each))
      expect(done).toHaveLength(attempts.filter(({ status }) => status === 'fulfilled').length)
      // One after the other, in the order of the log.
      let live = [0, 1]
      for (const operation of done.slice(1)) {
        if (operation === 'robot.retire-secret') live = live.slice(1)
        if (operation === 'robot.cancel-rotation') live = live.slice(0, 1)
        if (operation === 'robot.refresh-secret') live = [...live, 2]
        expect([1, 2]).toContain(live.length)
      }
      expect(await robot.works()).toEqual(live)
    }
  })

  test('two refreshes with overlap: one is asked which ends; two at once: one secret is left', async () => {
    for (let round = 0; round < 6; round++) {
      const robot = await rotating()
      const both = await Promise.allSettled([robot.refresh(afterHours(1)), robot.refresh(afterHours(1))])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await robot.works()).toEqual([0, 1])
      await Promise.all([robot.refresh(), robot.refresh()])
      expect(await robot.works()).toHaveLength(1)
    }
  })

  test('a refresh and a deletion: the robot is gone with all its secrets', async () => {
    for (let round = 0; round < 6; round++) {
      const robot = await rotating()
      await Promise.allSettled([robot.refresh(afterHours(1)), removeRobot(robot.admin, robot.id), robot.refresh()])
      expect(await db().robotSecret.count({ where: { robotId: robot.id } })).toBe(0)
    }
  })
})
