import type { Seed } from '../seed'
import { unique, type Viewer } from '../fixtures'
import { roleIds, type Role } from '@/lib/domain/permissions/role'

/** What there is to see: long and short names, every state of a robot, nothing at all. */
export type World = {
  project: string
  emptyProject: string
  user: string
  ci: string
  /** Has two secrets. */
  rolling: string
  soon: string
  disabled: string
  legacy: string
  system: string
  covering: string
}

const description =
  'GitLab CI builds and pushes every image of the team, and what else is needed to test them in the pipeline'

export async function makeWorld(seed: Seed, users: Record<Viewer, { username: string }>): Promise<World> {
  const [project, emptyProject, user] = [unique('demo-payments'), unique('empty'), unique('somebody-with-a-long-name')]
  const roles = Object.keys(roleIds) as Role[]
  const members = Object.fromEntries(roles.map((role) => [users[role].username, role]))
  await seed.user({ username: user, password: 'Password-of-somebody-1' })
  await seed.project({ name: project, members: { ...members, [user]: 'guest' }, isPublic: true })
  await seed.project({ name: emptyProject, members })
  const robot = (name: string, more: object = {}) => seed.robot({ project, name, ...more })
  const { name: ci, id: ciId } = await robot('ci', {
    description,
    ageDays: 60,
    durationDays: 365,
    access: ['repository:pull', 'repository:push', 'artifact:read', 'helm-chart-version-label:create'],
  })
  for (const daysAgo of [45, 33, 20, 10, 1])
    await seed.usage({ robotId: ciId, repository: `${project}/backend/api`, daysAgo, pulls: 3 })
  const { id: longId } = await robot(`very-${'long-'.repeat(40)}name`, { durationDays: 2_147_483_646 })
  await seed.formerPrefix({ prefix: 'robot-of-the-old-registry$', days: 30, robotIds: [ciId, longId] })
  const { name: soon } = await robot('soon', { durationDays: 30, ageDays: 26 })
  await robot('gone', { durationDays: 1, ageDays: 26 })
  const { name: disabled } = await robot('never', { durationDays: -1, disabled: true, description: 'x'.repeat(1000) })
  for (let index = 0; index < 12; index++) await robot(`team-${index}`, { description: `Team ${index}` })
  const { id: rollingId, name: rolling } = await robot('rolling', {
    description: 'Has a new secret, and still the old one',
  })
  await seed.rotate(rollingId, 24)
  await seed.legacyRobot({ project, name: 'jenkins' })
  await seed.manyProjects({ stem: unique('of-many-projects-of-the-system'), count: 7 })
  const { name: system } = await seed.systemRobot({
    name: unique('some'),
    description,
    projects: { [project]: ['repository:pull'], [emptyProject]: ['tag:list'] },
  })
  const { name: covering } = await seed.systemRobot({
    name: unique('all'),
    systemAccess: [],
    allProjects: ['repository:pull', 'tag:list'],
    durationDays: -1,
  })
  await seed.systemRobot({ name: unique('none'), disabled: true })
  await seed.event({
    project,
    resource: `robot$${'long-'.repeat(40)}name`,
    actorName: 'somebody-with-a-very-long-name-that-nobody-has',
    address: '2001:db8::1',
  })
  return { project, emptyProject, user, ci, rolling, soon, disabled, legacy: 'robot$jenkins', system, covering }
}
