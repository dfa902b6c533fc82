import type { LastUse } from './robot-activity'
import type { HeldBy } from './robot-secret'

/** A secret as far as a verdict looks at it; `firstUse` in ISO 8601. */
export type JudgedSecret = { state: 'live' | 'retiring' | 'ended'; firstUse: string | null; lastUse: LastUse | null }

/** Whether the older of two live secrets may go; `use` is its last one. */
export type RotationVerdict =
  /** Neither signs in: that the old one rests says nothing of who still has it. */
  | { kind: HeldBy; use: LastUse | null }
  /** The new one has not been used. */
  | { kind: 'unused'; use: LastUse | null }
  /** Nothing has used the old one since the new one came into use, and it has rested for a day, or ever. */
  | { kind: 'safe'; use: LastUse | null }
  /** The same, but for less than a day: what runs daily has not had its turn. */
  | { kind: 'resting'; use: LastUse }
  /** It was used after the new one came into use, but not for a day. */
  | { kind: 'late'; use: LastUse }
  /** It was, and that lately. */
  | { kind: 'used'; use: LastUse }

const daySeconds = 86_400

/**
 * What the uses of a robot's secrets, newest first, say of the older live one; null while there are not two. In case of
 * doubt it is not called safe: a use in the second of the new one's first counts as one after it.
 */
export function rotationVerdict(
  secrets: readonly JudgedSecret[],
  held: HeldBy | null,
  nowSeconds: number,
): RotationVerdict | null {
  const [newer, older] = secrets.filter(({ state }) => state !== 'ended')
  if (!newer || !older) return null
  const use = older.lastUse
  if (held) return { kind: held, use }
  if (newer.firstUse === null) return { kind: 'unused', use }
  if (use === null) return { kind: 'safe', use }
  const isRested = use.at <= nowSeconds - daySeconds
  if (use.at < Math.floor(Date.parse(newer.firstUse) / 1000)) return { kind: isRested ? 'safe' : 'resting', use }
  return { kind: isRested ? 'late' : 'used', use }
}
