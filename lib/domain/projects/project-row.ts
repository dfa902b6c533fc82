import type { Role } from '../permissions/role'

export type ProjectSort = 'name' | '-name' | 'created' | '-created'

/** A project as one caller's list shows it: plain data. */
export type ProjectRow = {
  id: number
  name: string
  public: boolean
  /** The caller's; null for a visitor of a public project. */
  role: Role | 'systemAdmin' | null
  /** null for who may not see the project's robots. */
  robotCount: number | null
  /** For courtesy: the verbs decide. */
  may: { update: boolean; delete: boolean }
  /** ISO 8601, UTC. */
  createdAt: string
}
