import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxDurationDays } from '@/lib/domain/robots/expiry'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { Actor } from '../rights/actor'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { setClock } from '../clock'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, inProject, makeProject, makeRobot, makeSystemRobot } from '../testing/make'
import { createRobot } from './create'
import { setRobotDisabled } from './set-disabled'
import { updateRobot } from './update'
import { refuseBeyondCreator } from './within-creator'

useDatabase()

const access = ['robot:create', 'repository:pull'].map(parseAccessKey)
const born = Date.parse('2026-03-01T12:00:00Z')
const day = 86_400
const at = (seconds: number) => setClock(() => new Date(born + seconds * 1_000))

/** A robot that may make others, as it signs in at that moment. */
async function makeCreator(durationDays: number) {
  at(0)
  const project = await makeProject()
  const { id, name, secret } = await makeRobot(project, { durationDays, access })
  const actor = await authenticateRobot({ username: name, secret, source: {} }, await readSignIn(name))
  return { project, id, actor: actor! }
}
type Creator = Awaited<ReturnType<typeof makeCreator>>

const child = ({ project, actor }: Creator, durationDays?: number) =>
  createRobot(actor, { ...inProject(project, access), name: unique('child'), durationDays })
const beyond = expect.objectContaining({ kind: 'forbidden', reason: 'robot-beyond-creator' })
const seconds = (days: number) => born / 1_000 + days * day

describe('a robot’s child holds no repository that it does not', () => {
  const keys = (...texts: string[]) => ['robot:create', ...texts].map(parseAccessKey)
  async function gives(held: string[], given: string[]): Promise<boolean> {
    const project = await makeProject()
    const made = await makeRobot(project, { access: keys(...held) })
    const actor = await authenticateRobot(
      { username: made.name, secret: made.secret, source: {} },
      await readSignIn(made.name),
    )
    const spec = { ...inProject(project, given.map(parseAccessKey)), name: unique('child') }
    return createRobot(actor!, spec).then(
      () => true,
      (error: unknown) => {
        expect(error).toEqual(beyond)
        return false
      },
    )
  }

  test.each<[held: string[], given: string[], may: boolean]>([
    [['repository:pull'], ['[apps/*]repository:pull'], true],
    [['[apps/*]repository:pull'], ['[apps/*]repository:pull'], true],
    [['[apps/**]repository:pull'], ['[apps/*]repository:pull'], true],
    [['[apps/*]repository:pull'], ['[apps/**]repository:pull'], false],
    [['[apps/*]repository:pull'], ['repository:pull'], false],
    [['[apps/*]repository:pull'], ['[*/*]repository:pull'], false],
    [['[!apps/x apps/*]repository:pull'], ['[apps/*]repository:pull'], false],
    [['[!apps/x apps/*]repository:pull'], ['[!apps/* apps/**]repository:pull'], false],
    [['[!apps/x apps/*]repository:pull'], ['[!apps/x* apps/*]repository:pull'], true],
    [['[a*]repository:pull', '[b*]repository:pull'], ['[ax bx]repository:pull'], true],
    [['[a*]repository:pull', '[b*]repository:pull'], ['[ax]repository:pull', '[bx]repository:pull'], true],
    [['[a*]repository:pull', '[b*]repository:pull'], ['[ax]repository:pull', '[cx]repository:pull'], false],
    [['[*]repository:pull', '[*/**]repository:pull'], ['repository:pull'], true],
    [['[apps/*]repository:pull', 'tag:list'], ['[apps/*]tag:create'], false],
    [['[apps/*]tag:list', 'repository:pull'], ['[apps/*]repository:pull', '[apps/x]tag:list'], true],
  ])('who holds %j gives %j: %s', async (held, given, may) => {
    expect(await gives(held, given)).toBe(may)
  })

  test('what is too intricate to tell is not given, and soon', () => {
    // Which of the last twenty segments were called a: more states than anybody has time for.
    const intricate = `**/a${'/*'.repeat(20)}`
    const grants = [{ scope: 'all-projects' as const, access: keys(`[${intricate} *]repository:pull`) }]
    const wanted = Array.from({ length: 2_000 }, (_, id) => ({
      scope: 'project' as const,
      scopeKey: String(id),
      projectId: id,
      access: `[**/b${'/*'.repeat(19)} x${id % 3}]repository:pull`,
    }))
    const creator: Actor = { kind: 'robot', id: 1, name: 'r', grants, source: {} }
    const before = process.cpuUsage()
    expect(() => refuseBeyondCreator(creator, wanted)).toThrow(beyond)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(500)
  })
})

