import 'server-only'
import type { SignInRobot, VisibleProject } from './hot-reads'

/** A robot as both engines' statements answer it: columns in this order, lists as JSON text. */
export type RobotRow = [
  id: number,
  loginName: string | null,
  disabled: boolean | number,
  /** As text: it may lie beyond 2^53. */
  expiresAt: string | null,
  projectId: number | null,
  projectName: string | null,
  secrets: string,
  grants: string,
]
type SecretItem = [id: number, hash: string, scheme: string, expiresAt: string | number | null]
type GrantItem = [scope: string, projectId: number | null, access: string]

export function toRobot(row: RobotRow): SignInRobot {
  const [id, loginName, disabled, expiresAt, projectId, projectName, secrets, grants] = row
  return {
    id,
    loginName,
    disabled: Boolean(disabled),
    expiresAt: expiresAt === null ? null : BigInt(expiresAt),
    project: projectId === null ? null : { id: projectId, name: projectName! },
    secrets: (JSON.parse(secrets) as SecretItem[]).map(([secretId, hash, scheme, end]) => ({
      id: secretId,
      hash,
      scheme,
      expiresAt: end === null ? null : toDate(end),
    })),
    grants: (JSON.parse(grants) as GrantItem[]).map(([scope, project, access]) => ({
      scope,
      projectId: project,
      access,
    })),
  }
}

export const toProjects = (json: string): VisibleProject[] =>
  (JSON.parse(json) as [number, string, boolean | number][]).map(([id, name, isPublic]) => ({
    id,
    name,
    public: Boolean(isPublic),
  }))

/** SQLite keeps Prisma's ISO text, or milliseconds; PostgreSQL writes UTC without saying so. */
function toDate(stored: string | number): Date {
  if (typeof stored === 'number') return new Date(stored)
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(stored) ? stored : `${stored}Z`)
}
