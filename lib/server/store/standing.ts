import 'server-only'
import type { Tx } from './db'

/** What a user may do follows from this; `role` in the project that was asked for. */
type Standing = { isAdmin: boolean; disabled: boolean; role: string | null }

/**
 * How a user stands now, and null when there is none. One statement, since it is asked at every request; this SQL is
 * the same on both engines. No project has the id 0.
 */
export async function readStanding(tx: Tx, userId: number, projectId = 0): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<Standing[]>`SELECT u."isAdmin", u."disabled", m."role" FROM "User" u
    LEFT JOIN "ProjectMember" m ON m."userId" = u."id" AND m."projectId" = ${projectId} WHERE u."id" = ${userId}`
  return row ? { isAdmin: Boolean(row.isAdmin), disabled: Boolean(row.disabled), role: row.role } : null
}

/** A session with whose it is. */
type SessionRow = {
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  user: { id: number; username: string; disabled: boolean }
}

type Joined = Omit<SessionRow, 'user'> & SessionRow['user']

/** The session of this id, likewise. */
export async function readSessionRow(tx: Tx, id: string): Promise<SessionRow | null> {
  const [row] = await tx.$queryRaw<
    Joined[]
  >`SELECT s."createdAt", s."lastSeenAt", s."expiresAt", u."id", u."username", u."disabled"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId" WHERE s."id" = ${id}`
  if (!row) return null
  const { id: userId, username, disabled, ...times } = row
  return { ...times, user: { id: Number(userId), username, disabled: Boolean(disabled) } }
}
