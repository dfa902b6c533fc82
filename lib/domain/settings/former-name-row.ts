/** A prefix of before that is still taken, as pages show it. */
export type FormerPrefixRow = {
  prefix: string
  /** ISO 8601, UTC. */
  until: string
  /** How many robots were seen with it since the grace began. */
  robots: number
}

/** That a robot signed in under a name of before. */
export type FormerNameRow = {
  robotId: number
  prefix: string
  /** The name of today, and what its page goes by. */
  fullName: string
  name: string
  project: { name: string } | null
  uses: number
  /** ISO 8601, UTC: of the last such use; null where nobody could tell from where or with what. */
  lastAt: string
  lastAddress: string | null
  lastClient: string | null
}
