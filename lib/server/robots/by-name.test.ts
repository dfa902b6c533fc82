import { beforeAll, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { countQueries } from '../testing/count-queries'
import { unique, useDatabase } from '../testing/database'
import { makeMember, makeProject, makeRobot, makeSystemRobot, makeUser } from '../testing/make'
import { robotByName } from './by-name'

const url = useDatabase()
let admin: Actor
beforeAll(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
})

const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })
const at = ({ name }: { name: string }) => ({ name })
const named = (name: string, legacy = false) => ({ name, legacy })

describe('a robot by its name', () => {
  test('is the one of its project, and of its kind', async () => {
    const [first, second] = [await makeProject(), await makeProject()]
    const robot = await makeRobot(first, { name: 'ci' })
    const other = await makeRobot(second, { name: 'ci' })
    const legacy = await makeRobot(first, { name: unique('old') })
    await db().robot.update({ where: { id: legacy.id }, data: { legacy: true, loginName: null, name: 'ci' } })
    const found = await robotByName(first.admin, at(first), named('ci'))
    expect(found).toMatchObject({
      robot: { id: robot.id, fullName: robot.name, legacy: false, project: { name: first.name } },
      context: { level: 'project', project: { name: first.name }, tokenMinutes: 5 },
      may: { create: true, update: true, delete: true, listLog: true },
    })
    expect(new Date(found.secretMadeAt!).getTime()).toBeGreaterThan(Date.now() - 600_000)
    expect(JSON.stringify(found)).not.toContain(robot.secret)
    expect((await robotByName(first.admin, at(first), named('ci', true))).robot.id).toBe(legacy.id)
    expect((await robotByName(second.admin, at(second), named('ci'))).robot.id).toBe(other.id)
    await expect(robotByName(admin, null, named('ci'))).rejects.toEqual(refusal('not-found'))
  })

  test('of the system is for its admins', async () => {
    const name = unique('everywhere')
    const { id } = await makeSystemRobot(admin, { name, access: [parseAccessKey('catalog:read')] })
    const found = await robotByName(admin, null, named(name))
    expect(found).toMatchObject({ robot: { id, level: 'system' }, context: { level: 'system', project: null } })
    const { admin: projectAdmin, ...project } = await makeProject()
    await expect(robotByName(projectAdmin, null, named(name))).rejects.toEqual(refusal('forbidden'))
    await expect(robotByName(projectAdmin, at(project), named(name))).rejects.toEqual(refusal('not-found'))
  })

  test('is seen by whoever lists the project’s robots, and by nobody else', async () => {
    const project = await makeProject({ public: true })
    const closed = await makeProject()
    await makeRobot(project, { name: 'ci' })
    await makeRobot(closed, { name: 'ci' })
    for (const role of ['maintainer', 'developer', 'guest'] as const) {
      const actor = await makeMember(project.id, role)
      const { may } = await robotByName(actor, at(project), named('ci'))
      expect(may).toEqual({ create: false, update: false, delete: false, listLog: false })
    }
    const cases: [Actor, { id: number; name: string }, string][] = [
      [await makeMember(project.id, 'limitedGuest'), project, 'forbidden'],
      [(await makeUser()).actor, project, 'forbidden'],
      [(await makeUser()).actor, closed, 'not-found'],
      [{ kind: 'anonymous' }, project, 'unauthorized'],
      [project.admin, { id: 0, name: 'no-such' }, 'not-found'],
    ]
    for (const [actor, { name }, kind] of cases) {
      await expect(robotByName(actor, { name }, named('ci'))).rejects.toEqual(refusal(kind))
    }
    for (const name of ['', 'CI', 'c', `${project.name}+ci`, 'ci\u0000', 'x'.repeat(10_000)]) {
      await expect(robotByName(project.admin, { name: project.name }, named(name))).rejects.toEqual(
        refusal('not-found'),
      )
    }
  })

  test('takes at most six statements', async () => {
    const project = await makeProject()
    await makeRobot(project, { name: 'ci' })
    const { count } = await countQueries(url(), () => robotByName(project.admin, { name: project.name }, named('ci')))
    expect(count).toBeLessThanOrEqual(6)
  })
})
