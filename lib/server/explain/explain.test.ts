import { beforeAll, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { setRobotDisabled } from '../robots/set-disabled'
import type { Actor } from '../rights/actor'
import { setGlobalState } from '../global-state'
import { parseEnv } from '../env'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { makeMember, makeProject, makeRobot, makeSystemRobot, makeUser, selected } from '../testing/make'
import { explain, type ExplainAsked } from './explain'
import { namesToExplain } from './names-to-explain'
import { updateRobot } from '../robots/update'

useDatabase()
setGlobalState('env', parseEnv({}))

const access = (...keys: string[]) => keys.map(parseAccessKey)
const ask = (actor: Actor, who: string, repository: string, more: Partial<ExplainAsked> = {}) =>
  explain(actor, { who, legacy: false, repository, action: 'push', ...more })
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const noRobot = { kind: 'unknown', what: 'robot' }
const noUser = { kind: 'unknown', what: 'user' }

type Project = Awaited<ReturnType<typeof makeProject>>
let [admin, payments, foreign, open] = [{} as Actor, {} as Project, {} as Project, {} as Project]
beforeAll(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
  ;[payments, foreign, open] = [await makeProject(), await makeProject(), await makeProject({ public: true })]
})

test('says why not, and what it proposes makes it yes', async () => {
  const made = await makeRobot(payments, { access: access('repository:pull', '[app/*]repository:push') })
  const [name, repository] = [made.name, `${payments.name}/base`]
  const before = await ask(payments.admin, name, repository)
  expect(before).toMatchObject({
    kind: 'robot',
    robot: { id: made.id, fullName: name },
    may: { update: true },
    explanation: { allowed: false, reasons: [{ kind: 'narrowed', held: [{ repositories: 'app/*' }] }] },
  })
  const change = before.kind === 'robot' && before.explanation.changes[0]
  const way = change && change.kind === 'edit' ? change.ways[0]! : null
  expect(way).toMatchObject({ place: 'project', projectId: payments.id, adds: { kind: 'pattern', pattern: 'base' } })
  const place = { scope: 'project' as const, project: { id: payments.id }, access: access(...way!.access) }
  const rest = { level: 'project' as const, project: null, description: '', version: 1 }
  await updateRobot(payments.admin, { ...rest, id: made.id, grants: { places: [place] } })
  expect(await ask(payments.admin, name, repository)).toMatchObject({ explanation: { allowed: true, changes: [] } })
  expect(await ask(payments.admin, name, `${payments.name}/other`)).toMatchObject({ explanation: { allowed: false } })
})

test('disabled, and a live secret that is none', async () => {
  const { id, name } = await makeRobot(payments, { access: access('repository:pull', 'repository:push') })
  await setRobotDisabled(payments.admin, { id, disabled: true })
  await db().robotSecret.updateMany({ where: { robotId: id }, data: { retiresAt: new Date(Date.now() - 1000) } })
  const reasons = [{ kind: 'disabled' }, { kind: 'no-secret' }, { kind: 'granted' }]
  const changes = [{ kind: 'enable' }, { kind: 'new-secret' }]
  expect(await ask(payments.admin, name, `${payments.name}/app`)).toMatchObject({
    explanation: { allowed: false, reasons, changes },
  })
})