describe('a robot’s child never outlives it', () => {
  test('longer and never are refused, with what may be and a trace in the log', async () => {
    const creator = await makeCreator(10)
    for (const days of [-1, 11, maxDurationDays]) {
      await expect(child(creator, days)).rejects.toMatchObject({
        kind: 'forbidden',
        message: `duration is invalid. A robot account must not outlive the one that creates it, ${creator.actor.name}: from 1 to 10`,
      })
    }
    expect((await child(creator, 10)).expiresAt).toBe(seconds(10))
    expect((await child(creator, 3)).expiresAt).toBe(seconds(3))
    const trace = { actorId: creator.id, operation: 'robot.create', result: 'denied' }
    expect(await db().auditEvent.count({ where: trace })).toBe(3)
    expect(await db().robot.count({ where: { creatorRef: creator.id, creatorType: 'robot' } })).toBe(2)
  })

  test('the usual duration is cut to the creator’s end, and so is its last day', async () => {
    const creator = await makeCreator(10)
    expect((await child(creator)).expiresAt).toBe(seconds(10))
    at(9 * day + 3_600)
    for (const days of [undefined, 1]) {
      const { id, expiresAt } = await child(creator, days)
      expect(expiresAt).toBe(seconds(10))
      expect(await db().robot.findUniqueOrThrow({ where: { id } })).toMatchObject({ durationDays: 1 })
      expect(JSON.parse((await auditOfRobot(id))[0]!.after!)).toMatchObject({ expiresAt: seconds(10) })
    }
    await expect(child(creator, 2)).rejects.toEqual(beyond)
  })

  test('the end is what its row says now, not when it signed in', async () => {
    const creator = await makeCreator(10)
    const edit = { ...inProject(creator.project, access), id: creator.id }
    await updateRobot(creator.project.admin, { ...edit, durationDays: 2 })
    await expect(child(creator, 3)).rejects.toEqual(beyond)
    await updateRobot(creator.project.admin, { ...edit, durationDays: -1 })
    expect((await child(creator, 3)).expiresAt).toBe(seconds(3))
    expect((await child(creator, -1)).expiresAt).toBeNull()
    expect((await child(creator, 365)).expiresAt).toBe(seconds(365))
  })

  test('one that was disabled, has expired or is gone since it signed in makes none', async () => {
    const [disabled, expired, gone] = [await makeCreator(10), await makeCreator(10), await makeCreator(-1)]
    await setRobotDisabled(disabled.project.admin, { id: disabled.id, disabled: true })
    await db().robot.delete({ where: { id: gone.id } })
    await expect(child(disabled, 1)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(child(gone, 1)).rejects.toMatchObject({ kind: 'forbidden' })
    at(10 * day)
    await expect(child(expired)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('in the system neither', async () => {
    const { actor } = await makeCreator(10)
    const maker: Actor = { ...actor, grants: [{ scope: 'system', access }] }
    await expect(makeSystemRobot(maker, { access: access.slice(0, 1), durationDays: -1 })).rejects.toEqual(beyond)
  })

  test('people give what they like', async () => {
    const { project } = await makeCreator(1)
    expect((await makeRobot(project, { durationDays: -1 })).expiresAt).toBeNull()
  })

  test('whatever the durations and ages, down the generations', async () => {
    const duration = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(-1, undefined, maxDurationDays))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(-1)),
        fc.array(fc.tuple(duration, fc.integer({ min: 0, max: 9 * day })), { minLength: 1, maxLength: 3 }),
        async (first, generations) => {
          let parent = await makeCreator(first)
          let end = (await db().robot.findUniqueOrThrow({ where: { id: parent.id } })).expiresAt
          let age = 0
          for (const [days, later] of generations) {
            at((age += later))
            const made = await child(parent, days).catch(() => null)
            if (!made) continue
            const row = await db().robot.findUniqueOrThrow({ where: { id: made.id } })
            if (end !== null) expect(row.expiresAt !== null && row.expiresAt <= end).toBe(true)
            parent = { ...parent, id: made.id, actor: { ...parent.actor, id: made.id, name: made.name } }
            end = row.expiresAt
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})
