import 'server-only'
import { secretEnd } from '@/lib/domain/secrets/robot-secret'
import type { RobotDetails, SignInRobot, SignInSecret, VisibleProject } from './hot-reads'

type Moment = string | number | null
/** `replacedAt`: when its successor was first used. Those that have ended for good are not read. */
type SecretItem = [
  id: number,
  hash: string,
  scheme: string,
  expiresAt: Moment,
  retiresAt: Moment,
  retiresAfter: number | null,
  replacedAt: Moment,
]
type GrantItem = [scope: string, projectId: number | null, access: string]
/** A robot as both engines' statements answer it. */
export type RobotRow = [
  id: number,
  loginName: string | null,
  disabled: boolean | number,
  /** As text: it may lie beyond 2^53. */
  expiresAt: string | null,
  projectId: number | null,
  projectName: string | null,
  secrets: SecretItem[],
  grants: GrantItem[],
]
export type ProjectRow = [id: number, name: string, isPublic: boolean | number]

export function toRobot(row: RobotRow): SignInRobot {
  const [id, loginName, disabled, expiresAt, projectId, projectName, secrets, grants] = row
  return {
    id,
    loginName,
    disabled: Boolean(disabled),
    expiresAt: expiresAt === null ? null : BigInt(expiresAt),
    project: projectId === null ? null : { id: projectId, name: projectName! },
    secrets: secrets.map(toSecret),
    grants: grants.map(([scope, project, access]) => ({ scope, projectId: project, access })),
  }
}

function toSecret([id, hash, scheme, expiresAt, retiresAt, retiresAfter, replacedAt]: SecretItem): SignInSecret {
  const times = { expiresAt: toMoment(expiresAt), retiresAt: toMoment(retiresAt), retiresAfter, endedAt: null }
  return { id, hash, scheme, end: secretEnd(times, { activatedAt: toMoment(replacedAt) }) }
}

const toMoment = (stored: Moment): Date | null => (stored === null ? null : toDate(stored))

/** As many characters as are kept of a robot, about. */
export const sizeOfRobot = ({ grants, secrets }: SignInRobot): number =>
  grants.reduce((sum, { access }) => sum + access.length + 50, 0) +
  secrets.reduce((sum, { hash }) => sum + hash.length + 50, 200)

/** As both engines' statements answer it. */
export type DetailsRow = [
  id: number,
  level: string,
  name: string,
  description: string,
  durationDays: number,
  expiresAt: string | null,
  disabled: boolean | number,
  legacy: boolean | number,
  creatorType: string,
  creatorRef: number,
  createdAt: string | number,
  updatedAt: string | number,
  mayRotate: boolean | number,
  project: ProjectRow | null,
  grants: [scope: string, access: string, project: string | null][],
]

export function toDetails(row: DetailsRow): RobotDetails {
  const [id, level, name, description, durationDays, expiresAt, disabled, legacy, ...others] = row
  const [creatorType, creatorRef, createdAt, updatedAt, mayRotate, project, grants] = others
  return {
    id,
    level,
    name,
    description,
    durationDays,
    expiresAt: expiresAt === null ? null : BigInt(expiresAt),
    disabled: Boolean(disabled),
    legacy: Boolean(legacy),
    mayRotate: Boolean(mayRotate),
    creatorType,
    creatorRef,
    createdAt: toDate(createdAt),
    updatedAt: toDate(updatedAt),
    project: project && toProject(project),
    grants: grants.map(([scope, access, inProject]) => ({ scope, access, project: inProject })),
  }
}

export const toProject = ([id, name, isPublic]: ProjectRow): VisibleProject => ({ id, name, public: Boolean(isPublic) })

/** SQLite keeps Prisma's ISO text, or milliseconds; PostgreSQL writes UTC without saying so. */
function toDate(stored: string | number): Date {
  if (typeof stored === 'number') return new Date(stored)
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(stored) ? stored : `${stored}Z`)
}
