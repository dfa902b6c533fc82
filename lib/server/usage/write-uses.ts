import 'server-only'
import { databaseEngine, inTransaction, type Tx } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import type { GatheredUse, Use } from './gathered-use'
import { writeClients } from './write-clients'

/**
 * Writes the last uses of robots, by id, and of their secrets, when a secret was first proved, and the counts by client.
 * Other processes write too: a use never replaces a later one. It is no change by anybody, so there is no audit row and
 * no new version.
 */
export async function writeUses(robots: readonly (readonly [id: number, gathered: GatheredUse])[]): Promise<void> {
  if (robots.length === 0) return
  const ofRobots = robots.map(([id, { use }]) => [id, use] as const)
  const ofSecrets = robots.flatMap(([, { secrets }]) => [...secrets])
  const ofClients = robots.flatMap(([robotId, { clients }]) =>
    [...clients.values()].map((use) => ({ ...use, robotId })),
  )
  await inTransaction(async (tx) => {
    await write(tx, 'Robot', ofRobots)
    if (ofSecrets.length > 0) {
      await activate(tx, ofSecrets)
      await write(tx, 'RobotSecret', ofSecrets)
    }
    await writeClients(tx, ofClients)
  })
}

/**
 * Notes when secrets were first used: of what several processes write, the earliest, since the end of an old secret counts
 * from it; not before it was made, whatever a clock said. Of one that was used before this was noted nobody knows, unless
 * it has replaced another: then from now on.
 */
async function activate(tx: Tx, secrets: readonly (readonly [id: number, use: FirstUse])[]): Promise<void> {
  const type = Prisma.raw(databaseEngine() === 'sqlite' ? 'TEXT' : 'TIMESTAMP')
  const values = [...secrets]
    .sort(byId)
    .map(([id, { firstAt }]) => Prisma.sql`(CAST(${id} AS INTEGER), CAST(${new Date(firstAt * 1000)} AS ${type}))`)
  const first = Prisma.raw(`CASE WHEN "createdAt" > "used"."column2" THEN "createdAt" ELSE "used"."column2" END`)
  await tx.$executeRaw`UPDATE "RobotSecret" SET "activatedAt" = ${first}
    FROM (VALUES ${Prisma.join(values)}) AS "used"
    WHERE "RobotSecret"."id" = "used"."column1" AND ("activatedAt" > ${first} OR "activatedAt" IS NULL AND
      ("lastUsedAt" = 0 OR EXISTS (SELECT 1 FROM "RobotSecret" o WHERE o."successorId" = "RobotSecret"."id")))`
}

type FirstUse = Use & { firstAt: number }
const byId = ([one]: readonly [number, ...unknown[]], [other]: readonly [number, ...unknown[]]) => one - other

/**
 * One statement for all rows, the same on both engines, which name the columns of VALUES alike: a statement for each
 * would hold the one writer of SQLite for half a second. In the order of their ids, so that two processes that write
 * the same rows wait for each other instead of locking each other out.
 */
async function write(
  tx: Tx,
  table: 'Robot' | 'RobotSecret',
  rows: readonly (readonly [id: number, use: Use])[],
): Promise<void> {
  const values = [...rows]
    .sort(byId)
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
