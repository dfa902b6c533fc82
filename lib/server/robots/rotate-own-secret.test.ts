import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { authenticateBasic } from '../auth/basic'
import { setClock } from '../clock'
import { setGlobalState } from '../global-state'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, inProject, makeProject, makeRobot } from '../testing/make'
import { flushUses } from '../usage/note-use'
import { createRobot } from './create'
import { cancelRotation } from './cancel-rotation'
import { keepSecret } from './keep-secret'
import { listSecrets } from './list-secrets'
import { refreshSecret } from './refresh-secret'
import { removeRobot } from './remove'
import { rotateOwnSecret } from './rotate-own-secret'
import { setRobotDisabled } from './set-disabled'
import { updateRobot } from './update'

useDatabase()
const start = Date.UTC(2026, 2, 1, 12)
const [second, minute, hour] = [1_000, 60_000, 3_600_000]
let passed = 0
const pass = (milliseconds: number) => (passed += milliseconds)
beforeEach(() => {
  passed = 0
  setClock(() => new Date(start + passed))
})
afterEach(async () => {
  await flushUses('all')
  setClock()
})

/** A robot that may, with what it proves. */
async function makeRotator(more: object = {}) {
  const project = await makeProject()
  const spec = { ...inProject(project), name: unique('bot'), durationDays: 30, mayRotate: true, ...more }
  const { id, name, secret } = await createRobot(project.admin, spec)
  const signIn = async (proved: string) => {
    const actor = await authenticateBasic(`Basic ${Buffer.from(`${name}:${proved}`).toString('base64')}`, {})
    // As the first use of a secret, within two seconds.
    await flushUses('all')
    return actor
  }
  const rotate = async (proved: string, hours = 24) => rotateOwnSecret((await signIn(proved)) ?? nobody, { hours })
  return { project, id, name, secret, signIn, rotate, spec }
}
const nobody: Actor = { kind: 'anonymous' }
const works = async (robot: { signIn: (secret: string) => Promise<Actor | null> }, secret: string) =>
  (await robot.signIn(secret)) !== null

describe('a robot that may', () => {
  test('gets another secret; the old one goes on until so long after the new one’s first use, and it ends no later', async () => {
    const robot = await makeRotator()
    const before = await db().robot.findUniqueOrThrow({ where: { id: robot.id } })
    pass(minute)
    const made = await robot.rotate(robot.secret, 2)
    expect(made).toMatchObject({ name: robot.name, hours: 2, expiresAt: Number(before.expiresAt) })
    const after = await db().robot.findUniqueOrThrow({ where: { id: robot.id } })
    expect([after.expiresAt, after.version]).toEqual([before.expiresAt, before.version])
    pass(20 * hour)
    expect(await works(robot, robot.secret)).toBe(true)
    expect(await works(robot, made.secret)).toBe(true)
    const states = async () => (await listSecrets(robot.project.admin, robot.id)).map(({ state }) => state)
    pass(2 * hour - second)
    expect(await states()).toEqual(['live', 'retiring'])
    pass(second)
    expect(await states()).toEqual(['live', 'ended'])
    expect((await listSecrets(robot.project.admin, robot.id)).map(({ madeBy }) => madeBy)).toEqual([
      robot.name,
      expect.stringMatching(/^user/),
    ])
  })

  test('is on record as who did it, without the secret, and is an event', async () => {
    setGlobalState('read-events', { events: new Set(['robot.rotate-self']) })
    const robot = await makeRotator()
    const { secret } = await robot.rotate(robot.secret)
    setGlobalState('read-events', { events: new Set() })
    const row = (await auditOfRobot(robot.id)).at(-1)!
    expect(row).toMatchObject({ operation: 'robot.rotate-self', result: 'success', actorName: robot.name })
    expect(row.after).toBe('{"oldSecret":"after-first-use","overlapHours":24}')
    const event = await db().outbox.findFirstOrThrow({ where: { event: 'robot.rotate-self' } })
    expect(event.payload).toContain(robot.name)
    for (const text of [JSON.stringify(row, (_, each: unknown) => String(each)), event.payload]) {
      expect(text).not.toContain(secret)
    }
  })

  test('once an hour', async () => {
    const robot = await makeRotator()
    const { secret } = await robot.rotate(robot.secret, 1)
    await works(robot, secret)
    // A person ends the overlap: there is one secret, and it is too young.
    await refreshSecret(robot.project.admin, { id: robot.id })
    pass(10 * minute)
    const fresh = (await refreshSecret(robot.project.admin, { id: robot.id }))!.secret
    await expect(robot.rotate(fresh)).rejects.toMatchObject({ kind: 'too-many-requests', retryAfterSeconds: 3_000 })
    pass(50 * minute)
    await robot.rotate(fresh)
  })

  test('not while both are in use: until then it is told, whichever it shows', async () => {
    const robot = await makeRotator()
    const { secret } = await robot.rotate(robot.secret, 5)
    pass(hour)
    await works(robot, secret)
    const until = new Date(start + 6 * hour).toISOString()
    for (const proved of [robot.secret, secret]) {
      await expect(robot.rotate(proved)).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringContaining(until),
      })
    }
    pass(5 * hour)
    await robot.rotate(secret)
  })

  test('stopped before the new one was stored: a minute later it is replaced, however often, and the old one works throughout', async () => {
    const robot = await makeRotator()
    const lost: string[] = []
    for (let run = 0; run < 25; run++) {
      lost.push((await robot.rotate(robot.secret)).secret)
      pass(minute - 1)
      await expect(robot.rotate(robot.secret)).rejects.toMatchObject({
        kind: 'too-many-requests',
        retryAfterSeconds: 1,
      })
      pass(1)
    }
    expect(await works(robot, lost.at(-2)!)).toBe(false)
    expect([await works(robot, robot.secret), await works(robot, lost.at(-1)!)]).toEqual([true, true])
    const live = await db().robotSecret.count({ where: { robotId: robot.id, endedAt: null } })
    expect(live).toBe(2)
  })

  test('does not take back the time that a person has set for the old one', async () => {
    const robot = await makeRotator()
    const { project, id } = robot
    await robot.rotate(robot.secret)
    const secretId = (await listSecrets(project.admin, id)).at(-1)!.id
    await keepSecret(project.admin, { id, secretId, end: { kind: 'at', at: new Date(start + 2 * hour) } })
    pass(minute)
    const { secret } = await robot.rotate(robot.secret)
    pass(2 * hour - minute - 1)
    expect(await works(robot, robot.secret)).toBe(true)
    pass(1)
    expect([await works(robot, robot.secret), await works(robot, secret)]).toEqual([false, true])
  })

  test('its new secret is not replaced when it was used, or made by a person', async () => {
    const robot = await makeRotator()
    const { project, id } = robot
    await refreshSecret(project.admin, { id, oldSecret: { kind: 'after-first-use', hours: 1 } })
    pass(2 * hour)
    await expect(robot.rotate(robot.secret)).rejects.toMatchObject({ kind: 'conflict' })
    await cancelRotation(project.admin, { id, secretId: (await listSecrets(project.admin, id))[0]!.id })
    await robot.rotate(robot.secret)
  })

  test('of ten at the same moment one gets it', async () => {
    const robot = await makeRotator()
    const actor = (await robot.signIn(robot.secret))!
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => rotateOwnSecret(actor, { hours: 1 })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const kinds = tries.flatMap((each) => (each.status === 'rejected' ? [(each.reason as { kind: string }).kind] : []))
    expect(kinds).toEqual(Array(9).fill('too-many-requests'))
  })
})

