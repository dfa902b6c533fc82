import { z } from 'zod'
import { oldPermissions, oldRights, type OldRights } from './legacy-access'
import { firstProblem } from './legacy-problem'

/** What Harbor before 2.2 put before every account; the prefix of today's settings has no part in it. */
export const legacyPrefix = 'robot$'
export const legacyFullName = (account: string): string => legacyPrefix + account

/**
 * The issuers of robots' tokens: of 1.8 and 1.9, and of 1.10 to 2.1. Registry tokens of the same key have the first one
 * in every version; what tells them apart is that they hold no ids.
 */
const legacyIssuers = ['harbor-token-issuer', 'harbor-token-defaultIssuer'] as const

/** A number of the old system: its project or robot ids. */
export const oldId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)
export const unixSeconds = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const lastDateSecond = 8_640_000_000_000

const ids = z.object({ id: oldId, pid: oldId })
const claims = z.object({
  iss: z.enum(legacyIssuers),
  access: oldPermissions,
  exp: unixSeconds.optional(),
  iat: unixSeconds.max(lastDateSecond).optional(),
})

/** What the signed part of a legacy token says: the rights of one robot in one project, both by their old ids. */
export type LegacyClaims = {
  robotId: number
  projectId: number
  rights: OldRights
  /** Unix seconds; null = never. */
  expiresAt: number | null
  issuedAt: Date | null
}
/** `robotId`: whose token it is, where that can be said although the rest cannot be understood. */
export type ParsedClaims = { ok: true; claims: LegacyClaims } | { ok: false; robotId: number | null; problem: string }

/** Reads the payload of a token. Whether it is signed is not asked here. */
export function parseLegacyClaims(payload: unknown): ParsedClaims {
  const whose = ids.safeParse(payload)
  if (!whose.success) return { ok: false, robotId: null, problem: 'it is no robot account’s token' }
  const { id: robotId, pid: projectId } = whose.data
  const parsed = claims.safeParse(payload)
  if (!parsed.success) return { ok: false, robotId, problem: `it cannot be read: ${firstProblem(parsed.error)}` }
  const { access, exp, iat } = parsed.data
  const rights = oldRights(access, projectId)
  if (typeof rights === 'string') return { ok: false, robotId, problem: rights }
  const issuedAt = iat === undefined ? null : new Date(iat * 1000)
  return { ok: true, claims: { robotId, projectId, rights, expiresAt: exp ?? null, issuedAt } }
}
