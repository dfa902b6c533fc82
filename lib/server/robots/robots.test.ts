import { describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/access'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import { matches } from '../secrets/secret'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { createProjectRobot } from './create'
import { listProjectRobots } from './list'
import { refreshSecret } from './refresh-secret'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'
import { updateRobot } from './update'

useDatabase()

const pull = [parseAccessKey('repository:pull')]
const pushAndPull = [...pull, parseAccessKey('repository:push')]
const firstPage = { search: '', sort: 'name', page: 1, size: 15 } as const
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const stored = (id: number) => db().robot.findUniqueOrThrow({ where: { id }, include: { secrets: true, grants: true } })

describe('createProjectRobot', () => {
  test('stores the robot and its hash, and answers the secret once', async () => {
    const project = await makeProject()
    setClock(() => new Date('2026-03-01T12:00:00.500Z'))
    const made = await createProjectRobot(project.admin, {
      project: project.name,
      name: 'ci',
      description: 'builds',
      durationDays: 90,
      access: pushAndPull,
    })
    expect(made.name).toBe(`robot$${project.name}+ci`)
    expect(made.creationTime).toBe('2026-03-01T12:00:00.500Z')
    expect(made.expiresAt).toBe(Date.parse('2026-05-30T12:00:00Z') / 1000)
    const robot = await stored(made.id)
    expect(robot).toMatchObject({
      level: 'project',
      loginName: `${project.name}+ci`,
      durationDays: 90,
      disabled: false,
      version: 1,
    })
    expect(robot.grants).toMatchObject([{ scope: 'project', projectId: project.id, access: 'repository:pull,push' }])
    expect(robot.secrets).toHaveLength(1)
    expect(await matches(made.secret, robot.secrets[0]!)).toBe(true)
  })

  test('leaves an audit row without the secret', async () => {
    const project = await makeProject()
    const made = await makeRobot(project, { access: pushAndPull })
    const [row, ...others] = await auditOfRobot(made.id)
    expect(others).toEqual([])
    expect(row).toMatchObject({
      operation: 'robot.create',
      result: 'success',
      resource: made.name,
      projectId: project.id,
    })
    expect(JSON.parse(row!.after!)).toMatchObject({ access: ['repository:pull', 'repository:push'], disabled: false })
    expect(JSON.stringify(row)).not.toContain(made.secret.slice(4, 16))
  })

  test('without a duration takes the default of the settings; -1 is never', async () => {
    const project = await makeProject()
    setClock(() => new Date('2026-03-01T00:00:00Z'))
    const standard = await makeRobot(project, { durationDays: undefined })
    expect(standard.expiresAt).toBe(Date.parse('2026-03-31T00:00:00Z') / 1000)
    expect((await makeRobot(project, { durationDays: -1 })).expiresAt).toBeNull()
  })

  test('the longest legal duration, beyond what a Date can hold', async () => {
    const project = await makeProject()
    setClock(() => new Date(0))
    const made = await makeRobot(project, { durationDays: 2_147_483_646 })
    expect(made.expiresAt).toBe(2_147_483_646 * 86_400)
    expect((await stored(made.id)).expiresAt).toBe(BigInt(2_147_483_646 * 86_400))
  })

  test('a taken name is a conflict, the same name in another project is not', async () => {
    const [one, other] = [await makeProject(), await makeProject()]
    await makeRobot(one, { name: 'ci' })
    await expect(makeRobot(one, { name: 'ci' })).rejects.toEqual(refusal('conflict'))
    await expect(makeRobot(other, { name: 'ci' })).resolves.toBeTruthy()
  })

  test('100 at once: one success, 99 conflicts, one row, one audit row', async () => {
    const project = await makeProject()
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => makeRobot(project, { name: 'same' })))
    const refused = answers.filter((answer) => answer.status === 'rejected')
    expect(refused.map(({ reason }) => reason.kind)).toEqual(Array(99).fill('conflict'))
    expect(await db().robot.count({ where: { projectId: project.id } })).toBe(1)
    expect(await db().auditEvent.count({ where: { projectId: project.id, operation: 'robot.create' } })).toBe(1)
  })

  test.each(['maintainer', 'developer', 'guest', 'limitedGuest'] as const)(
    'a %s is forbidden, which is audited',
    async (role) => {
      const project = await makeProject()
      const actor = await makeMember(project.id, role)
      await expect(makeRobot({ ...project, admin: actor })).rejects.toEqual(refusal('forbidden'))
      expect(await db().robot.count({ where: { projectId: project.id } })).toBe(0)
      expect(await db().auditEvent.findMany({ where: { projectId: project.id } })).toMatchObject([
        { operation: 'robot.create', result: 'denied', actorName: (actor as { name: string }).name },
      ])
    },
  )

  test('who may not see the project does not learn that it exists', async () => {
    const project = await makeProject()
    const stranger = (await makeUser()).actor
    await expect(makeRobot({ ...project, admin: stranger })).rejects.toEqual(refusal('not-found'))
    await expect(makeRobot({ name: unique('nowhere'), admin: stranger })).rejects.toEqual(refusal('not-found'))
    await expect(makeRobot({ ...project, admin: { kind: 'anonymous' } })).rejects.toEqual(refusal('unauthorized'))
  })

  test('a disabled system admin may nothing', async () => {
    const project = await makeProject()
    const gone = await makeUser({ isAdmin: true, disabled: true })
    await expect(makeRobot({ ...project, admin: gone.actor })).rejects.toEqual(refusal('not-found'))
  })
})

