import { describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { RobotEdit } from '@/lib/domain/robots/robot-schema'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import type { Refusal } from '../errors'
import { matches } from '../secrets/stored-secret'
import { flushDenials } from '../rights/record-denial'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, inProject, inSystem, makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { createRobot } from './create'
import { listRobots } from './list'
import { refreshSecret } from './refresh-secret'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'
import { updateRobot } from './update'

useDatabase()

const pull = [parseAccessKey('repository:pull')]
const pushAndPull = [...pull, parseAccessKey('repository:push')]
const catalog = [parseAccessKey('catalog:read')]
const firstPage = { search: '', sort: 'name', page: 1, size: 15 } as const
const refusal = (kind: string, reason?: string) =>
  expect.objectContaining({ name: 'Refusal', kind, ...(reason && { reason }) })
const live = { where: { endedAt: null } }
const stored = (id: number) => db().robot.findUniqueOrThrow({ where: { id }, include: { secrets: live, grants: true } })

// What holds for robots of both levels: who may, what a robot is made with, and what an edit makes of it.
const levels = {
  project: async () => {
    const project = await makeProject()
    const grant = (access: string) => [{ scope: 'project', projectId: project.id, access }]
    return {
      actor: project.admin,
      place: { name: project.name },
      start: `${project.name}+`,
      spec: inProject(project),
      wider: inProject(project, pushAndPull),
      grants: [grant('repository:pull'), grant('repository:pull,push')],
      audited: { access: ['repository:pull'] },
      difference: [{ access: { items: [], kept: 1 } }, { access: { items: ['repository:push'], kept: 1 } }],
      lesser: await makeMember(project.id, 'maintainer'),
    }
  },
  system: async () => {
    const { actor } = await makeUser({ isAdmin: true })
    const grant = (access: string) => [{ scope: 'system', projectId: null, access }]
    return {
      actor,
      place: null,
      start: '',
      spec: inSystem(catalog),
      wider: inSystem([...catalog, parseAccessKey('project:list')]),
      grants: [grant('catalog:read'), grant('catalog:read;project:list')],
      audited: { systemAccess: ['catalog:read'], allProjectsAccess: [], projects: [] },
      difference: [{ systemAccess: { items: [], kept: 1 } }, { systemAccess: { items: ['project:list'], kept: 1 } }],
      lesser: (await makeProject()).admin,
    }
  },
}
const at = (time: string) => setClock(() => new Date(time))

describe.each(['project', 'system'] as const)('a robot of a %s', (level) => {
  async function setUp() {
    const given = await levels[level]()
    const spec = { ...given.spec, name: unique('bot'), durationDays: 30 }
    return { ...given, spec, make: (fields: object = {}) => createRobot(given.actor, { ...spec, ...fields }) }
  }
  async function made() {
    const given = await setUp()
    return { ...given, ...(await given.make()) }
  }

  test('is stored with its hash, and its secret is answered once', async () => {
    const { make, spec, start, grants } = await setUp()
    at('2026-03-01T12:00:00.500Z')
    const { id, name, secret, ...revealed } = await make({ durationDays: 90, description: 'builds' })
    expect(name).toBe(`robot$${start}${spec.name}`)
    const expiresAt = Date.parse('2026-05-30T12:00:00Z') / 1000
    expect(revealed).toEqual({ creationTime: '2026-03-01T12:00:00.500Z', expiresAt })
    const robot = await stored(id)
    const fields = { level, loginName: start + spec.name, durationDays: 90, disabled: false, version: 1 }
    expect(robot).toMatchObject({ ...fields, description: 'builds', grants: grants[0] })
    expect(robot.secrets).toHaveLength(1)
    expect(await matches(secret, robot.secrets[0]!)).toBe(true)
    const { creatorType, creatorRef } = robot
    expect([creatorType, robot.secrets[0]]).toMatchObject(['local', { creatorType, creatorRef }])
  })

  test('leaves an audit row without the secret', async () => {
    const { id, name, secret, audited } = await made()
    const [row, ...others] = await auditOfRobot(id)
    expect(others).toEqual([])
    expect(row).toMatchObject({ operation: 'robot.create', result: 'success', resource: name })
    expect(JSON.parse(row!.after!)).toMatchObject({ ...audited, disabled: false })
    expect(JSON.stringify(row)).not.toContain(secret.slice(4, 16))
  })

  test('takes a secret of its own, slowly hashed and not echoed, and may be made disabled', async () => {
    const { make } = await setUp()
    const { id, secret } = await make({ secret: 'Chosen-Secret-1', disabled: true })
    expect(secret).toBeNull()
    const robot = await stored(id)
    expect(robot).toMatchObject({ disabled: true, secrets: [{ scheme: 'argon2id' }] })
    expect(await matches('Chosen-Secret-1', robot.secrets[0]!)).toBe(true)
    await expect(make({ name: unique('bot'), secret: 'weak' })).rejects.toEqual(refusal('invalid'))
    expect(JSON.stringify(await auditOfRobot(id))).not.toContain('Chosen-Secret-1')
  })

  test('takes no secret that stands in its description, which others read', async () => {
    const { make, actor, spec } = await setUp()
    const told = { description: 'signs in with Chosen-Secret-1' }
    const refused = refusal('invalid', 'text-holds-secret')
    await expect(make({ ...told, secret: 'Chosen-Secret-1' })).rejects.toEqual(refused)
    const { id } = await make(told)
    await expect(refreshSecret(actor, { id, secret: 'Chosen-Secret-1' })).rejects.toEqual(refused)
    expect(await db().robot.count({ where: { name: spec.name } })).toBe(1)
  })

  test('without a duration lives as the settings say; -1 is never, and the longest is beyond what a Date can hold', async () => {
    const { make } = await setUp()
    at('2026-03-01T00:00:00Z')
    const expiresAt = async (durationDays?: number) => (await make({ name: unique('bot'), durationDays })).expiresAt
    expect(await expiresAt()).toBe(Date.parse('2026-03-31T00:00:00Z') / 1000)
    expect(await expiresAt(-1)).toBeNull()
    setClock(() => new Date(0))
    expect(await expiresAt(2_147_483_646)).toBe(2_147_483_646 * 86_400)
  })

  test('of 100 of one name at once one is made: 99 conflicts, one row, one audit row', async () => {
    const { make, spec, start } = await setUp()
    // A busy machine may tell some to come again.
    const attempt = (): Promise<unknown> =>
      make().catch((error: Refusal) => (error.kind === 'unavailable' ? attempt() : Promise.reject(error)))
    const answers = await Promise.allSettled(Array.from({ length: 100 }, attempt))
    const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(reasons).toEqual(Array(99).fill(refusal('conflict', 'robot-exists')))
    expect(await db().robot.count({ where: { name: spec.name } })).toBe(1)
    expect(await db().auditEvent.count({ where: { resource: `robot$${start}${spec.name}` } })).toBe(1)
  })

  test('that may do nothing is refused', async () => {
    const { make, actor, spec, id } = await made()
    const grants = { places: [] }
    const empty = refusal('invalid', 'robot-no-permissions')
    await expect(make({ name: unique('bot'), grants })).rejects.toEqual(empty)
    await expect(updateRobot(actor, { ...spec, id, grants })).rejects.toEqual(empty)
    expect((await stored(id)).grants).toHaveLength(1)
  })

  test('is not made by who may not, which is audited', async () => {
    const { lesser, spec } = await setUp()
    await expect(createRobot(lesser, spec)).rejects.toEqual(refusal('forbidden'))
    await expect(createRobot({ kind: 'anonymous' }, spec)).rejects.toEqual(refusal('unauthorized'))
    await flushDenials('ended')
    expect(await db().robot.count({ where: { name: spec.name } })).toBe(0)
    expect(await db().auditEvent.findMany({ where: { resource: spec.name }, orderBy: { id: 'asc' } })).toMatchObject([
      { operation: 'robot.create', result: 'denied', actorName: (lesser as { name: string }).name },
      { operation: 'robot.create', result: 'denied', actorName: 'anonymous' },
    ])
  })

  test('is replaced by an edit, its duration from creation; the log has the difference', async () => {
    const { make, wider, grants, difference, actor } = await setUp()
    at('2026-03-01T00:00:00Z')
    const { id } = await make()
    at('2026-03-05T00:00:00Z')
    await updateRobot(actor, { ...wider, id, version: 1, description: 'new', durationDays: 10 })
    const robot = await stored(id)
    expect(robot).toMatchObject({ description: 'new', durationDays: 10, version: 2, grants: grants[1] })
    const ends = [Date.parse('2026-03-31T00:00:00Z') / 1000, Date.parse('2026-03-11T00:00:00Z') / 1000]
    expect(Number(robot.expiresAt)).toBe(ends[1])
    const row = (await auditOfRobot(id)).at(-1)!
    expect(row).toMatchObject({ operation: 'robot.update', result: 'success' })
    const [before, after] = difference
    expect(JSON.parse(row.before!)).toEqual({ description: '', durationDays: 30, expiresAt: ends[0], ...before })
    expect(JSON.parse(row.after!)).toEqual({ description: 'new', durationDays: 10, expiresAt: ends[1], ...after })
    await updateRobot(actor, { ...wider, id })
    expect(await stored(id)).toMatchObject({ description: '', durationDays: 10, version: 3, disabled: false })
    await updateRobot(actor, { ...wider, id, disabled: true })
    expect(await stored(id)).toMatchObject({ disabled: true })
  })

  test('of ten edits of one version exactly one is taken, and leaves the only row', async () => {
    const { id, wider, actor } = await made()
    const edit = (n: number) => updateRobot(actor, { ...wider, id, version: 1, description: `edit ${n}` })
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => edit(n)))
    const reasons = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(reasons).toEqual(Array(9).fill(refusal('stale', 'robot-changed')))
    expect(await auditOfRobot(id)).toHaveLength(2)
  })

  test('stays at its level, in its project, under its name', async () => {
    const { id, actor, spec } = await made()
    const other = await makeProject()
    const [project, levelOrName] = ['project id', 'level or name'].map((what) => `cannot update the ${what} of robot`)
    const elsewhere: [Omit<RobotEdit, 'id'>, string | undefined][] = [
      [inProject(other), project],
      level === 'project' ? [inSystem(catalog), levelOrName] : [inProject({ name: unique('none') }), project],
      [{ ...spec, fullName: 'robot$other' }, levelOrName],
    ]
    for (const [edit, message] of elsewhere) {
      await expect(updateRobot(actor, { ...edit, id })).rejects.toMatchObject({ kind: 'invalid', message })
    }
    expect(await stored(id)).toMatchObject({ version: 1 })
    expect(await db().robotGrant.count({ where: { projectId: other.id } })).toBe(0)
  })

  test('a legacy one is not edited', async () => {
    const { id, actor, spec } = await made()
    await db().robot.update({ where: { id }, data: { legacy: true } })
    await expect(updateRobot(actor, { ...spec, id })).rejects.toEqual(refusal('forbidden', 'robot-legacy'))
    await expect(refreshSecret(actor, { id })).rejects.toEqual(refusal('forbidden', 'robot-legacy'))
    expect(await stored(id)).toMatchObject({ version: 1 })
  })

  test('is disabled, enabled, refreshed and deleted, each with its row', async () => {
    const { id, name, secret, actor, audited } = await made()
    await setRobotDisabled(actor, { id, disabled: true })
    expect(await stored(id)).toMatchObject({ disabled: true, version: 1 })
    await setRobotDisabled(actor, { id, disabled: false })
    expect(await stored(id)).toMatchObject({ disabled: false })
    const revealed = await refreshSecret(actor, { id })
    const { secrets } = await stored(id)
    expect([secrets.length, revealed!.name]).toEqual([1, name])
    expect(secrets[0]).toMatchObject({ creatorType: 'local', creatorRef: expect.any(Number) })
    expect([await matches(secret, secrets[0]!), await matches(revealed!.secret, secrets[0]!)]).toEqual([false, true])
    await removeRobot(actor, id)
    expect(await db().robotSecret.count({ where: { robotId: id } })).toBe(0)
    expect(await db().robotGrant.count({ where: { robotId: id } })).toBe(0)
    await expect(removeRobot(actor, id)).rejects.toEqual(refusal('not-found'))
    await expect(setRobotDisabled(actor, { id, disabled: true })).rejects.toEqual(refusal('not-found'))
    const rows = await auditOfRobot(id)
    const operations = ['create', 'disable', 'enable', 'refresh-secret', 'delete'].map((verb) => `robot.${verb}`)
    expect(rows.map(({ operation }) => operation)).toEqual(operations)
    expect(rows[3]!.after).toBe('{"chosen":false,"oldSecret":"at-once"}')
    expect(JSON.parse(rows[4]!.before!)).toMatchObject(audited)
  })

  test('is changed by nobody who may not: not found for who may not see it, forbidden for who may', async () => {
    const { id, spec, lesser } = await made()
    const kind = level === 'project' ? 'forbidden' : 'not-found'
    const outsider = (await makeProject()).admin
    for (const [actor, expected] of [
      [lesser, refusal(kind)],
      [outsider, refusal('not-found')],
    ] as const) {
      await expect(updateRobot(actor, { ...spec, id })).rejects.toEqual(expected)
      await expect(setRobotDisabled(actor, { id, disabled: true })).rejects.toEqual(expected)
      await expect(refreshSecret(actor, { id, secret: 'Chosen-Secret-1' })).rejects.toEqual(expected)
      await expect(removeRobot(actor, id)).rejects.toEqual(expected)
    }
    expect(await stored(id)).toMatchObject({ version: 1, disabled: false, secrets: [{ scheme: 'sha256' }] })
  })

  test('disabling, refreshing and editing at the same time never undo each other', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, actor, wider, grants } = await made()
      const edit = { ...wider, id, version: 1, description: 'edited', durationDays: -1 }
      const [, revealed] = await Promise.all([
        setRobotDisabled(actor, { id, disabled: true }),
        refreshSecret(actor, { id }),
        updateRobot(actor, edit),
        refreshSecret(actor, { id }).catch(() => null),
      ])
      const robot = await stored(id)
      const fields = { disabled: true, description: 'edited', durationDays: -1, expiresAt: null, version: 2 }
      expect(robot).toMatchObject({ ...fields, grants: grants[1] })
      expect(robot.secrets).toHaveLength(1)
      expect(revealed).toBeTruthy()
      expect(await auditOfRobot(id)).toHaveLength(5)
    }
  })

  test('lists by page, order and what is pasted, % and _ taken as they are', async () => {
    const { actor, spec, place, start } = await setUp()
    const stem = unique('list')
    for (const name of ['b', 'a_b', 'axb']) await createRobot(actor, { ...spec, name: `${stem}-${name}` })
    const found = async (search: string, more: object = {}) =>
      (await listRobots(actor, place, { ...firstPage, search, ...more })).rows.map(({ name }) =>
        name.slice(stem.length + 1),
      )
    expect(await found(stem)).toEqual(['a_b', 'axb', 'b'])
    expect(await found(stem, { sort: '-name' })).toEqual(['b', 'axb', 'a_b'])
    expect(await found(stem, { sort: 'created' })).toEqual(['b', 'a_b', 'axb'])
    expect(await found(`${stem}-a_`)).toEqual(['a_b'])
    expect(await found('%')).toEqual([])
    expect(await found(`${stem.toUpperCase()}-AX `)).toEqual(['axb'])
    expect(await found(`${start}${stem}-b`)).toEqual(['b'])
    expect(await found(`robot$${start}${stem}-b`)).toEqual(['b'])
    const { total, rows } = await listRobots(actor, place, { ...firstPage, search: stem, page: 9 })
    expect([total, rows]).toEqual([3, []])
  })
})

