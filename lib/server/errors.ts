import 'server-only'

/** Why a verb refused. Each transport maps `kind` once: Harbor's error body, an action's result, a status. */
export type ErrorKind =
  'unauthorized' | 'forbidden' | 'not-found' | 'conflict' | 'stale' | 'invalid' | 'too-many-requests' | 'unavailable'

/**
 * A refusal with a sentence for the caller. Told apart by `kind`, never by `instanceof`: the process holds more than
 * one copy of this class.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly kind: ErrorKind,
    message: string,
    /** A key of the `errors` texts when the page can say it better than `message`. */
    readonly reason?: RefusalReason,
    /** With `too-many-requests` and `unavailable`: whole seconds until another attempt makes sense. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message)
  }
}

export type RefusalReason =
  | 'robot-exists'
  | 'robot-legacy'
  | 'robot-changed'
  | 'robot-gone'
  | 'robot-name-long'
  | 'robot-projects-gone'
  | 'robot-no-permissions'
  | 'robot-beyond-creator'
  | 'project-gone'
  | 'user-exists'
  | 'user-gone'
  | 'user-name-robot'
  | 'user-self'
  | 'user-last-admin'
  | 'user-changed'
  | 'password-wrong'
  | 'settings-changed'
  | 'settings-fixed'
  | 'prefix-taken'
  | 'project-exists'
  | 'member-exists'
  | 'member-gone'
  | 'member-unknown-user'
  | 'member-disabled-user'
  | 'member-last-admin'
  | 'outcome-unknown'
  | 'text-holds-secret'

/** The refusal inside an unknown error, or null when it is a fault of ours. */
export function asRefusal(error: unknown): Refusal | null {
  const shaped = error as Partial<Refusal> | null
  return shaped?.name === 'Refusal' && typeof shaped.kind === 'string' ? (shaped as Refusal) : null
}

/** Prisma's unique violation: the only code that is the same on both engines. */
export const isUniqueViolation = (error: unknown): boolean => prismaCode(error) === 'P2002'

/** Prisma's foreign-key violation: a row that refers to another was written or kept meanwhile. */
export const isForeignKeyViolation = (error: unknown): boolean => prismaCode(error) === 'P2003'

const prismaCode = (error: unknown): string | undefined => (error as { code?: string } | null)?.code