describe('listProjectRobots', () => {
  test('pages, sorts and counts', async () => {
    const project = await makeProject()
    for (const name of ['b', 'a', 'c']) await makeRobot(project, { name })
    const names = async (query: Partial<Parameters<typeof listProjectRobots>[2]>) =>
      (await listProjectRobots(project.admin, project.name, { ...firstPage, ...query })).rows.map(({ name }) => name)
    expect(await names({})).toEqual(['a', 'b', 'c'])
    expect(await names({ sort: '-name' })).toEqual(['c', 'b', 'a'])
    expect(await names({ sort: 'created' })).toEqual(['b', 'a', 'c'])
    expect((await listProjectRobots(project.admin, project.name, { ...firstPage, page: 9 })).total).toBe(3)
  })

  test('finds what was pasted as project+name or as the full name, and takes % and _ as they are', async () => {
    const project = await makeProject()
    for (const name of ['a_b', 'axb', 'other']) await makeRobot(project, { name })
    const found = async (search: string) =>
      (await listProjectRobots(project.admin, project.name, { ...firstPage, search })).rows.map(({ name }) => name)
    expect(await found('a_b')).toEqual(['a_b'])
    expect(await found('%')).toEqual([])
    expect(await found('XB ')).toEqual(['axb'])
    expect(await found(`${project.name}+oth`)).toEqual(['other'])
    expect(await found(`robot$${project.name}+oth`)).toEqual(['other'])
  })

  test('roles: guest sees, limited guest and visitors of a public project do not', async () => {
    const project = await makeProject({ public: true })
    await makeRobot(project)
    const list = (actor: Actor) => listProjectRobots(actor, project.name, firstPage)
    expect((await list(await makeMember(project.id, 'guest'))).total).toBe(1)
    await expect(list(await makeMember(project.id, 'limitedGuest'))).rejects.toEqual(refusal('forbidden'))
    await expect(list((await makeUser()).actor)).rejects.toEqual(refusal('forbidden'))
  })
})

