import 'server-only'
import type { SignInRobot, VisibleProject } from './hot-reads'

type SecretItem = [id: number, hash: string, scheme: string, expiresAt: string | number | null]
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
    secrets: secrets.map(([secretId, hash, scheme, end]) => ({
      id: secretId,
      hash,
      scheme,
      expiresAt: end === null ? null : toDate(end),
    })),
    grants: grants.map(([scope, project, access]) => ({ scope, projectId: project, access })),
  }
}

export const toProject = ([id, name, isPublic]: ProjectRow): VisibleProject => ({ id, name, public: Boolean(isPublic) })

/** SQLite keeps Prisma's ISO text, or milliseconds; PostgreSQL writes UTC without saying so. */
function toDate(stored: string | number): Date {
  if (typeof stored === 'number') return new Date(stored)
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(stored) ? stored : `${stored}Z`)
}
