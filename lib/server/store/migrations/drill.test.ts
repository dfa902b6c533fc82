import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDatabase } from '../../backup/check/check'
import { parseEnv } from '../../env'
import { forgetGlobalState, setGlobalState } from '../../global-state'
import { ensureSigningKey } from '../../registry/signing-key'
import { bundled } from '../../testing/bundled'
import { blankDatabase, copyDatabase, testEngine } from '../../testing/database'
import { migrateBefore, migrationNames } from '../../testing/database-before'
import { structureOf, whileNobodyMigrates } from '../../testing/database-state'
import {
  expectAllIn,
  expectKeptRight,
  expectLate,
  expectLegacyMoved,
  secondSecrets,
  signIn,
} from '../../testing/drill-checks'
import { startDoor } from '../../testing/drill-door'
import { killOnTheWay, wholeness, type Place } from '../../testing/drill-kills'
import { startWriting } from '../../testing/drill-load'
import { insertOldRobots, type OldRobots } from '../../testing/old-robots'
import { disconnect, openDatabase } from '../db'
import { migrate } from '../migrate'

// `npm run prove -- drill` takes every version's database, and more robots.
const isProof = process.env['PROVE'] === 'true'
const count = isProof ? 10_000 : 2_000
const timeout = isProof ? 600_000 : 240_000

/** Its steps in code are the longest there are: most of the kills are for the way through them. */
const withSteps = '20261125220145_room_for_time'
const all = migrationNames()
const names = isProof ? all.slice(1) : [withSteps, all.at(-1)!]
/** Of the others' robots one in four: that all have their old secrets is seen by the rows. */
const isEachAsked = (name: string) => [all[1], withSteps, all.at(-1)].includes(name)

/** What `insertOldRobots` makes wrong on purpose, and nothing besides. */
const brokenOfOld = [
  '1 User: nobody is left who administrates; all of them',
  '10 RobotSecret: a legacy robot without the identity that belongs to it',
  '10 RobotSecret: scheme and hash do not fit',
]

/** Where it is killed besides: after so many parts of the migrations to come, and in the midst of the rows of the next. */
function placesOn(name: string): Place[] {
  if (name !== withSteps) return isProof ? [[1, 0]] : []
  const parts = isProof ? [0.05, 0.2, 0.4, 0.6, 0.75, 0.9] : [0.3]
  return [1, 2].flatMap((done) => parts.map((part) => [done, part * count] as const))
}

const secretKey = 'the secret key of the upgrade drill'
const env = { LOG_LEVEL: 'silent', EXTERNAL_URL: 'https://robots.example.com', SECRET_KEY: secretKey }

let scripts: Awaited<ReturnType<typeof bundled<'migrate' | 'door'>>>
/** A database that goes through all versions, one after the other; each is drilled on a copy of it. */
let chain: Awaited<ReturnType<typeof blankDatabase>>
let old: OldRobots
let kills = 0

beforeAll(async () => {
  useState()
  scripts = await bundled({
    migrate: 'lib/server/testing/migrate-process.ts',
    door: 'lib/server/http/tokens-entry.ts',
  })
  chain = await blankDatabase()
  await migrateBefore(chain.url, all[1]!)
  const { tables } = await whileNobodyMigrates(chain.url, structureOf)
  const client = openDatabase(chain.url)
  old = await insertOldRobots(client, count, tables)
  await disconnect(client)
}, timeout)
afterAll(async () => {
  scripts.remove()
  await chain.drop()
})

/** Nothing that was remembered of another database counts any more. */
function useState(): void {
  forgetGlobalState()
  setGlobalState('env', parseEnv(env))
}

/** The chain's next version; a copy of it. */
async function copyBefore(name: string) {
  await migrateBefore(chain.url, name)
  return copyDatabase(chain.url)
}

test.each(names)('before %s', { timeout }, async (name) => {
  const { url, drop } = await copyBefore(name)
  useState()
  const client = openDatabase(url)
  setGlobalState('database', client)
  const newer = await secondSecrets(client, old)
  const isWhole = await wholeness({ url, client })
  const isBeside = all.slice(all.indexOf(name)).every((each) => each.endsWith('_additive'))
  const writing = isBeside ? startWriting(client) : null
  const door = await startDoor(
    (more) => scripts.start('door', [], { ...env, DATABASE_URL: url, ...more }),
    old.robots.find(({ kind }) => kind === 'generated')!,
  )
  try {
    const start = (...args: string[]) => scripts.start('migrate', args, env)
    kills += await killOnTheWay({ url, client, start, name, places: placesOn(name), isWhole })
    await migrate(url)
    const late = await writing?.stop()
    await isWhole()
    await ensureSigningKey()
    await expectKeptRight()
    await expectLegacyMoved(client, old)
    await expectAllIn([...old.robots.filter((_, index) => isEachAsked(name) || index % 4 === 0), ...newer])
    for (const kind of ['generated', 'legacy'] as const) {
      const [one, other] = old.robots.filter((each) => each.kind === kind)
      expect(await signIn({ ...one!, secret: other!.secret })).toBeNull()
    }
    expect(late?.faults ?? []).toEqual([])
    await expectLate(client, late?.made ?? [])
    const { findings } = await checkDatabase(url, secretKey)
    expect(findings.map(({ what, count: rows }) => `${rows} ${what}`).sort()).toEqual(brokenOfOld)
    await expect.poll(() => [...door.answers]).toContain(200)
    expect([...door.answers].filter((answer) => !['no answer', 200, 503].includes(answer))).toEqual([])
    expect(await door.stop()).toBe(0)
    const meanwhile = late ? `, ${late.made.length} robots made meanwhile, ${late.unavailable} times 503` : ''
    process.stdout.write(`${testEngine} before ${name}: ${kills} kills so far${meanwhile}\n`)
  } finally {
    await writing?.stop()
    await door.stop()
    await disconnect(client)
    await drop()
  }
})

test('it was killed often enough', () => expect(kills).toBeGreaterThanOrEqual(isProof ? 20 : 3))
