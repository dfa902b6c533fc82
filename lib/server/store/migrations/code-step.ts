import 'server-only'
import type { Connection } from './connection'

/**
 * What a migration does to rows that SQL cannot. It does a bounded part of the work, in a transaction that also keeps
 * what it answers: where to go on, null = done. So it may be killed at any point, and another process goes on from there.
 */
export type CodeStep = (connection: Connection, position: number) => Promise<number | null>

/** The steps of each migration that has some, taken in order after its SQL. One that has been released stays as it is. */
export type CodeSteps = Readonly<Record<string, readonly CodeStep[]>>
