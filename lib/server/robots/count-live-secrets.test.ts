import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOver, secretEnd } from '@/lib/domain/secrets/robot-secret'
import { setClock } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { makeProject, makeRobot } from '../testing/make'
import { countLiveSecrets } from './count-live-secrets'

useDatabase()

const now = Date.UTC(2026, 10, 26, 12)
/** At the very millisecond, beside it, and some seconds from it. */
const offsets = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -3_000, max: 3_000 }))
const moments = fc.option(offsets.map((offset) => new Date(now + offset)))
/** A first use is kept in whole seconds. */
const firstUses = fc.option(fc.integer({ min: -4, max: 4 }).map((seconds) => new Date(now + seconds * 1000)))
const secrets = fc.array(
  fc.record({
    expiresAt: moments,
    retiresAt: moments,
    retiresAfter: fc.option(fc.integer({ min: 0, max: 4 })),
    endedAt: fc.option(
      moments.map((moment) => moment ?? new Date(now)),
      { freq: 2 },
    ),
    activatedAt: firstUses,
    /** Which of them takes its place, by its place in the list. */
    successor: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 5 }),
  }),
  { maxLength: 4 },
)

test('how many secrets are live is told by the database as it is by secretEnd, whatever the rows and the clock', async () => {
  const { id: robotId } = await makeRobot(await makeProject())
  await fc.assert(
    fc.asyncProperty(secrets, offsets, async (wanted, offset) => {
      setClock(() => new Date(now + offset))
      await db().robotSecret.deleteMany({ where: { robotId } })
      const ids: number[] = []
      for (const { successor: _, ...times } of wanted) {
        const data = { robotId, hash: '', scheme: 'sha256', createdAt: new Date(now), ...times }
        ids.push((await db().robotSecret.create({ data })).id)
      }
      for (const [nth, { successor }] of wanted.entries()) {
        const successorId = successor === null ? null : (ids[successor] ?? null)
        await db().robotSecret.update({ where: { id: ids[nth]! }, data: { successorId } })
      }
      const live = wanted.filter(
        (secret) =>
          secret.endedAt === null &&
          !isOver(secretEnd(secret, wanted[secret.successor ?? Infinity] ?? null), now + offset),
      )
      const [row] = await db().$queryRaw<{ live: number | bigint }[]>(
        Prisma.sql`SELECT (${countLiveSecrets()}) AS "live" FROM "Robot" r WHERE r."id" = ${robotId}`,
      )
      expect(Number(row!.live)).toBe(live.length)
    }),
    { numRuns: 50 },
  )
})
