import 'server-only'
import { expiresAtFor } from '@/lib/domain/expiry'

/** The columns that a duration, counted from creation, comes to. */
export function expiryFields(
  createdAt: Date,
  durationDays: number,
): { durationDays: number; expiresAt: bigint | null } {
  const expiresAt = expiresAtFor(createdAt, durationDays)
  return { durationDays, expiresAt: expiresAt === null ? null : BigInt(expiresAt) }
}
