import type { Counts, UsageDay } from '../registry/usage'

/** A use as it is shown: `at` in Unix seconds; `address` is null for who may not know it. */
export type LastUse = { at: number; address: string | null; client: string | null }

/** What a robot has been doing. */
export type RobotActivity = {
  /** By whichever secret, also one that it no longer has; null = never. */
  lastUse: LastUse | null
  /** Its live secrets, newest first. */
  secrets: { id: number; createdAt: Date; lastUse: LastUse | null }[]
  /** The last 30 days, oldest first, those without a count too. */
  days: UsageDay[]
  /** What it touched in the last 90 days, latest first, as many as are listed; `at` in Unix seconds. */
  repositories: (Counts & { name: string; lastAt: number })[]
  /** How many those are in all. */
  repositoryCount: number
  /** Whether a registry can send its notifications here: without them nothing is counted. */
  takesNotifications: boolean
}
