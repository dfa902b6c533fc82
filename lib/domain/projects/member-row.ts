import type { Role } from '../permissions/role'

export type MemberSort = 'name' | '-name' | 'created' | '-created'

/** A member of a project as its list shows it: plain data. */
export type MemberRow = {
  id: number
  userId: number
  username: string
  realName: string
  role: Role
  /** The user cannot sign in, and so does not count as an admin who looks after the project. */
  disabled: boolean
  /** When they became a member. ISO 8601, UTC. */
  createdAt: string
}
