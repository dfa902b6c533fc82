import 'server-only'
import { fullName } from '@/lib/domain/robots/robot-name'
import type { RevealedSecret } from '@/lib/domain/robots/robot-row'
import type { LastUse } from '@/lib/domain/secrets/robot-activity'
import { actorId, type Actor } from '../rights/actor'
import { rightsToRead, theSystem, type Place, type Rights } from '../rights/authorize'
import type { Target } from '../rights/change'
import { db, type Tx } from '../store/db'
import { projectScope } from '../projects/find'
import { readSettings } from '../settings/read'

/** What every robot is read with. Not its grants: a system robot may have thousands. */
export const robotFields = { project: { select: { id: true, name: true, public: true } } } as const

export type RobotRecord = NonNullable<Awaited<ReturnType<typeof findRobot>>>

const findRobot = (tx: Tx, id: number) => tx.robot.findUnique({ where: { id }, include: robotFields })

/** A robot's name with prefix and project; a legacy robot's is the prefix of its time and the bare account. */
export function robotFullName(
  prefix: string,
  robot: { name: string; legacy: boolean; project: { name: string } | null },
): string {
  return robot.legacy ? `robot$${robot.name}` : fullName(prefix, robot.project?.name ?? null, robot.name)
}

/** Where a robot is: in its project, or in the system; seen by who may read it there. */
export const placeOf = ({ project }: Pick<RobotRecord, 'project'>): Place => ({
  scope: project ? projectScope(project) : theSystem.scope,
  seenWith: 'robot:read',
})

/** The robot of this id, and what the actor may do with it; *not found* when there is none or the actor may not see it. */
export async function readableRobot(actor: Actor, id: number): Promise<{ robot: RobotRecord; rights: Rights }> {
  const robot = await findRobot(db(), id)
  const rights = await rightsToRead(actor, 'robot:read', robot && placeOf(robot), 'robot')
  return { robot: robot!, rights }
}

/** The robot of this id as the target of a change, for `change()`. */
export async function robotTarget(tx: Tx, id: number): Promise<Target<RobotRecord & { fullName: string }> | null> {
  const robot = await findRobot(tx, id)
  if (!robot) return null
  const name = robotFullName((await readSettings(tx)).robotNamePrefix, robot)
  const resource = { type: 'robot' as const, id, name, project: robot.project ?? undefined }
  return { ...placeOf(robot), row: { ...robot, fullName: name }, resource }
}

/** Where a robot was used from is for admins, as in the log. */
export const seesAddresses = ({ role }: Rights): boolean => role === 'systemAdmin' || role === 'projectAdmin'

type Used = { lastUsedAt: bigint; lastUsedAddress: string | null; lastUsedClient: string | null }

/** When a robot or a secret was last used, as far as the reader may know; null = never. */
export function toLastUse({ lastUsedAt, lastUsedAddress, lastUsedClient }: Used, rights: Rights): LastUse | null {
  if (lastUsedAt === 0n) return null
  return { at: Number(lastUsedAt), address: seesAddresses(rights) ? lastUsedAddress : null, client: lastUsedClient }
}

const seconds = (at: bigint | null): number | null => (at === null ? null : Number(at))

/** Who made a robot or a secret, as rows say it. */
export const creatorOf = (actor: Actor) => ({
  creatorType: actor.kind === 'robot' ? 'robot' : 'local',
  creatorRef: actorId(actor) ?? 0,
})

type Revealed<Secret> = Omit<RevealedSecret, 'secret'> & { secret: Secret }

/** What creating and refreshing answer, once. */
export const reveal = <Secret>(
  { id, createdAt, expiresAt }: { id: number; createdAt: Date; expiresAt: bigint | null },
  name: string,
  secret: Secret,
): Revealed<Secret> => ({ id, name, secret, creationTime: createdAt.toISOString(), expiresAt: seconds(expiresAt) })
