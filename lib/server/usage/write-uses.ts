import 'server-only'
import { databaseEngine, inTransaction, type Tx } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import type { GatheredUse, Use } from './gathered-use'
import { writeClients } from './write-clients'
import { writeFormerNames } from './write-former-names'

/**
 * Writes the last uses of robots, by id, and of their secrets, when a secret was first proved, the counts by client,
 * and who signed in under a name of before.
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
  const ofFormerNames = robots.flatMap(([robotId, { formerNames }]) =>
    [...formerNames].map(([prefix, use]) => ({ ...use, prefix, robotId })),
  )
  await inTransaction(async (tx) => {
    await write(tx, 'Robot', ofRobots)
    if (ofSecrets.length > 0) await write(tx, 'RobotSecret', ofSecrets, activation)
    await writeClients(tx, ofClients)
    await writeFormerNames(tx, ofFormerNames)
  })
}

/** Of a secret that has been used before, nobody knows when that was for the first time. */
const activation = () => Prisma.sql`, "activatedAt" = CASE WHEN "activatedAt" IS NULL AND "lastUsedAt" = 0
  THEN CAST("used"."column5" AS ${Prisma.raw(databaseEngine() === 'sqlite' ? 'TEXT' : 'TIMESTAMP')}) ELSE "activatedAt" END`

/**
 * One statement for all rows, the same on both engines, which name the columns of VALUES alike: a statement for each
 * would hold the one writer of SQLite for half a second. In the order of their ids, so that two processes that write
 * the same rows wait for each other instead of locking each other out.
 */
async function write(
  tx: Tx,
  table: 'Robot' | 'RobotSecret',
  rows: (readonly [id: number, use: Use & { firstAt?: number }])[],
  also: () => Prisma.Sql = () => Prisma.empty,
): Promise<void> {
  const values = [...rows]
    .sort(([one], [other]) => one - other)
    .map(
      ([id, { at, address, client, firstAt = at }]) =>
        Prisma.sql`(CAST(${id} AS INTEGER), CAST(${at} AS BIGINT), CAST(${address} AS TEXT), CAST(${client} AS TEXT),
          ${new Date(firstAt * 1000)})`,
    )
  const target = Prisma.raw(`"${table}"`)
  await tx.$executeRaw`UPDATE ${target}
    SET "lastUsedAt" = "used"."column2", "lastUsedAddress" = "used"."column3", "lastUsedClient" = "used"."column4" ${also()}
    FROM (VALUES ${Prisma.join(values)}) AS "used"
    WHERE ${target}."id" = "used"."column1" AND ${target}."lastUsedAt" <= "used"."column2"`
}
