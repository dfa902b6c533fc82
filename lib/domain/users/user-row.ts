export type UserSort = 'name' | '-name' | 'created' | '-created'

/** A user as the list of users shows it: plain data, no hash. */
export type UserRow = {
  id: number
  username: string
  realName: string
  /** '' = none. */
  email: string
  /** Whether mail was proved to arrive there. */
  emailVerified: boolean
  isAdmin: boolean
  disabled: boolean
  /** The reader's own row. */
  isSelf: boolean
  /** How many projects belong to the user, and of how many the user is a member. */
  ownedProjects: number
  memberships: number
  /** ISO 8601, UTC. */
  createdAt: string
}

/** A generated password, answered once. */
export type RevealedPassword = { username: string; password: string }
