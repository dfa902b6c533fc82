import 'server-only'
import { inTransaction } from '../store/db'

/** A run of a job that `holder` alone may do. `due` and all other times are Unix milliseconds of the shared time. */
export type Lease = { name: string; holder: string; due: number }

/** A time further ahead was written by a clock that was wrong, and must not keep a job from running until then. */
const clockSlackMs = 3_600_000

type Row = { until: bigint; doneFor: bigint }

/** Whether a run that was due then is neither done nor held: worth taking. `row` as it was read a moment ago. */
export function isOpen(row: Row | undefined, due: number, at: number): boolean {
  const [until, doneFor] = [Number(row?.until ?? 0), Number(row?.doneFor ?? 0)]
  return (until <= at || until > at + clockSlackMs) && (doneFor < due || doneFor > at + clockSlackMs)
}

// `at` is read before the statement: what passes in between makes a lease shorter, never longer.

/** Takes a run for `holder`, unless it is done or somebody holds the job. Answers whether it did. */
export const takeLease = ({ name, holder, due }: Lease, at: number, leaseMs: number): Promise<boolean> =>
  updates(
    (tx) => tx.$executeRaw`
      INSERT INTO "Lease" ("name", "holder", "until", "doneFor") VALUES (${name}, ${holder}, ${at + leaseMs}, 0)
      ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
      WHERE ("Lease"."until" <= ${at} OR "Lease"."until" > ${at + clockSlackMs})
        AND ("Lease"."doneFor" < ${due} OR "Lease"."doneFor" > ${at + clockSlackMs})`,
  )

/** Answers false when somebody else has taken it meanwhile, as do the next two. */
export const renewLease = ({ name, holder }: Lease, at: number, leaseMs: number): Promise<boolean> =>
  updates(
    (tx) =>
      tx.$executeRaw`UPDATE "Lease" SET "until" = ${at + leaseMs} WHERE "name" = ${name} AND "holder" = ${holder}`,
  )

/** Gives it back with the run not done; nobody takes it before `until`. */
export const returnLease = ({ name, holder }: Lease, until = 0): Promise<boolean> =>
  updates(
    (tx) =>
      tx.$executeRaw`UPDATE "Lease" SET "holder" = '', "until" = ${until} WHERE "name" = ${name} AND "holder" = ${holder}`,
  )

/** Gives it back with the run done. */
export const finishLease = ({ name, holder, due }: Lease): Promise<boolean> =>
  updates(
    (tx) => tx.$executeRaw`UPDATE "Lease" SET "holder" = '', "until" = 0, "doneFor" = ${due}
      WHERE "name" = ${name} AND "holder" = ${holder}`,
  )

/** A transaction waits where another process writes to the file of SQLite. */
const updates = async (update: Parameters<typeof inTransaction<number>>[0]): Promise<boolean> =>
  (await inTransaction(update)) > 0