describe('nobody else', () => {
  test('a robot that may not is told so, and it is on record', async () => {
    const robot = await makeRotator({ mayRotate: false })
    await expect(robot.rotate(robot.secret)).rejects.toMatchObject({
      kind: 'forbidden',
      reason: 'robot-may-not-rotate',
    })
    expect((await auditOfRobot(robot.id)).at(-1)).toMatchObject({ operation: 'robot.rotate-self', result: 'denied' })
    expect(await works(robot, robot.secret)).toBe(true)
  })

  test('no person, not even the robot’s maker, and not the system', async () => {
    const { project } = await makeRotator()
    for (const actor of [project.admin, { kind: 'system' } as const]) {
      await expect(rotateOwnSecret(actor, { hours: 1 })).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await expect(rotateOwnSecret(nobody, { hours: 1 })).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  test('no robot that signs in no more, or whose secret does not, though it did a moment ago', async () => {
    const robot = await makeRotator()
    const { project, id } = robot
    const actor = (await robot.signIn(robot.secret))!
    const refused = () => expect(rotateOwnSecret(actor, { hours: 1 })).rejects.toMatchObject({ kind: 'unauthorized' })
    await setRobotDisabled(project.admin, { id, disabled: true })
    await refused()
    await setRobotDisabled(project.admin, { id, disabled: false })
    pass(30 * 24 * hour)
    await refused()
    pass(-hour)
    await refreshSecret(project.admin, { id })
    await refused()
    await removeRobot(project.admin, id)
    await refused()
  })
})

describe('the right to it', () => {
  const stored = (id: number) => db().robot.findUniqueOrThrow({ where: { id } })

  test('is off unless a person says so, stays in an edit that does not name it, and is on record', async () => {
    const { project, id, spec } = await makeRotator({ mayRotate: undefined })
    expect((await stored(id)).mayRotateSince).toBeNull()
    const edit = { ...inProject(project), id, description: 'x' }
    await updateRobot(project.admin, { ...edit, mayRotate: true })
    const since = (await stored(id)).mayRotateSince
    expect(since).toEqual(new Date(start))
    pass(hour)
    await updateRobot(project.admin, { ...edit, description: 'y' })
    await updateRobot(project.admin, { ...edit, description: 'z', mayRotate: true })
    expect((await stored(id)).mayRotateSince).toEqual(since)
    await updateRobot(project.admin, { ...edit, mayRotate: false })
    expect((await stored(id)).mayRotateSince).toBeNull()
    const rows = (await auditOfRobot(id)).map(({ before, after }) =>
      [before, after].map((side) => JSON.parse(side ?? '{}') as { mayRotate?: boolean }),
    )
    expect(rows.map(([before, after]) => [before!.mayRotate, after!.mayRotate])).toEqual([
      [undefined, undefined],
      [false, true],
      [undefined, undefined],
      [undefined, undefined],
      [true, false],
    ])
    expect(spec.name).not.toBe('')
  })

  test('is given on by no robot', async () => {
    const project = await makeProject()
    const access = [
      { resource: 'robot', action: 'create' },
      { resource: 'repository', action: 'pull' },
    ]
    const maker = await makeRobot(project, { access, durationDays: 60 })
    const actor = (await signIn(maker))!
    const child = (more: object) =>
      createRobot(actor, { ...inProject(project), name: unique('child'), durationDays: 1, ...more })
    await expect(child({ mayRotate: true })).rejects.toMatchObject({
      kind: 'forbidden',
      reason: 'robot-beyond-creator',
    })
    expect((await stored((await child({})).id)).mayRotateSince).toBeNull()
  })

  const signIn = ({ name, secret }: { name: string; secret: string }) =>
    authenticateBasic(`Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`, {})
})
