import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { Prisma } from '../generated/sqlite/client'
import { asRefusal } from '../errors'
import { generateSecret } from '../secrets/secret'
import { hashGenerated } from '../secrets/stored-secret'
import type { Database, Tx } from '../store/db'

export type LateRobot = { id: number; name: string; secret: string; description: string }

/** On SQLite nothing of a write is waited for: without a rest nobody else would ever have a turn. */
const restMs = 5

/**
 * Makes and edits robots, two at a time, in words that every version since the first has, until `stop`: what the
 * version before does while this one migrates. Answers which of them were acknowledged, and whatever was neither that
 * nor the refusal that becomes a 503.
 */
export function startWriting(client: Database) {
  const made: LateRobot[] = []
  const faults: unknown[] = []
  let [unavailable, isOver] = [0, false]

  async function attempt<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result | null> {
    try {
      return await client.$transaction(work)
    } catch (error) {
      if (asRefusal(error)?.kind === 'unavailable') unavailable++
      else faults.push(error)
      return null
    }
  }

  async function write(writer: number) {
    for (let count = 0; !isOver; count++) {
      await pause(restMs)
      const [name, secret] = [`late-${writer}-${count}`, generateSecret()]
      const id = await attempt((tx) => insert(tx, name, secret))
      if (id === null) continue
      const robot = { id, name: `robot$${name}`, secret, description: '' }
      made.push(robot)
      const description = `edited by ${writer}`
      const edited = await attempt(
        (tx) => tx.$executeRaw`UPDATE "Robot" SET "description" = ${description} WHERE "id" = ${id}`,
      )
      if (edited === 1) robot.description = description
    }
  }
  const writers = [1, 2].map(write)

  return {
    async stop() {
      isOver = true
      await Promise.all(writers)
      return { made, faults, unavailable }
    },
  }
}

async function insert(tx: Tx, name: string, secret: string): Promise<number> {
  const at = Prisma.raw(`'2026-02-02 00:00:00'`)
  const { hash, scheme } = hashGenerated(secret)
  const [row] = await tx.$queryRaw<{ id: number }[]>`INSERT INTO "Robot"
    ("level", "name", "loginName", "durationDays", "creatorType", "creatorRef", "createdAt", "updatedAt")
    VALUES ('system', ${name}, ${name}, -1, 'local', 1, ${at}, ${at}) RETURNING "id"`
  const id = Number(row!.id)
  await tx.$executeRaw`INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt")
    VALUES (${id}, ${hash}, ${scheme}, ${at})`
  await tx.$executeRaw`INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "projectId", "access")
    VALUES (${id}, 'project', '1', 1, 'repository:pull')`
  return id
}
