import 'server-only'
import { encodeAccess, type Access } from '@/lib/domain/access'
import { isExpired } from '@/lib/domain/expiry'
import type { LegacyClaims } from '@/lib/domain/legacy-claims'
import type { LegacyEntry, ParsedEntry } from '@/lib/domain/legacy-export'
import { nowSeconds } from '../clock'
import { claimedIn, verifyLegacyToken } from './legacy-token'
import { verificationKey, type LegacyKey } from './legacy-key'

/** A robot of the old system as all entries about it together describe it. */
export type LegacyCandidate = {
  account: string
  robotId: number
  projectId: number
  description: string
  disabled: boolean
  expiresAt: number | null
  createdAt: Date | null
  access: Access[]
}

/** `entries`: which of the export's, counted from 1. */
export type Judged = { entries: number[]; name: string | null } & (
  { ok: true; candidate: LegacyCandidate } | { ok: false; problem: string }
)

type Read = { position: number; entry: LegacyEntry; claims: LegacyClaims | null; projectId: number }

/**
 * What an export's entries come to: one answer for each robot. A list entry and a token file about the same robot
 * complete each other; two of a kind contradict each other, and then neither counts.
 */
export async function judgeEntries(entries: readonly ParsedEntry[], key: LegacyKey): Promise<Judged[]> {
  const judged: Judged[] = []
  const robots = new Map<string, Read[]>()
  for (const parsed of entries) {
    const read = parsed.ok ? await readEntry(parsed.entry, parsed.position, key) : parsed.problem
    if (typeof read === 'string') {
      judged.push({ entries: [parsed.position], name: nameOf(parsed), ok: false, problem: read })
      continue
    }
    const id = `${read.projectId}/${read.entry.account}`
    robots.set(id, [...(robots.get(id) ?? []), read])
  }
  return [...judged, ...[...robots.values()].map(judgeRobot)].sort((one, other) => one.entries[0]! - other.entries[0]!)
}

const nameOf = (parsed: ParsedEntry): string | null => (parsed.ok ? parsed.entry.account : parsed.name)

/** The entry with what its token proves, or what is wrong with it. */
async function readEntry(entry: LegacyEntry, position: number, key: LegacyKey): Promise<Read | string> {
  const { token, listed } = entry
  if (token === null) return { position, entry, claims: null, projectId: listed!.projectId }
  const verdict = await verifyLegacyToken(token, verificationKey(key))
  if (verdict === 'wrong') return 'the token is not signed by the given key'
  const claims = claimedIn(token)
  if (!claims) return 'the token is signed, but it is no robot account’s token'
  if (verdict === 'expired') return expired(claims.expiresAt)
  return { position, entry, claims, projectId: claims.projectId }
}

function judgeRobot(reads: Read[]): Judged {
  const about = { entries: reads.map(({ position }) => position), name: reads[0]!.entry.account }
  const refuse = (problem: string): Judged => ({ ...about, ok: false, problem })
  const lists = reads.flatMap(({ entry }) => entry.listed ?? [])
  const claims = reads.flatMap((read) => read.claims ?? [])
  if (lists.length > 1 || claims.length > 1) {
    return refuse('the name is there more than once in this project: it cannot be told which one is meant')
  }
  const [listed, claimed] = [lists[0], claims[0]]
  if (listed && claimed) {
    if (listed.projectId !== claimed.projectId) return refuse('the token belongs to another project than the entry')
    if (listed.robotId !== claimed.robotId) return refuse('the token belongs to another robot account than the entry')
    if (listed.access && encodeAccess(listed.access) !== encodeAccess(claimed.access))
      return refuse('the token allows something else than the entry says')
  }
  const access = claimed?.access ?? listed?.access
  if (!access) return refuse('neither the entry nor a token says what it may do: add its token file')
  const expiresAt = earlier(listed?.expiresAt ?? null, claimed?.expiresAt ?? null)
  if (isExpired(expiresAt, nowSeconds())) return refuse(expired(expiresAt))
  const { robotId, projectId } = (claimed ?? listed)!
  const createdAt = listed?.createdAt ?? claimed?.issuedAt ?? null
  const { description = '', disabled = false } = listed ?? {}
  return {
    ...about,
    ok: true,
    candidate: { account: about.name, robotId, projectId, description, disabled, expiresAt, createdAt, access },
  }
}

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

function expired(at: number | null): string {
  const date = at !== null && at < 8_640_000_000_000 ? ` on ${new Date(at * 1000).toISOString().slice(0, 10)}` : ''
  return `it expired${date}`
}
