import 'server-only'
import { randomBytes } from 'node:crypto'
import { maxSessionMinutes } from '@/lib/domain/settings/settings'
import type { Actor, RequestSource } from '../rights/actor'
import { record } from '../rights/record'
import { now } from '../clock'
import { db, inTransaction } from '../store/db'
import { readSessionRow } from '../store/standing'
import { log } from '../log'
import { readSettings } from '../settings/read'

/** However busy, a session ends then; its cookie too. */
export const absoluteSeconds = maxSessionMinutes * 60
/** Writing at every request would make every read of a page a write. */
const touchEveryMs = 60_000

/** A user's own actor. */
const userActor = (user: { id: number; name: string }, source?: RequestSource): Actor => ({
  kind: 'user',
  ...user,
  source,
})

/** Starts a session for a user who has proved who they are, with its audit row, and answers its id (256 random bits). */
export async function createSession(user: { id: number; name: string }, source: RequestSource): Promise<string> {
  const id = randomBytes(32).toString('base64url')
  const at = now()
  await inTransaction(async (tx) => {
    const expiresAt = expiry(at, at, (await readSettings(tx)).sessionTimeoutMinutes)
    await tx.session.create({ data: { id, userId: user.id, createdAt: at, lastSeenAt: at, expiresAt } })
    await record(tx, userActor(user, source), {
      operation: 'user.sign-in',
      resource: { type: 'user', ...user },
      result: 'success',
    })
  })
  return id
}

/** Ends a session: every copy of its cookie is dead with the next request. Ending it twice is no error. */
export async function endSession(id: string, source: RequestSource): Promise<void> {
  await inTransaction(async (tx) => {
    const session = await tx.session.findUnique({
      where: { id },
      select: { user: { select: { id: true, username: true } } },
    })
    const { count } = await tx.session.deleteMany({ where: { id } })
    if (!session || count === 0) return
    const user = { id: session.user.id, name: session.user.username }
    await record(tx, userActor(user, source), {
      operation: 'user.sign-out',
      resource: { type: 'user', ...user },
      result: 'success',
    })
  })
}

/**
 * The user whose session this is, as the rows stand now, or null when it has ended, timed out, or the user is
 * disabled. Using a session keeps it from idling out, unless `renew` is false.
 */
export async function readSession(id: string, renew = true): Promise<{ id: number; name: string } | null> {
  const at = now()
  const session = await readSessionRow(db(), id)
  if (!session || session.expiresAt <= at || session.user.disabled) return null
  if (renew && at.getTime() - session.lastSeenAt.getTime() >= touchEveryMs) await touch(id, session.createdAt, at)
  return { id: session.user.id, name: session.user.username }
}

async function touch(id: string, createdAt: Date, at: Date): Promise<void> {
  try {
    const { sessionTimeoutMinutes } = await readSettings(db())
    await db().session.updateMany({
      where: { id },
      data: { lastSeenAt: at, expiresAt: expiry(createdAt, at, sessionTimeoutMinutes) },
    })
  } catch (error) {
    // A database that can be read but not written still shows its pages.
    log().warn({ err: error }, 'a session could not be renewed')
  }
}

/** The idle timeout from now, but never beyond the absolute one. */
const expiry = (createdAt: Date, at: Date, idleMinutes: number): Date =>
  new Date(Math.min(at.getTime() + idleMinutes * 60_000, createdAt.getTime() + absoluteSeconds * 1000))
