import 'server-only'
import { fullName, loginName, maxLoginNameLength } from '@/lib/domain/robots/robot-name'
import type { RobotSpec } from '@/lib/domain/robots/robot-schema'
import type { CreatedRobot, RevealedSecret } from '@/lib/domain/robots/robot-row'
import type { Actor } from '../rights/actor'
import { mayChange, readsEveryProject, rightsIn, theSystem, unseen } from '../rights/authorize'
import { change, type Target } from '../rights/change'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { insertRow } from '../store/insert-row'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { findProjectBy, projectScope, type ProjectRecord } from '../projects/find'
import { chosenOrGenerated, type StoredSecret } from '../secrets/stored-secret'
import { refuseSecrets } from '../secrets/secret'
import { readSettings } from '../settings/read'
import { auditedRobot } from './audited'
import { creatorOf, reveal } from './find'
import { projectGone, wantedGrants, writeGrants, type StoredGrant } from './grants'
import { expiryWithinCreator, refuseBeyondCreator, refuseGivenOn } from './within-creator'

/**
 * Makes a robot of either level and answers its generated secret: the only time it exists outside its hash. In Harbor's
 * order: *not found* for a project that the actor may not see, *forbidden* for who may not create there, or would give
 * more than it has; *conflict* for a name that is taken.
 */
export async function createRobot(actor: Actor, spec: RobotSpec & { secret?: undefined }): Promise<RevealedSecret>
export async function createRobot(actor: Actor, spec: RobotSpec): Promise<CreatedRobot>
export async function createRobot(actor: Actor, spec: RobotSpec): Promise<CreatedRobot> {
  const find = (tx: Tx) => robotHome(tx, actor, spec)
  const secret = await chosenOrGenerated(spec.secret, () => mayChange(actor, 'robot:create', find))
  try {
    return await change(actor, 'robot:create', 'robot.create', find, async (tx, home) => {
      const stored = secret.ready()
      const grants = await wantedGrants(tx, spec.grants, home)
      const { robot, resource, after } = await writeRobot(tx, actor, home, { spec, grants, stored })
      return { result: reveal(robot, resource.name, secret.revealed), resource, after }
    })
  } catch (error) {
    throw isForeignKeyViolation(error) ? projectGone(spec.level) : error
  }
}

type Written = {
  spec: Pick<RobotSpec, 'level' | 'name' | 'description' | 'durationDays' | 'disabled' | 'mayRotate' | 'secret'>
  grants: readonly StoredGrant[]
  stored: StoredSecret
}

/** Adds a robot with its secret and permissions, by the rules for whoever makes one: the part of a change. */
export async function writeRobot(tx: Tx, actor: Actor, home: ProjectRecord | null, { spec, grants, stored }: Written) {
  refuseBeyondCreator(actor, grants)
  refuseGivenOn(actor, spec)
  const { robot, name } = await insert(tx, actor, spec, home)
  const { id: robotId, createdAt } = robot
  await insertRow(tx, 'RobotSecret', { robotId, ...stored, createdAt, ...creatorOf(actor) })
  await writeGrants(tx, robotId, [], grants)
  const resource = { type: 'robot' as const, id: robotId, name, project: home ?? undefined }
  return { robot, resource, after: await auditedRobot(tx, robot, grants) }
}

/** Where a robot is to live. A project that the actor may not see is refused like one that does not exist. */
export async function robotHome(
  tx: Tx,
  actor: Actor,
  { level, project, name }: Pick<RobotSpec, 'level' | 'project' | 'name'>,
): Promise<Target<ProjectRecord | null>> {
  if (level === 'system') return { ...theSystem, row: null, resource: { type: 'robot', name } }
  const home = project && (await findProjectBy(tx, project))
  if (!home) throw unseen(actor, 'project')
  // Of people, only those who may do everything know of all projects.
  const knows = actor.kind === 'robot' && (await knowsOfProjects(tx, actor))
  return {
    row: home,
    scope: projectScope(home),
    resource: { type: 'robot', name, project: home },
    seenWith: knows ? 'signed-in' : 'project:read',
  }
}

/** Who may create in the system, or read all projects, may know which there are. */
export const knowsOfProjects = async (tx: Tx, actor: Actor): Promise<boolean> =>
  (await rightsIn(tx, actor, theSystem.scope)).may('robot:create') || readsEveryProject(tx, actor)

async function insert(tx: Tx, actor: Actor, spec: Written['spec'], home: ProjectRecord | null) {
  const { level, name, description, durationDays: asked, disabled = false, mayRotate = false } = spec
  const login = loginName(home?.name ?? null, name)
  if (login.length > maxLoginNameLength) throw tooLong()
  refuseSecrets({ description }, spec.secret)
  const { robotNamePrefix, robotDurationDays: usual } = await readSettings(tx)
  const createdAt = now()
  const data = {
    level,
    projectId: home?.id ?? null,
    name,
    loginName: login,
    description,
    ...(await expiryWithinCreator(tx, actor, { createdAt, asked, usual })),
    disabled,
    mayRotateSince: mayRotate ? createdAt : null,
    ...creatorOf(actor),
    createdAt,
    updatedAt: createdAt,
  }
  const id = await insertRow(tx, 'Robot', data).catch((error: unknown) => {
    throw isUniqueViolation(error) ? taken(home, name) : error
  })
  return { robot: { id, ...data }, name: fullName(robotNamePrefix, home?.name ?? null, name) }
}

const taken = (home: ProjectRecord | null, name: string): Refusal =>
  new Refusal('conflict', `robot account ${home?.id ?? 0}:${name} already exists`, 'robot-exists')

const tooLong = (): Refusal =>
  new Refusal(
    'invalid',
    `the name with its project must not exceed ${maxLoginNameLength} characters`,
    'robot-name-long',
  )
