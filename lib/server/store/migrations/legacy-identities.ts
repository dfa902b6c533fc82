import 'server-only'
import { createHash } from 'node:crypto'
import { Prisma } from '../../generated/sqlite/client'
import { log } from '../../log'
import type { CodeStep } from './code-step'
import type { Connection } from './connection'

const chunk = 200
const scheme = 'legacy-rs256'

type Packed = { id: number; robotId: number; hash: string }
type Identity = { robotId: number; fingerprint: string; key: string; oldProjectId: number; oldRobotId: number }

/**
 * Moves the identities of legacy robots out of the hashes of their secrets, where the key's fingerprint alone stays.
 * What cannot be read is left as it is and counted at the end: its robot does not sign in, and the others do.
 */
export const moveLegacyIdentities: CodeStep = async (connection, position) => {
  const rows = await connection.run<Packed>(
    Prisma.sql`SELECT "id", "robotId", "hash" FROM "RobotSecret"
      WHERE "id" > ${position} AND "scheme" = ${scheme} ORDER BY "id" LIMIT ${chunk}`,
  )
  const identities = rows.map(identityOf).filter((each) => each !== null)
  const moved = identities.length === 0 ? [] : await insert(connection, identities)
  if (moved.length > 0) await connection.run(unpack(moved))
  if (rows.length === chunk) return rows.at(-1)!.id
  await tellLeft(connection)
  return null
}

/** `<fingerprint>:<old project id>:<old robot id>:<key>`; null for anything else. */
function identityOf({ robotId, hash }: Packed): Identity | null {
  const [, fingerprint, project, robot, key] =
    /^([0-9a-f]{64}):([1-9]\d{0,15}):([1-9]\d{0,15}):([\w+/]+={0,2})$/.exec(hash) ?? []
  if (!fingerprint || !key || sha256(key) !== fingerprint) return null
  const [oldProjectId, oldRobotId] = [Number(project), Number(robot)]
  return [oldProjectId, oldRobotId].every(Number.isSafeInteger)
    ? { robotId, fingerprint, key, oldProjectId, oldRobotId }
    : null
}

const sha256 = (key: string): string => createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex')

/** Answers whose were taken: of a robot with two rows the first one counts, and the other is left. */
const insert = (connection: Connection, identities: Identity[]): Promise<Pick<Identity, 'robotId'>[]> =>
  connection.run(
    Prisma.sql`INSERT INTO "LegacyIdentity" ("robotId", "keyFingerprint", "key", "oldProjectId", "oldRobotId")
      VALUES ${Prisma.join(
        identities.map(
          ({ robotId, fingerprint, key, oldProjectId, oldRobotId }) =>
            Prisma.sql`(${robotId}, ${fingerprint}, ${key}, ${oldProjectId}, ${oldRobotId})`,
        ),
      )} ON CONFLICT DO NOTHING RETURNING "robotId"`,
  )

/** Only the row that holds the very identity: another one of the same robot says something else. */
const unpack = (moved: Pick<Identity, 'robotId'>[]): Prisma.Sql =>
  Prisma.sql`UPDATE "RobotSecret" SET "hash" = "i"."keyFingerprint" FROM "LegacyIdentity" AS "i"
    WHERE "i"."robotId" = "RobotSecret"."robotId" AND "RobotSecret"."scheme" = ${scheme}
      AND "RobotSecret"."robotId" IN (${Prisma.join(moved.map(({ robotId }) => robotId))})
      AND "RobotSecret"."hash" = "i"."keyFingerprint" || ':' || "i"."oldProjectId" || ':' || "i"."oldRobotId" || ':' || "i"."key"`

async function tellLeft(connection: Connection): Promise<void> {
  const [row] = await connection.run<{ left: number | string }>(
    Prisma.sql`SELECT COUNT(*) AS "left" FROM "RobotSecret" LEFT JOIN "LegacyIdentity" AS "i" USING ("robotId")
      WHERE "scheme" = ${scheme} AND ("i"."keyFingerprint" IS NULL OR "hash" <> "i"."keyFingerprint")`,
  )
  const left = Number(row!.left)
  if (left > 0)
    log().warn({ left }, 'legacy robot accounts that cannot be read were left: delete them and import them anew')
}
