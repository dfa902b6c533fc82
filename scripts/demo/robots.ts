import { generateKeyPairSync } from 'node:crypto'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { expiresAtFor, neverExpires } from '@/lib/domain/robots/expiry'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import type { PlacedAccess } from '@/lib/domain/permissions/grant'
import type { Actor } from '@/lib/server/rights/actor'
import { setClock } from '@/lib/server/clock'
import { insertLegacyRobot } from '@/lib/server/legacy-robots/insert'
import { parseLegacyKey } from '@/lib/server/legacy-robots/key'
import { db } from '@/lib/server/store/db'
import { createRobot } from '@/lib/server/robots/create'
import { setRobotDisabled } from '@/lib/server/robots/set-disabled'

type DemoRobot = {
  name: string
  description: string
  /** How long ago it was made. */
  ageDays: number
  durationDays: number
  access: string[]
  disabled?: boolean
}

const pull = ['repository:pull']
const push = ['repository:list', 'repository:pull', 'repository:push', 'artifact:read', 'tag:create', 'tag:list']
const scan = ['artifact:list', 'artifact:read', 'repository:pull', 'scan:create', 'scan:read']

/** One robot of every state a list can show. */
export const demoRobots: DemoRobot[] = [
  {
    name: 'ci-pull',
    description: 'Demo: pull secret of the cluster',
    ageDays: 200,
    durationDays: neverExpires,
    access: pull,
  },
  { name: 'ci-push', description: 'Demo: builds and pushes', ageDays: 12, durationDays: 90, access: push },
  {
    name: 'contractor',
    description: 'Demo: disabled after the contract ended',
    ageDays: 40,
    durationDays: 365,
    access: pull,
    disabled: true,
  },
  { name: 'nightly-scan', description: 'Demo: expires within a week', ageDays: 26, durationDays: 30, access: scan },
  { name: 'hotfix', description: 'Demo: expires today', ageDays: 6.9, durationDays: 7, access: push },
  { name: 'release-2025', description: 'Demo: expired', ageDays: 77, durationDays: 60, access: push },
  {
    name: 'old-contractor',
    description: 'Demo: expired and disabled',
    ageDays: 100,
    durationDays: 30,
    access: pull,
    disabled: true,
  },
  {
    name: 'all-permissions',
    description: 'Demo: holds every permission there is',
    ageDays: 3,
    durationDays: 365,
    access: permissionCatalog.project.map(({ resource, action }) => `${resource}:${action}`),
  },
  { name: 'plain', description: '', ageDays: 1, durationDays: 30, access: pull },
]

/** Enough more that the list has pages. */
export const teamRobots: DemoRobot[] = Array.from({ length: 12 }, (_, index) => ({
  name: `team-${String(index + 1).padStart(2, '0')}`,
  description: `Demo: deployments of team ${index + 1}`,
  ageDays: 5 + index * 5,
  durationDays: index % 3 === 2 ? neverExpires : 120,
  access: index % 2 === 0 ? push : pull,
}))

type DemoSystemRobot = DemoRobot & { systemAccess: string[]; projects: string[] | 'all' }

/** Robots of the system: over all projects, over some, and with permissions for the system alone. */
export const systemRobots: DemoSystemRobot[] = [
  {
    name: 'demo-mirror',
    description: 'Demo: mirrors every project, also those to come',
    ageDays: 60,
    durationDays: neverExpires,
    systemAccess: ['catalog:read'],
    access: pull,
    projects: 'all',
  },
  {
    name: 'demo-platform-ci',
    description: 'Demo: builds for two projects',
    ageDays: 20,
    durationDays: 90,
    systemAccess: [],
    access: push,
    projects: ['demo-payments', 'demo-web'],
  },
  {
    name: 'demo-terraform',
    description: 'Demo: makes projects and their robots',
    ageDays: 28,
    durationDays: 30,
    systemAccess: ['project:create', 'project:list', 'robot:create', 'robot:list', 'robot:read'],
    access: [],
    projects: [],
  },
  {
    name: 'demo-audit',
    description: 'Demo: disabled since the audit is over',
    ageDays: 45,
    durationDays: 365,
    systemAccess: ['audit-log:list'],
    access: ['repository:list', 'repository:read'],
    projects: 'all',
    disabled: true,
  },
]

/** Makes a robot as if it had been made in the past. A conflict when it is there already. */
export async function addRobot(actor: Actor, project: string, robot: DemoRobot): Promise<void> {
  const { name, description, durationDays } = robot
  const home = { name: project }
  const places = [{ scope: 'project' as const, project: home, access: robot.access.map(parseAccessKey) }]
  const fields = { name, description, durationDays, grants: { places } }
  await inThePast(actor, robot, () => createRobot(actor, { level: 'project', project: home, ...fields }))
}

/** The same for a robot of the system. */
export async function addSystemRobot(actor: Actor, robot: DemoSystemRobot): Promise<void> {
  const { name, description, durationDays } = robot
  const fields = { name, description, durationDays, grants: { places: placesOf(robot) } }
  await inThePast(actor, robot, () => createRobot(actor, { level: 'system', project: null, ...fields }))
}

function placesOf({ systemAccess, access: keys, projects }: DemoSystemRobot): PlacedAccess[] {
  const access = keys.map(parseAccessKey)
  const inSystem: PlacedAccess[] = [{ scope: 'system', access: systemAccess.map(parseAccessKey) }]
  return [
    ...(systemAccess.length > 0 ? inSystem : []),
    ...(projects === 'all'
      ? [{ scope: 'all-projects' as const, access }]
      : projects.map((name) => ({ scope: 'project' as const, project: { name }, access }))),
  ]
}

async function inThePast(actor: Actor, { ageDays, disabled }: DemoRobot, make: () => Promise<{ id: number }>) {
  try {
    setClock(() => daysAgo(ageDays))
    const { id } = await make()
    setClock(() => daysAgo(ageDays / 2))
    if (disabled) await setRobotDisabled(actor, { id, disabled: true })
  } finally {
    setClock()
  }
}

/** A robot from before Harbor 2.2, which no verb can make. False when it is there already. */
export async function addLegacyRobot(projectName: string, name: string): Promise<boolean> {
  const project = await db().project.findUniqueOrThrow({ where: { name: projectName } })
  if (await db().robot.findFirst({ where: { projectId: project.id, legacy: true, name } })) return false
  const [createdAt, account] = [daysAgo(345), name]
  const candidate = {
    ...{ account, createdAt, disabled: false, projectId: 1, robotId: 1, expiresAt: expiresAtFor(createdAt, 365) },
    ...{
      description: 'Demo: made before Harbor 2.2, cannot be edited',
      rights: { access: ['repository:pull', 'repository:push'].map(parseAccessKey), leftOut: [] },
    },
  }
  // Nobody has the private half: no token is its.
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const parsed = parseLegacyKey(publicKey.export({ type: 'spki', format: 'pem' }) as string)
  if (!parsed.ok) throw new Error(parsed.problem)
  await db().$transaction((tx) => insertLegacyRobot(tx, project, candidate, parsed.key))
  return true
}

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)
