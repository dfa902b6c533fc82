import 'server-only'
import type { Tx } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { inTransaction } from '../store/transaction'

/** `at` in Unix seconds. */
export type Use = { at: number; address: string | null; client: string | null }
/** The latest use of a robot, and of each of its secrets by id. */
export type RobotUse = { use: Use; secrets: ReadonlyMap<number, Use> }

/**
 * Writes the last uses of robots, by id, and of their secrets. Other processes write too: a use never replaces a later
 * one. It is no change by anybody, so there is no audit row and no new version.
 */
export async function writeUses(robots: readonly (readonly [id: number, use: RobotUse])[]): Promise<void> {
  if (robots.length === 0) return
  const ofRobots = robots.map(([id, { use }]) => [id, use] as const)
  const ofSecrets = robots.flatMap(([, { secrets }]) => [...secrets])
  await inTransaction(async (tx) => {
    await write(tx, 'Robot', ofRobots)
    if (ofSecrets.length > 0) await write(tx, 'RobotSecret', ofSecrets)
  })
}

/**
 * One statement for all rows, the same on both engines, which name the columns of VALUES alike: a statement for each
 * would hold the one writer of SQLite for half a second. In the order of their ids, so that two processes that write
 * the same rows wait for each other instead of locking each other out.
 */
async function write(tx: Tx, table: 'Robot' | 'RobotSecret', rows: (readonly [id: number, use: Use])[]): Promise<void> {
  const values = [...rows]
    .sort(([one], [other]) => one - other)
    .map(
      ([id, { at, address, client }]) =>
        Prisma.sql`(CAST(${id} AS INTEGER), CAST(${at} AS BIGINT), CAST(${address} AS TEXT), CAST(${client} AS TEXT))`,
    )
  const target = Prisma.raw(`"${table}"`)
  await tx.$executeRaw`UPDATE ${target}
    SET "lastUsedAt" = "used"."column2", "lastUsedAddress" = "used"."column3", "lastUsedClient" = "used"."column4"
    FROM (VALUES ${Prisma.join(values)}) AS "used"
    WHERE ${target}."id" = "used"."column1" AND ${target}."lastUsedAt" <= "used"."column2"`
}
