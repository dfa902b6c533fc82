import 'server-only'
import pino from 'pino'
import { expect } from 'vitest'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { setGlobalState } from '../global-state'
import { authenticateLegacyRobot } from '../legacy-robots/authenticate'
import { checkRobotCounts } from '../robots/check-counts'
import { checkRobotTexts } from '../robots/check-texts'
import { generateSecret } from '../secrets/secret'
import { hashGenerated } from '../secrets/stored-secret'
import type { Database } from '../store/db'
import { at, insertRows } from './database-before'
import type { LateRobot } from './drill-load'
import type { OldRobot, OldRobots } from './old-robots'

type SignsIn = Pick<OldRobot, 'kind' | 'name' | 'secret'>

/** As its kind does. */
export async function signIn({ kind, name: username, secret }: SignsIn) {
  const credentials = { username, secret, source: { address: '192.0.2.1' } }
  return kind === 'legacy'
    ? authenticateLegacyRobot(credentials)
    : authenticateRobot(credentials, await readSignIn(username))
}

export async function expectAllIn(robots: readonly SignsIn[]): Promise<void> {
  const refused: string[] = []
  for (let start = 0; start < robots.length; start += 200)
    await Promise.all(
      robots.slice(start, start + 200).map(async (robot) => {
        if ((await signIn(robot))?.name !== robot.name) refused.push(`${robot.kind} ${robot.name}`)
      }),
    )
  expect(refused).toEqual([])
}

/** What is kept of robots beside their rows is right: nothing is found to mend. */
export async function expectKeptRight(): Promise<void> {
  const lines: string[] = []
  setGlobalState('log', pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }))
  await checkRobotCounts()
  await checkRobotTexts()
  setGlobalState('log', pino({ level: 'silent' }))
  expect(lines).toEqual([])
}

/** Identities, what could not be read, and who was deleted are where they belong. */
export async function expectLegacyMoved(client: Database, old: OldRobots): Promise<void> {
  const count = old.robots.length
  expect(await client.legacyIdentity.count()).toBe(old.robots.filter(({ kind }) => kind === 'legacy').length)
  const ofDamaged = { robotId: { gt: count, lte: count + old.damaged.length } }
  const left = await client.robotSecret.findMany({ where: ofDamaged, orderBy: { robotId: 'asc' } })
  expect(left.map(({ hash }) => hash)).toEqual(old.damaged)
  expect(await client.robotSecret.count({ where: { scheme: 'legacy-rs256', hash: { contains: ':' } } })).toBe(
    old.damaged.filter((hash) => hash.includes(':')).length,
  )
  const deleted = await client.deletedLegacyRobot.findMany()
  expect(deleted.map(({ projectId, name: account }) => `${projectId} ${account}`).sort()).toEqual(old.deleted.sort())
}

/** What was acknowledged meanwhile is there, whole. */
export async function expectLate(client: Database, made: readonly LateRobot[]): Promise<void> {
  const rows = await client.robot.findMany({
    where: { id: { in: made.map(({ id }) => id) } },
    include: { secrets: true, grants: true },
  })
  const whole = rows.filter(({ secrets, grants }) => secrets.length === 1 && grants.length === 1)
  const texts = whole.map(({ id, description }) => `${id} ${description}`)
  expect(texts.sort()).toEqual(made.map(({ id, description }) => `${id} ${description}`).sort())
  await expectAllIn(made.map(({ name, secret }) => ({ kind: 'generated', name, secret })))
}

/** Where robots may have two secrets, some get a second one, which is not used yet: both go on. */
export async function secondSecrets(client: Database, old: OldRobots): Promise<OldRobot[]> {
  const [known] = await client.$queryRaw<unknown[]>`
    SELECT 1 FROM _prisma_migrations WHERE migration_name LIKE '%_secrets_that_roll_over_and_presets_additive'`
  if (!known) return []
  const robots = old.robots.map((robot, index) => ({ ...robot, id: index + 1 }))
  const some = robots.filter(({ kind }) => kind === 'generated').slice(0, 50)
  const newer = some.map((robot) => ({ ...robot, secret: generateSecret() }))
  await insertRows(
    client,
    'RobotSecret',
    newer.map(({ id: robotId, secret }) => ({ robotId, ...hashGenerated(secret), createdAt: at })),
  )
  for (const { id } of newer)
    await client.$executeRaw`UPDATE "RobotSecret" SET "retiresAfter" = 86400,
      "successorId" = (SELECT MAX("id") FROM "RobotSecret" WHERE "robotId" = ${id})
      WHERE "id" = (SELECT MIN("id") FROM "RobotSecret" WHERE "robotId" = ${id})`
  return newer
}