describe('in a project', () => {
  test.each(['maintainer', 'developer', 'guest', 'limitedGuest'] as const)('a %s makes no robot', async (role) => {
    const project = await makeProject()
    const actor = await makeMember(project.id, role)
    await expect(makeRobot({ ...project, admin: actor })).rejects.toEqual(refusal('forbidden'))
    expect(await db().robot.count({ where: { projectId: project.id } })).toBe(0)
    const rows = await db().auditEvent.findMany({ where: { projectId: project.id } })
    expect(rows).toMatchObject([{ operation: 'robot.create', result: 'denied' }])
  })

  test('who may not see it does not learn whether it exists', async () => {
    const project = await makeProject()
    const gone = await makeUser({ isAdmin: true, disabled: true })
    const parent = await makeRobot(project)
    const machine = (scope: 'system' | 'all-projects', key: string): Actor => {
      const grants = [{ scope, access: [parseAccessKey(key)] }]
      return { kind: 'robot', id: parent.id, name: parent.name, grants }
    }
    const refusals = (admin: Actor) =>
      Promise.all(
        [project.name, unique('nowhere')].map((name) => makeRobot({ name, admin }).catch(({ kind }: Refusal) => kind)),
      )
    for (const actor of [(await makeUser()).actor, gone.actor, machine('all-projects', 'robot:list')]) {
      expect(await refusals(actor)).toEqual(['not-found', 'not-found'])
    }
    expect(await refusals({ kind: 'anonymous' })).toEqual(['unauthorized', 'unauthorized'])
    // Who may create in the system may know all projects.
    expect(await refusals(machine('system', 'robot:create'))).toEqual(['forbidden', 'not-found'])
    expect(await refusals(machine('all-projects', 'project:read'))).toEqual(['forbidden', 'not-found'])
  })

  test('a robot holds permissions there alone, whatever its maker asks for', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const spec = { ...inProject(project), name: unique('bot') }
    const { id } = await createRobot(project.admin, spec)
    const outside = [
      { scope: 'system' as const, access: catalog },
      { scope: 'all-projects' as const, access: pull },
      { scope: 'project' as const, project: { name: other.name }, access: pull },
      { scope: 'project' as const, project: { id: other.id }, access: pull },
      { scope: 'project' as const, project: { name: unique('none') }, access: pull },
    ]
    for (const place of outside) {
      const grants = { places: [...spec.grants.places, place] }
      await expect(createRobot(project.admin, { ...spec, name: unique('bot'), grants })).rejects.toEqual(
        refusal('invalid'),
      )
      await expect(updateRobot(project.admin, { ...spec, id, grants })).rejects.toEqual(refusal('invalid'))
    }
    expect(await db().robot.count({ where: { projectId: project.id } })).toBe(1)
    expect((await stored(id)).grants).toMatchObject([{ projectId: project.id }])
  })

  test('a name is taken there alone', async () => {
    for (const project of [await makeProject(), await makeProject()]) await makeRobot(project, { name: 'same' })
    expect(await db().robot.count({ where: { name: 'same', level: 'project' } })).toBe(2)
  })

  test('it may be named by its id', async () => {
    const project = await makeProject()
    const home = { id: project.id }
    const grants = { places: [{ scope: 'project' as const, project: home, access: pull }] }
    const spec = { level: 'project' as const, project: home, description: '', grants }
    const { id, name } = await createRobot(project.admin, { ...spec, name: 'ci' })
    expect(name).toBe(`robot$${project.name}+ci`)
    await updateRobot(project.admin, { ...spec, id, description: 'new' })
    expect(await stored(id)).toMatchObject({ description: 'new', grants: [{ projectId: project.id }] })
  })

  test('guests see the robots, limited guests and visitors of a public project do not', async () => {
    const project = await makeProject({ public: true })
    await makeRobot(project)
    const list = (actor: Actor, name = project.name) => listRobots(actor, { name }, firstPage)
    expect((await list(await makeMember(project.id, 'guest'))).total).toBe(1)
    await expect(list(await makeMember(project.id, 'limitedGuest'))).rejects.toEqual(refusal('forbidden'))
    await expect(list((await makeUser()).actor)).rejects.toEqual(refusal('forbidden'))
    const hidden = await makeProject()
    await expect(list(project.admin, hidden.name)).rejects.toEqual(refusal('not-found'))
  })
})

test('a generated secret that is typed in again is stored as what it is, a weak one is refused', async () => {
  const project = await makeProject()
  const [one, other] = [await makeRobot(project), await makeRobot(project)]
  await refreshSecret(project.admin, { id: one.id, secret: other.secret })
  await expect(refreshSecret(project.admin, { id: one.id, secret: 'weak' })).rejects.toEqual(refusal('invalid'))
  const [secret] = (await stored(one.id)).secrets
  expect(secret!.scheme).toBe('sha256')
  expect(await matches(other.secret, secret!)).toBe(true)
  expect(await refreshSecret(project.admin, { id: one.id, secret: 'Chosen-Secret-1' })).toBeNull()
  expect((await stored(one.id)).secrets[0]!.scheme).toBe('argon2id')
})

test('a change whose audit row cannot be written does not happen', async () => {
  const project = await makeProject()
  const { id } = await makeRobot(project)
  const nameless: Actor = { ...project.admin, name: null } as unknown as Actor
  await expect(setRobotDisabled(nameless, { id, disabled: true })).rejects.toThrow()
  expect(await stored(id)).toMatchObject({ disabled: false })
})
