// Runs the verbs for the tests, in a process of its own beside the server and on its data: see seed.ts.
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { CoveredProjects } from '@/lib/domain/robots/robot-schema'
import { projectRobotSpec, systemRobotSpec } from '@/lib/domain/robots/robot-schema'
import { setClock } from '@/lib/server/clock'
import { db } from '@/lib/server/store/db'
import { dayOf } from '@/lib/domain/registry/usage'
import { addMember } from '@/lib/server/members/add'
import { createProject } from '@/lib/server/projects/create'
import { createRobot } from '@/lib/server/robots/create'
import { refreshSecret } from '@/lib/server/robots/refresh-secret'
import { removeRobot } from '@/lib/server/robots/remove'
import { setRobotDisabled } from '@/lib/server/robots/set-disabled'
import { readSettings } from '@/lib/server/settings/read'
import { updateSettings } from '@/lib/server/settings/update'
import { updateRobot } from '@/lib/server/robots/update'
import { createUser } from '@/lib/server/users/create'
import type { RobotLoss, SeedVerbs } from './seed'

const system = { kind: 'system' } as const

async function selected(projects: Record<string, string[]>): Promise<CoveredProjects> {
  const found = await db().project.findMany({ where: { name: { in: Object.keys(projects) } } })
  const overrides = found.map(({ id, name }) => ({ access: projects[name]!.map(parseAccessKey), projects: [id] }))
  return { kind: 'selected', selection: { overrides, unselected: [] } }
}

