import 'server-only'
import type { Tx } from '../db'

/** The system's settings. Names in the table are Harbor's configuration keys. */
export type Settings = {
  robotNamePrefix: string
  /** For robots whose creator gives no duration. */
  robotDurationDays: number
  /** Idle minutes after which a session ends. */
  sessionTimeoutMinutes: number
  /** Life of a registry token: short, because a token outlives the disabling of its robot. */
  tokenExpirationMinutes: number
}

/** The settings as stored, with defaults for what nobody has set. */
export async function readSettings(tx: Tx): Promise<Settings> {
  const rows = await tx.setting.findMany()
  const stored = new Map(rows.map(({ key, value }) => [key, value]))
  const number = (key: string, fallback: number) => Number(stored.get(key) ?? fallback)
  return {
    robotNamePrefix: stored.get('robot_name_prefix') ?? 'robot$',
    robotDurationDays: number('robot_token_duration', 30),
    sessionTimeoutMinutes: number('session_timeout', 60),
    tokenExpirationMinutes: number('token_expiration', 5),
  }
}
