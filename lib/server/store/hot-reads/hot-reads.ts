import 'server-only'
import type { RobotGetPayload } from '../../generated/sqlite/models'

/** What a sign-in reads of a robot. */
export const signInFields = {
  id: true,
  loginName: true,
  disabled: true,
  expiresAt: true,
  project: { select: { id: true, name: true } },
  secrets: { select: { id: true, hash: true, scheme: true, expiresAt: true } },
  grants: { select: { scope: true, projectId: true, access: true } },
} as const
export type SignInRobot = RobotGetPayload<{ select: typeof signInFields }>

export type VisibleProject = { id: number; name: string; public: boolean }

/**
 * What every token request reads, each as one prepared statement on connections of their own: they wait for no open
 * transaction, and each answer is the state at one moment that lies after the call. Nothing is kept between calls, so
 * a change counts for the next request in every process. They fail as the database's driver does.
 */
export type HotReads = {
  /** The robot of a login name with its secrets and grants, both in the order they were made. */
  robotByLogin: (login: string) => Promise<SignInRobot | null>
  /** All rows of the table Setting as one text: JSON pairs, ordered by key, so that equal rows are equal texts. */
  settings: () => Promise<string>
  /** Those of the named projects that exist. */
  projects: (names: readonly string[]) => Promise<VisibleProject[]>
  /** Ends the connections. The next read would open others. */
  close: () => Promise<void>
}