const verbs: SeedVerbs = {
  async user({ username, password, isAdmin }) {
    await createUser(system, { username, password, isAdmin, realName: '' })
  },
  async disableUser({ username }) {
    await db().user.update({ where: { username }, data: { disabled: true } })
  },
  async project({ name, isPublic, members }) {
    await createProject(system, { name, public: isPublic })
    for (const [username, role] of Object.entries(members)) await addMember(system, { project: name, username, role })
  },
  async robot({ access, ageDays, disabled, ...robot }) {
    try {
      if (ageDays > 0) setClock(() => new Date(Date.now() - ageDays * 86_400_000))
      const made = await createRobot(
        system,
        projectRobotSpec({ ...robot, level: 'project', access: access.map(parseAccessKey) }),
      )
      if (disabled) await setRobotDisabled(system, { id: made.id, disabled })
      return made
    } finally {
      setClock()
    }
  },
  async changeRobot({ id, loss }) {
    const { project } = await db().robot.findUniqueOrThrow({ where: { id }, select: { project: true } })
    const access = [parseAccessKey('repository:pull')]
    const pullOnly = { level: 'project' as const, project: project!.name, id, description: '', access }
    const edit = (durationDays?: number) => updateRobot(system, projectRobotSpec({ ...pullOnly, durationDays }))
    const changes: Record<RobotLoss, () => Promise<unknown>> = {
      disable: () => setRobotDisabled(system, { id, disabled: true }),
      delete: () => removeRobot(system, id),
      refresh: () => refreshSecret(system, { id }),
      expire: () => edit(1),
      restrict: () => edit(),
    }
    await changes[loss]()
  },
  async rotate({ id, hours }) {
    return (await refreshSecret(system, { id, oldSecret: { kind: 'after-first-use', hours } }))!
  },
  async letPass({ id, hours }) {
    const before = (moment: Date | null) => moment && new Date(moment.getTime() - hours * 3_600_000)
    for (const secret of await db().robotSecret.findMany({ where: { robotId: id } })) {
      const { createdAt, activatedAt, retiresAt, lastUsedAt } = secret
      const times = { createdAt: before(createdAt)!, activatedAt: before(activatedAt), retiresAt: before(retiresAt) }
      const used = lastUsedAt === 0n ? {} : { lastUsedAt: lastUsedAt - BigInt(hours * 3_600) }
      await db().robotSecret.update({ where: { id: secret.id }, data: { ...times, ...used } })
    }
  },
  async legacyRobot({ project: projectName, name }) {
    const project = await db().project.findUniqueOrThrow({ where: { name: projectName } })
    const createdAt = new Date('2020-01-01T00:00:00Z')
    const at = { createdAt, updatedAt: createdAt }
    await db().robot.create({
      data: {
        level: 'project',
        projectId: project.id,
        name,
        durationDays: -1,
        legacy: true,
        creatorType: 'local',
        creatorRef: 0,
        ...at,
        grants: {
          create: { scope: 'project', scopeKey: String(project.id), projectId: project.id, access: 'repository:pull' },
        },
      },
    })
  },
  async systemRobot({ allProjects, projects, systemAccess, ageDays, disabled, ...robot }) {
    try {
      if (ageDays > 0) setClock(() => new Date(Date.now() - ageDays * 86_400_000))
      const made = await createRobot(
        system,
        systemRobotSpec({
          ...robot,
          level: 'system',
          systemAccess: systemAccess.map(parseAccessKey),
          projects: allProjects ? { kind: 'all', access: allProjects.map(parseAccessKey) } : await selected(projects),
        }),
      )
      if (disabled) await setRobotDisabled(system, { id: made.id, disabled })
      return made
    } finally {
      setClock()
    }
  },
  async manyProjects({ stem, count }) {
    const owner = await db().user.findFirstOrThrow({ orderBy: { id: 'asc' } })
    const names = Array.from({ length: count }, (_, index) => `${stem}-${String(index).padStart(5, '0')}`)
    const start = Date.now() - count * 60_000
    const at = (index: number) => ({ createdAt: new Date(start + index * 60_000), updatedAt: new Date() })
    await db().project.createMany({ data: names.map((name, index) => ({ name, ownerId: owner.id, ...at(index) })) })
    return names
  },
  async manyRobots({ project, stem, count }) {
    const { id: projectId } = await db().project.findUniqueOrThrow({ where: { name: project } })
    const { id: creatorRef } = await db().user.findFirstOrThrow({ orderBy: { id: 'asc' } })
    const made = { level: 'project', projectId, durationDays: 30, creatorType: 'local', creatorRef }
    const [at, expiresAt] = [new Date(), BigInt(Math.floor(Date.now() / 1000) + 30 * 86_400)]
    const names = Array.from({ length: count }, (_, index) => `${stem}-${String(index).padStart(5, '0')}`)
    const times = { createdAt: at, updatedAt: at, expiresAt }
    await db().robot.createMany({
      data: names.map((name) => ({ ...made, ...times, name, loginName: `${project}+${name}` })),
    })
    const robots = await db().robot.findMany({
      where: { projectId, name: { startsWith: `${stem}-` } },
      select: { id: true },
    })
    const grant = { scope: 'project', scopeKey: String(projectId), projectId, access: 'repository:pull' }
    await db().robotGrant.createMany({ data: robots.map(({ id: robotId }) => ({ robotId, ...grant })) })
  },
  async usage({ daysAgo, ...counts }) {
    const lastAt = Math.floor(Date.now() / 1000) - daysAgo * 86_400
    await db().robotUsage.create({ data: { ...counts, day: dayOf(lastAt), lastAt } })
  },
  async deleteProject({ name }) {
    await db().project.delete({ where: { name } })
  },
  async settings(changes) {
    await updateSettings(system, { changes })
  },
  async formerPrefix({ prefix, days, robotIds }) {
    const { robotNamePrefix } = await readSettings(db())
    await updateSettings(system, { changes: { robotNamePrefix: prefix } })
    await updateSettings(system, { changes: { robotNamePrefix }, graceDays: days })
    const use = { prefix, uses: 1_234, lastAt: Math.floor(Date.now() / 1000) - 300 }
    const place = {
      lastAddress: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
      lastClient: 'containerd/1.7.22+build-of-the-team',
    }
    await db().formerNameUse.createMany({ data: robotIds.map((robotId) => ({ robotId, ...use, ...place })) })
  },
  async event({ project: projectName, at, ...event }) {
    const { id } = await db().project.findUniqueOrThrow({ where: { name: projectName } })
    const about = { operation: 'robot.create', resourceType: 'robot', projectId: id, projectName, result: 'success' }
    await db().auditEvent.create({ data: { ...about, actorKind: 'user', at: new Date(at), ...event } })
  },
  async audit({ resource }) {
    const rows = await db().auditEvent.findMany({ where: { resource }, orderBy: { id: 'asc' } })
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  },
  async everything() {
    const tables = [
      db().user,
      db().session,
      db().robot,
      db().robotSecret,
      db().robotGrant,
      db().robotClient,
      db().legacyIdentity,
      db().outbox,
      db().oneTimeLink,
      db().auditEvent,
      db().setting,
    ]
    const rows = await Promise.all(tables.map((table) => (table as { findMany: () => Promise<unknown[]> }).findMany()))
    return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  },
}

// One at a time: the clock is the process's, and SQLite has one writer anyway.
let last: Promise<unknown> = Promise.resolve()
process.on('message', ({ id, verb, input }: { id: number; verb: keyof SeedVerbs; input: never }) => {
  last = last
    .then((): unknown => verbs[verb](input))
    .then(
      (result) => process.send!({ id, result }),
      (error: Error) => process.send!({ id, error: error.stack ?? error.message }),
    )
})
process.on('disconnect', () => process.exit(0))
process.send!({ ready: true })