describe('updateRobot', () => {
  const edit = { version: 1, description: 'new', durationDays: 10, access: pushAndPull }

  test('replaces description, duration from creation, permissions; audits before and after', async () => {
    const project = await makeProject()
    setClock(() => new Date('2026-03-01T00:00:00Z'))
    const { id } = await makeRobot(project)
    setClock(() => new Date('2026-03-05T00:00:00Z'))
    await updateRobot(project.admin, { ...edit, id })
    const robot = await stored(id)
    expect(robot).toMatchObject({ description: 'new', durationDays: 10, version: 2 })
    expect(Number(robot.expiresAt)).toBe(Date.parse('2026-03-11T00:00:00Z') / 1000)
    expect(robot.grants[0]!.access).toBe('repository:pull,push')
    const row = (await auditOfRobot(id)).at(-1)!
    expect(row.operation).toBe('robot.update')
    const expiresAt = Date.parse('2026-03-31T00:00:00Z') / 1000
    const before = { description: '', durationDays: 30, expiresAt, access: { items: [], kept: 1 } }
    expect(JSON.parse(row.before!)).toEqual(before)
    expect(JSON.parse(row.after!)).toEqual({
      description: 'new',
      durationDays: 10,
      expiresAt: Number(robot.expiresAt),
      access: { items: ['repository:push'], kept: 1 },
    })
  })

  test('a stale version changes nothing and leaves no success row', async () => {
    const project = await makeProject()
    const { id } = await makeRobot(project)
    await updateRobot(project.admin, { ...edit, id })
    await expect(updateRobot(project.admin, { ...edit, id, description: 'late' })).rejects.toEqual(refusal('stale'))
    expect(await stored(id)).toMatchObject({ description: 'new', version: 2 })
    expect(await auditOfRobot(id)).toHaveLength(2)
  })

  test('legacy robots and foreign robots are refused', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const { id } = await makeRobot(project)
    await expect(updateRobot(other.admin, { ...edit, id })).rejects.toEqual(refusal('not-found'))
    await expect(updateRobot(await makeMember(project.id, 'developer'), { ...edit, id })).rejects.toEqual(
      refusal('forbidden'),
    )
    await db().robot.update({ where: { id }, data: { legacy: true } })
    await expect(updateRobot(project.admin, { ...edit, id })).rejects.toEqual(refusal('forbidden'))
    expect(await stored(id)).toMatchObject({ version: 1, description: '' })
  })
})

describe('setRobotDisabled', () => {
  test('flips the one column and audits it', async () => {
    const project = await makeProject()
    const { id } = await makeRobot(project)
    await setRobotDisabled(project.admin, { id, disabled: true })
    expect(await stored(id)).toMatchObject({ disabled: true, version: 1 })
    await setRobotDisabled(project.admin, { id, disabled: false })
    expect(await stored(id)).toMatchObject({ disabled: false })
    expect((await auditOfRobot(id)).map(({ operation }) => operation)).toEqual([
      'robot.create',
      'robot.disable',
      'robot.enable',
    ])
  })

  test('is refused to a guest and answers not found for what is gone', async () => {
    const project = await makeProject()
    const { id } = await makeRobot(project)
    const guest = await makeMember(project.id, 'guest')
    await expect(setRobotDisabled(guest, { id, disabled: true })).rejects.toEqual(refusal('forbidden'))
    await expect(setRobotDisabled(project.admin, { id: 2_000_000_000, disabled: true })).rejects.toEqual(
      refusal('not-found'),
    )
    expect(await stored(id)).toMatchObject({ disabled: false })
  })
})

describe('refreshSecret', () => {
  test('generates: the old secret is gone, the new one is answered', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    const revealed = await refreshSecret(project.admin, { id: made.id })
    const { secrets } = await stored(made.id)
    expect(secrets).toHaveLength(1)
    expect(await matches(made.secret, secrets[0]!)).toBe(false)
    expect(await matches(revealed!.secret, secrets[0]!)).toBe(true)
    expect((await auditOfRobot(made.id)).at(-1)).toMatchObject({
      operation: 'robot.refresh-secret',
      after: '{"chosen":false}',
    })
  })

  test('takes a chosen secret, stores it slowly hashed and does not echo it', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    expect(await refreshSecret(project.admin, { id: made.id, secret: 'Chosen-Secret-1' })).toBeNull()
    const { secrets } = await stored(made.id)
    expect(secrets[0]!.scheme).toBe('argon2id')
    expect(await matches('Chosen-Secret-1', secrets[0]!)).toBe(true)
  })

  test('a generated secret that is typed in again is stored as what it is', async () => {
    const project = await makeProject()
    const [one, other] = [await makeRobot(project), await makeRobot(project)]
    await refreshSecret(project.admin, { id: one.id, secret: other.secret })
    const { secrets } = await stored(one.id)
    expect(secrets[0]!.scheme).toBe('sha256')
    expect(await matches(other.secret, secrets[0]!)).toBe(true)
  })

  test('refuses a weak secret, a guest and a legacy robot, and keeps the old secret', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    await expect(refreshSecret(project.admin, { id: made.id, secret: 'weak' })).rejects.toEqual(refusal('invalid'))
    const guest = await makeMember(project.id, 'guest')
    await expect(refreshSecret(guest, { id: made.id, secret: 'Chosen-Secret-1' })).rejects.toEqual(refusal('forbidden'))
    await db().robot.update({ where: { id: made.id }, data: { legacy: true } })
    await expect(refreshSecret(project.admin, { id: made.id })).rejects.toEqual(refusal('forbidden'))
    expect(await matches(made.secret, (await stored(made.id)).secrets[0]!)).toBe(true)
  })
})

