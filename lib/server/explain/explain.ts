import 'server-only'
import { partsOf, type RobotFacts, type UserFacts } from '@/lib/domain/explain/access-question'
import { explainAccess, type Explanation } from '@/lib/domain/explain/explain-access'
import { legacyPrefix } from '@/lib/domain/legacy-robots/legacy-claims'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import { isRole, type RepositoryAction } from '@/lib/domain/permissions/role'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { isRobotName, signInQuestion } from '../auth/authenticate-robot'
import { grantsOf } from '../auth/verdict'
import { nowSeconds } from '../clock'
import { Refusal } from '../errors'
import { findVisibleProject, projectScope } from '../projects/find'
import type { Actor } from '../rights/actor'
import { rightsIn, rightsToRead, theSystem } from '../rights/authorize'
import { currentSettings } from '../settings/current'
import { db, hotReads } from '../store/db'
import { signInFields, toSignInRobot, type SignInRobot, type VisibleProject } from '../store/hot-reads/hot-reads'
import { readStanding } from '../store/standing'
import { placeOf, robotFields } from '../robots/find'
import { robotRows } from '../robots/list-rows'
import { isLive, readSecrets } from '../robots/robot-secrets'
import { surroundings, type Surroundings } from '../robots/surroundings'

/** `who` as it signs in: a robot's full name, or a user's. `legacy` where a legacy robot of that name is meant. */
export type ExplainAsked = { who: string; legacy: boolean; repository: string; action: RepositoryAction }

export type Explained =
  /** There is none of this name, or none that the actor may know of. */
  | { kind: 'unknown'; what: 'robot' | 'user' }
  | ({ kind: 'robot'; robot: RobotRow; explanation: Explanation } & Surroundings<PermissionLevel>)
  | { kind: 'user'; name: string; explanation: Explanation }

/**
 * Why somebody may or may not do something with a repository: a robot that the actor may read, the actor itself, and for
 * a system admin every user. What the actor may not know of is as if it were not there, so a project that it may not see
 * is none; that changes no verdict, since nobody whom it may ask about has any right in there. *Forbidden* for robots.
 */
export async function explain(actor: Actor, asked: ExplainAsked): Promise<Explained> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  if (actor.kind === 'robot') throw new Refusal('forbidden', 'forbidden')
  const { who } = asked
  // PostgreSQL fails at a NUL, which no name holds.
  const isName = who.length <= 300 && !who.includes('\0')
  const answer = await hotReads().ask(signInQuestion(isName ? who : null))
  const isLegacy = asked.legacy && who.startsWith(legacyPrefix)
  if (!isLegacy && !isRobotName(who, answer)) return explainUser(actor, asked, isName)
  const found = isName && !isLegacy ? answer.robot : null
  const robot = found ?? (isName && who.startsWith(legacyPrefix) ? await findLegacy(actor, asked) : null)
  return robot && (await mayRead(actor, robot.id))
    ? explainRobot(actor, asked, robot)
    : { kind: 'unknown', what: 'robot' }
}

/** The one of the repository's project before all others, since elsewhere it could do nothing. */
async function findLegacy(actor: Actor, { who, repository }: ExplainAsked): Promise<SignInRobot | null> {
  const called = { legacy: true, name: who.slice(legacyPrefix.length) }
  const project = partsOf(repository)?.project
  const select = signInFields
  const inProject = project
    ? await db().robot.findFirst({ where: { ...called, project: { name: project } }, select })
    : null
  if (inProject && (await mayRead(actor, inProject.id))) return toSignInRobot(inProject)
  const others = await db().robot.findMany({ where: called, select, orderBy: { id: 'asc' }, take: maxNamesakes })
  for (const robot of others) if (await mayRead(actor, robot.id)) return toSignInRobot(robot)
  return null
}

const maxNamesakes = 50

async function mayRead(actor: Actor, id: number): Promise<boolean> {
  const robot = await db().robot.findUnique({ where: { id }, include: robotFields })
  return robot !== null && (await rightsIn(db(), actor, placeOf(robot).scope)).may('robot:read')
}

async function explainRobot(actor: Actor, asked: ExplainAsked, read: SignInRobot): Promise<Explained> {
  const settings = await currentSettings()
  const { may } = await rightsToRead(actor, 'robot:read', await placeOfRobot(read), 'robot')
  const [robot] = await robotRows(settings.robotNamePrefix, [read.id], { makers: may('robot:update') })
  if (!robot) return { kind: 'unknown', what: 'robot' }
  const explanation = explainAccess({
    ...asked,
    by: await factsOf(read, robot.legacy),
    project: await visibleProject(actor, asked.repository),
    at: nowSeconds(),
  })
  return { kind: 'robot', robot, explanation, ...surroundings(robot.level, robot.project, may, settings) }
}

async function placeOfRobot({ id }: SignInRobot) {
  const robot = await db().robot.findUnique({ where: { id }, include: robotFields })
  return robot && placeOf(robot)
}

/** What of a robot decides. */
export async function factsOf(robot: SignInRobot, legacy: boolean): Promise<RobotFacts> {
  return {
    kind: 'robot',
    home: robot.project,
    legacy,
    disabled: robot.disabled,
    expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
    hasLiveSecret: (await readSecrets(db(), { robotId: robot.id })).some(isLive),
    grants: grantsOf(robot),
  }
}

async function explainUser(actor: Actor, asked: ExplainAsked, isName: boolean): Promise<Explained> {
  const isAdmin = (await rightsIn(db(), actor, theSystem.scope)).role === 'systemAdmin'
  const user = isName ? await db().user.findUnique({ where: { username: asked.who }, select: { id: true } }) : null
  const isSelf = actor.kind === 'user' && user?.id === actor.id
  if (!user || !(isAdmin || isSelf)) return { kind: 'unknown', what: 'user' }
  const project = await visibleProject(actor, asked.repository)
  const by = await userFacts(user.id, project)
  return { kind: 'user', name: asked.who, explanation: explainAccess({ ...asked, by, project, at: nowSeconds() }) }
}

/** The same of a user. */
export async function userFacts(id: number, project: { id: number } | null): Promise<UserFacts> {
  const standing = await readStanding(db(), id, project?.id)
  const role = standing?.role != null && isRole(standing.role) ? standing.role : null
  return { kind: 'user', disabled: standing?.disabled ?? true, role: standing?.isAdmin ? 'systemAdmin' : role }
}

/** The repository's project, where there is one that the actor may see. */
async function visibleProject(actor: Actor, repository: string): Promise<VisibleProject | null> {
  const about = partsOf(repository)
  const project = about && (await findVisibleProject({ name: about.project }))
  return project && (await rightsIn(db(), actor, projectScope(project))).may('project:read') ? project : null
}
