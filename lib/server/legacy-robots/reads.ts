import 'server-only'
import type { LegacyClaims } from '@/lib/domain/legacy-robots/legacy-claims'
import { bareAccount, type LegacyEntry, type ParsedEntry } from '@/lib/domain/legacy-robots/legacy-export'
import { claimedIn, verifyLegacyToken } from './token'
import { verificationKey, type LegacyKey } from './key'

/** An entry that can be understood, with what its token proves. Whom it is about is said by the id. */
export type Read = {
  position: number
  entry: LegacyEntry
  claims: LegacyClaims | null
  robotId: number
  projectId: number | null
}

/** An entry that cannot: about the robots with these ids and, if said, the name; without an id about all of the name. */
export type Unread = {
  position: number
  account: string | null
  robotIds: number[]
  nameCounts: boolean
  problem: string
}

/** Of the ids only those count that a list says or the key has signed: names are free, and old ones were given anew. */
export async function readEntry(parsed: ParsedEntry, key: LegacyKey): Promise<Read | Unread> {
  const { position } = parsed
  const account = parsed.ok ? parsed.entry.account : parsed.name && bareAccount(parsed.name)
  const unread = (problem: string, ids: (number | null)[], nameCounts = false): Unread => {
    const robotIds = ids.filter((id) => id !== null)
    return { position, account, robotIds, nameCounts: nameCounts || robotIds.length === 0, problem }
  }
  if (!parsed.ok) return unread(parsed.problem, [parsed.robotId])
  const { entry } = parsed
  const { token, robotId, projectId } = entry
  if (token === null) return { position, entry, claims: null, robotId: robotId!, projectId }

  const claimed = claimedIn(token)
  const claimedId = claimed.ok ? claimed.claims.robotId : claimed.robotId
  if ((await verifyLegacyToken(token, verificationKey(key.spki))) === 'wrong') {
    return unread('the token is not signed by the given key', [robotId ?? claimedId], robotId === null)
  }
  if (!claimed.ok) return unread(`the token is signed, but ${claimed.problem}`, [robotId, claimedId])
  const { claims } = claimed
  if (robotId !== null && robotId !== claims.robotId) {
    return unread('the token belongs to another robot account than the entry', [robotId, claims.robotId])
  }
  if (projectId !== null && projectId !== claims.projectId) {
    return unread('the token belongs to another project than the entry', [claims.robotId])
  }
  return { position, entry, claims, robotId: claims.robotId, projectId: claims.projectId }
}

export const isRead = (each: Read | Unread): each is Read => 'entry' in each
export const isUnread = (each: Read | Unread): each is Unread => !isRead(each)
