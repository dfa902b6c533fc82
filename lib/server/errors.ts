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
  | 'robot-patterns'
  | 'robot-beyond-creator'
  | 'project-gone'
  | 'user-exists'
  | 'email-taken'
  | 'user-gone'
  | 'user-name-robot'
  | 'user-self'
  | 'user-last-admin'
  | 'user-changed'
  | 'password-wrong'
  | 'password-needed'
  | 'settings-changed'
  | 'settings-fixed'
  | 'prefix-taken'
  | 'project-exists'
  | 'member-exists'
  | 'member-changed'
  | 'member-gone'
  | 'member-unknown-user'
  | 'member-disabled-user'
  | 'member-last-admin'
  | 'outcome-unknown'
  | 'text-holds-secret'
  | 'link-gone'
  | 'link-over'
  | 'link-limit'
  | 'link-secret'
  | 'secrets-two-live'
  | 'secrets-one-chosen'
  | 'secret-ended'
  | 'secret-newest'
  | 'retirement-past'
  | 'retirement-far'
  | 'rotation-none'

/** The refusal inside an unknown error, or null when it is a fault of ours. */
export function asRefusal(error: unknown): Refusal | null {
  const shaped = error as Partial<Refusal> | null
  return shaped?.name === 'Refusal' && typeof shaped.kind === 'string' ? (shaped as Refusal) : null
}

/** A unique violation: by Prisma's code, which is the same on both engines, or of a statement of ours. */
export const isUniqueViolation = (error: unknown): boolean => violates(error, 'P2002', 'UniqueConstraintViolation')

/** A foreign-key violation: a row that refers to another was written or kept meanwhile. */
export const isForeignKeyViolation = (error: unknown): boolean =>
  violates(error, 'P2003', 'ForeignKeyConstraintViolation')

type DatabaseError = { code?: string; meta?: { driverAdapterError?: { cause?: { kind?: string } } } } | null

/** Of raw SQL the code says only that it failed, and the adapter why. */
function violates(error: unknown, code: string, kind: string): boolean {
  const known = error as DatabaseError
  return known?.code === code || known?.meta?.driverAdapterError?.cause?.kind === kind
}
