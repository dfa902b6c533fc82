import 'server-only'
import type { SignInRobot } from '../auth/robot-verdict'
import { openPostgresReads } from './postgresql'
import { openSqliteReads } from './sqlite'

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
  /** Whether a writer would get its turn at once. Where writers wait for each other without stopping us, always. */
  isWriterFree: () => Promise<boolean>
  /** Ends the connections. The next read would open others. */
  close: () => Promise<void>
}

/** Connects at the first read. */
export const openHotReads = (url: string, engine: 'sqlite' | 'postgresql'): HotReads =>
  engine === 'postgresql' ? openPostgresReads(url) : openSqliteReads(url)
