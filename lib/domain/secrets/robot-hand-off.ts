import type { LastUse } from './robot-activity'

/** Why a sign-in as a robot was refused, as the audit log has it. */
export const refusalReasons = ['wrong-secret', 'disabled', 'expired'] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** A refused sign-in: `at` in Unix seconds; `address` is null for who may not know it, `reason` where it is no known one. */
export type RefusedSignIn = { at: number; address: string | null; reason: RefusalReason | null }

/** What is told about a robot beside the texts that are handed on, while somebody tries them. */
export type RobotHandOff = {
  /** Where it lives, for examples; null for a robot of the system. */
  project: string | null
  registry: {
    /** `host[:port]`; null = nobody has said yet where it is. */
    address: string | null
    plainHttp: boolean
    /** Whether whoever asks may say it. */
    maySet: boolean
  }
  /** By the newest of its secrets. */
  signIn: LastUse | null
  /** Of the last day and later than that; null also for who may not read the log. */
  refusal: RefusedSignIn | null
  /** The server's clock, Unix seconds. */
  now: number
}