describe('who may ask about whom', () => {
  test('a robot is explained to who may read it: its readers without its maker, nobody else', async () => {
    const { name } = await makeRobot(payments)
    const repository = `${payments.name}/app`
    for (const role of ['maintainer', 'developer', 'guest'] as const) {
      const answer = await ask(await makeMember(payments.id, role), name, repository)
      expect(answer).toMatchObject({ kind: 'robot', robot: { maker: null }, may: { update: false } })
    }
    for (const actor of [foreign.admin, await makeMember(payments.id, 'limitedGuest'), (await makeUser()).actor]) {
      expect(await ask(actor, name, repository)).toEqual(noRobot)
    }
  })

  test('one that may not be read is as one that is not there, byte for byte, also of a public project and the system', async () => {
    const system = await makeSystemRobot(admin, { projects: selected([payments.id]) })
    const [ofForeign, ofOpen] = [await makeRobot(foreign), await makeRobot(open)]
    const repository = `${payments.name}/app`
    const none = JSON.stringify(await ask(payments.admin, `robot$${foreign.name}+nothing`, repository))
    for (const { name } of [system, ofForeign, ofOpen]) {
      expect(JSON.stringify(await ask(payments.admin, name, repository))).toBe(none)
      expect(JSON.stringify(await ask(payments.admin, name, `${foreign.name}/app`))).toBe(none)
    }
    expect(await ask(admin, system.name, repository)).toMatchObject({ kind: 'robot', may: { update: true } })
  })

  test('a project that may not be seen is as one that is not there, and the verdict is right', async () => {
    const { name } = await makeRobot(payments)
    const asked = async (repository: string) => {
      const answer = await ask(payments.admin, name, repository)
      return answer.kind === 'robot' && answer.explanation
    }
    const none = await asked(`${unique('none')}/app`)
    expect(none).toMatchObject({ allowed: false, reasons: [{ kind: 'no-project' }] })
    expect(await asked(`${foreign.name}/app`)).toEqual(none)
    expect(await asked(`${open.name}/app`)).toMatchObject({ reasons: [{ kind: 'other-project' }] })
    expect(await ask(payments.admin, name, `${open.name}/app`, { action: 'pull' })).toMatchObject({
      explanation: { allowed: true, reasons: [{ kind: 'public' }] },
    })
  })

  test('a user: oneself, and everybody for a system admin', async () => {
    const { name } = payments.admin as { name: string }
    expect(await ask(payments.admin, name, `${payments.name}/app`)).toMatchObject({
      kind: 'user',
      explanation: { allowed: true, reasons: [{ kind: 'role', role: 'projectAdmin' }] },
    })
    expect(await ask(payments.admin, name, `${foreign.name}/app`)).toMatchObject({
      explanation: { allowed: false, reasons: [{ kind: 'no-project' }] },
    })
    expect(await ask(admin, name, `${foreign.name}/app`)).toMatchObject({
      explanation: { reasons: [{ kind: 'no-role' }], changes: [{ kind: 'member', role: 'developer', joins: true }] },
    })
    const other = await makeMember(payments.id, 'developer')
    for (const who of [(other as { name: string }).name, (admin as { name: string }).name, unique('nobody')]) {
      expect(await ask(payments.admin, who, `${payments.name}/app`)).toEqual(noUser)
    }
  })

  test('nobody who is not signed in, and no robot', async () => {
    const robot: Actor = { kind: 'robot', id: 1, name: 'robot$x', grants: [] }
    await expect(ask({ kind: 'anonymous' }, 'x', 'a/b')).rejects.toEqual(refusal('unauthorized'))
    await expect(ask(robot, 'x', 'a/b')).rejects.toEqual(refusal('forbidden'))
    await expect(namesToExplain(robot, 'x')).rejects.toEqual(refusal('forbidden'))
  })

  test('suggestions are of managed robots, and of users for system admins alone', async () => {
    const mine = await makeRobot(payments, { name: unique('suggested') })
    const theirs = await makeRobot(foreign, { name: unique('suggested') })
    expect(await namesToExplain(payments.admin, 'suggested')).toEqual([mine.name])
    expect((await namesToExplain(admin, 'suggested')).sort()).toEqual([mine.name, theirs.name].sort())
    const { name } = payments.admin as { name: string }
    expect(await namesToExplain(payments.admin, name)).toEqual([])
    expect(await namesToExplain(admin, name)).toEqual([name])
    expect(await namesToExplain(await makeMember(payments.id, 'guest'), 'suggested')).toEqual([])
  })
})

test.each(['robot$\0', 'nobody\0', 'x'.repeat(10_000), 'robot$', ''])('the name %j is nobody’s', async (who) => {
  expect(await ask(admin, who, `${payments.name}/app`)).toMatchObject({ kind: 'unknown' })
  expect(await ask(payments.admin, 'nobody', '\0/a\0')).toEqual(noUser)
})

test('a legacy robot by its bare name: of the repository’s project first, and only where it may be read', async () => {
  const name = unique('jenkins')
  for (const project of [payments, foreign]) {
    const at = new Date()
    const data = { level: 'project', projectId: project.id, name, legacy: true, durationDays: -1 }
    const grants = {
      create: { scope: 'project', scopeKey: String(project.id), projectId: project.id, access: 'repository:pull' },
    }
    const secrets = { create: { hash: '', scheme: 'legacy-rs256', createdAt: at } }
    await db().robot.create({
      data: { ...data, creatorType: 'local', creatorRef: 1, createdAt: at, updatedAt: at, grants, secrets },
    })
  }
  const asked = (actor: Actor, project: Project) => ask(actor, `robot$${name}`, `${project.name}/app`, { legacy: true })
  for (const project of [payments, foreign]) {
    expect(await asked(admin, project)).toMatchObject({ robot: { project: { id: project.id } } })
  }
  expect(await asked(payments.admin, foreign)).toMatchObject({ robot: { project: { id: payments.id } } })
  expect(await asked(open.admin, payments)).toEqual(noRobot)
  expect(await asked(payments.admin, payments)).toMatchObject({ explanation: { changes: [{ kind: 'recreate' }] } })
})