describe('removeRobot', () => {
  test('takes secrets and grants along and tells the audit log what it could do', async () => {
    const project = await makeProject()
    const { id, name } = await makeRobot(project)
    await removeRobot(project.admin, id)
    expect(await db().robot.count({ where: { id } })).toBe(0)
    expect(await db().robotSecret.count({ where: { robotId: id } })).toBe(0)
    expect(await db().robotGrant.count({ where: { robotId: id } })).toBe(0)
    const row = (await auditOfRobot(id)).at(-1)!
    expect(row).toMatchObject({ operation: 'robot.delete', resource: name })
    expect(JSON.parse(row.before!)).toMatchObject({ access: ['repository:pull'] })
  })

  test('a second delete is not found; a maintainer is forbidden', async () => {
    const project = await makeProject()
    const { id } = await makeRobot(project)
    await expect(removeRobot(await makeMember(project.id, 'maintainer'), id)).rejects.toEqual(refusal('forbidden'))
    await removeRobot(project.admin, id)
    await expect(removeRobot(project.admin, id)).rejects.toEqual(refusal('not-found'))
  })
})

test('disable, refresh and edit at the same time never undo each other', async () => {
  const project = await makeProject()
  for (let round = 0; round < 20; round++) {
    const made = await makeRobot(project)
    const edit = { id: made.id, version: 1, description: 'edited', durationDays: -1, access: pushAndPull }
    const [, revealed] = await Promise.all([
      setRobotDisabled(project.admin, { id: made.id, disabled: true }),
      refreshSecret(project.admin, { id: made.id }),
      updateRobot(project.admin, edit),
    ])
    const robot = await stored(made.id)
    expect(robot).toMatchObject({
      disabled: true,
      description: 'edited',
      durationDays: -1,
      expiresAt: null,
      version: 2,
    })
    expect(robot.grants[0]!.access).toBe('repository:pull,push')
    expect(await matches(revealed!.secret, robot.secrets[0]!)).toBe(true)
    expect(await auditOfRobot(made.id)).toHaveLength(4)
  }
})

test('edits at the same time: one wins, the others are told, and two refreshes leave one secret', async () => {
  const project = await makeProject()
  const { id } = await makeRobot(project)
  const edits = Array.from({ length: 10 }, (_, n) =>
    updateRobot(project.admin, { id, version: 1, description: `edit ${n}`, durationDays: 5, access: pull }),
  )
  const outcomes = await Promise.allSettled(edits)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await Promise.all(Array.from({ length: 10 }, () => refreshSecret(project.admin, { id })))
  expect((await stored(id)).secrets).toHaveLength(1)
})

test('a change whose audit row cannot be written does not happen', async () => {
  const project = await makeProject()
  const { id } = await makeRobot(project)
  const nameless: Actor = { ...project.admin, name: null } as unknown as Actor
  await expect(setRobotDisabled(nameless, { id, disabled: true })).rejects.toThrow()
  expect(await stored(id)).toMatchObject({ disabled: false })
})
