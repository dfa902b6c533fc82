/** A robot as pages and widgets get it: plain data, no secret, no hash. */
export type RobotRow = {
  id: number
  /** Without prefix and project. */
  name: string
  /** With both: what is shown and what logs in. */
  fullName: string
  description: string
  /** Permission keys (`repository:push`), sorted. */
  access: string[]
  disabled: boolean
  legacy: boolean
  /** Days from creation, -1 = never. */
  durationDays: number
  /** Unix seconds, null = never; can lie beyond JavaScript's dates. */
  expiresAt: number | null
  /** ISO 8601, UTC. */
  createdAt: string
  /** Send it back with an edit: a newer row answers with a conflict. */
  version: number
}

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
