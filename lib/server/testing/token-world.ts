import 'server-only'
import { decodeAccess } from '@/lib/domain/permissions/access'
import { asRefusal } from '../errors'
import { issueToken } from '../registry/issue-token'
import { hashGenerated } from '../secrets/stored-secret'
import { db, type Tx } from '../store/db'

// What a test changes and asks for in two processes at once, and what a model says the answers are.

/** What the older of its two secrets is beside the newer; `replaced`: since that was used long ago. */
export const olders = ['none', 'live', 'retired', 'replaced', 'ended'] as const
/** Of a robot: whether it is there and may come, by which of its secrets, and with what in its project. */
export type RobotState = {
  there: boolean
  disabled: boolean
  ended: boolean
  secret: number
  older: (typeof olders)[number]
  access: string
}
export type State = { robots: RobotState[]; open: boolean; minutes: number }

/** What does not change: a project, and robots by login name with the secrets they take turns with. */
export type World = { project: { id: number; name: string }; robots: { login: string; secrets: string[] }[] }

/** The state after the change; of a robot at most, or of all else. `undone` is rolled back when everything is written. */
export type Change = { robot: number | null; to: State; undone: boolean }
export type Question = { robot: number | null; secret: number; address: string }

export const accesses = ['artifact:read', 'repository:pull', 'repository:pull,push']

class Undone extends Error {}

export async function make({ project, robots }: World, { robot, to, undone }: Change): Promise<void> {
  const work = async (tx: Tx) => {
    if (robot === null) await changeAll(tx, project.id, to)
    else await changeRobot(tx, project.id, robots[robot]!, to.robots[robot]!)
    if (undone) throw new Undone()
  }
  await db()
    .$transaction(work)
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
}

async function changeAll(tx: Tx, projectId: number, { open, minutes }: State): Promise<void> {
  await tx.project.update({ where: { id: projectId }, data: { public: open } })
  const row = { key: 'token_expiration', value: String(minutes) }
  await tx.setting.upsert({ where: { key: row.key }, create: row, update: row })
}

async function changeRobot(tx: Tx, projectId: number, robot: World['robots'][number], to: RobotState): Promise<void> {
  const { login: loginName, secrets } = robot
  await tx.robot.deleteMany({ where: { loginName } })
  if (!to.there) return
  const at = new Date()
  const [, name = ''] = loginName.split('+')
  const own = { level: 'project', projectId, name, loginName, disabled: to.disabled, expiresAt: to.ended ? 1n : null }
  const rest = { durationDays: -1, creatorType: 'local', creatorRef: 1, createdAt: at, updatedAt: at }
  const grant = { create: { scope: 'project', scopeKey: String(projectId), projectId, access: to.access } }
  const { id: robotId } = await tx.robot.create({ data: { ...own, ...rest, grants: grant } })
  const used = to.older === 'replaced' ? { activatedAt: longAgo } : {}
  const newer = { robotId, ...hashGenerated(secrets[to.secret]!), createdAt: at, ...used }
  const { id: successorId } = await tx.robotSecret.create({ data: newer })
  if (to.older === 'none') return
  const older = { robotId, ...hashGenerated(secrets[1 - to.secret]!), createdAt: at, successorId, retiresAfter: 3_600 }
  await tx.robotSecret.create({ data: { ...older, ...times[to.older] } })
}

const longAgo = new Date(0)
const times = { live: {}, replaced: {}, retired: { retiresAt: longAgo }, ended: { endedAt: longAgo } }

/** What may be done, and for how long; or why not. */
export async function ask({ project, robots }: World, { robot, secret, address }: Question): Promise<string> {
  const own = robot === null ? null : robots[robot]!
  const credentials = own ? { username: `robot$${own.login}`, secret: own.secrets[secret]! } : ('none' as const)
  const scopes = [`repository:${project.name}/app:pull`]
  try {
    const { access, expiresIn } = await issueToken({
      service: 'harbor-registry',
      scopes,
      credentials,
      source: { address },
    })
    return answerOf(access[0]!.actions, expiresIn)
  } catch (error) {
    return asRefusal(error)?.kind ?? Promise.reject(error)
  }
}

/** What the model says: of one state what it is of a robot, of any what it is of all else. */
export function expected({ robot, secret }: Question, of: RobotState[], open: boolean, minutes: number): string {
  const its = robot === null ? null : of[robot]!
  if (its && (!its.there || its.disabled || its.ended || (its.secret !== secret && its.older !== 'live')))
    return 'unauthorized'
  const held = its ? decodeAccess(its.access).map(({ resource, action }) => `${resource}:${action}`) : []
  const may = (action: string) => held.includes(`repository:${action}`) || (action === 'pull' && open)
  return answerOf(['pull', 'push'].filter(may), minutes * 60)
}

const answerOf = (actions: string[], seconds: number) => `${actions.join(',')} for ${seconds} s`
