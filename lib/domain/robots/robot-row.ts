import type { PermissionLevel } from '../permissions/permission-catalog'

/** A robot as a page shows it, and what its dialogs need: plain data, no secret, no hash. */
export type RobotRow = {
  id: number
  level: PermissionLevel
  /** null for a robot of the system. */
  project: { id: number; name: string } | null
  /** Without prefix and project. */
  name: string
  /** With both: what is shown and what logs in. */
  fullName: string
  description: string
  disabled: boolean
  legacy: boolean
  /** Days from creation, -1 = never. */
  durationDays: number
  /** Unix seconds, null = never; can lie beyond JavaScript's dates. */
  expiresAt: number | null
  /** ISO 8601, UTC. */
  createdAt: string
  /** Who made it: a user, or a robot by its full name; null when that one is gone or was none, and where it is not told. */
  maker: string | null
  /** Unix seconds, null = never; up to a minute behind. */
  lastUsedAt: number | null
  /** Permission keys (`repository:push`) at its level, sorted: in its project, or in the registry as a whole. */
  access: string[]
  /** Permission keys in every project there is and will be; null when it covers none or single ones. */
  allProjectsAccess: string[] | null
  /** Projects that a system robot holds permissions of its own in: may be thousands, so that a list only counts them. */
  projectCount: number
  /** How many secrets sign in at this moment: two while one rolls over to another. */
  liveSecrets: number
  /** Whether it may rotate its own secret. */
  mayRotate: boolean
  /** Send it back with an edit: a newer row answers with a conflict. */
  version: number
}

/** What a change of many robots needs to know of each: what its dialogs show before it is done. */
export type BulkRobot = Pick<
  RobotRow,
  'id' | 'fullName' | 'legacy' | 'durationDays' | 'expiresAt' | 'createdAt' | 'lastUsedAt'
>

/** A project as a system robot covers it. */
export type RobotProject = { id: number; name: string; createdAt: Date; access: string[] }

/** A project that a robot may be made in. */
export type RobotHome = { id: number; name: string; createdAt: Date }

/** What create and a generated refresh answer, once. */
export type RevealedSecret = {
  id: number
  /** The full name. */
  name: string
  secret: string
  /** ISO 8601, UTC. */
  creationTime: string
  /** Unix seconds, null = never. */
  expiresAt: number | null
}

/** What create answers: the secret only where it was generated, since a chosen one is not echoed. */
export type CreatedRobot = Omit<RevealedSecret, 'secret'> & { secret: string | null }
