import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { setGlobalState } from '../global-state'
import { db } from '../store/db'
import { testEngine, unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { checkRobotTexts } from './check-texts'
import { listRobots } from './list'

useDatabase()
const lines: { level: number; robots?: number; entries?: number; first?: number }[] = []
let project: Awaited<ReturnType<typeof makeProject>>
let admin: Actor

beforeEach(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
  project = await makeProject()
  lines.length = 0
  setGlobalState('log', pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }))
})
afterEach(() => setGlobalState('log', pino({ level: 'silent' })))

const found = async (search: string) => {
  const query = { page: 1, size: 100, sort: 'name', search } as const
  return (await listRobots(admin, { name: project.name }, query)).rows.map(({ name }) => name)
}
const row = (name: string, description = '') => {
  const made = { durationDays: 1, creatorType: 'local', creatorRef: 0, createdAt: now(), updatedAt: now() }
  return { level: 'project', projectId: project.id, name, description, legacy: true, ...made }
}

test('a folded form that somebody has left out or spoiled is made right, once', async () => {
  const { id } = await db().robot.create({ data: row('Émile-Ci', 'Straße') })
  await db().$executeRaw`UPDATE "Robot" SET "nameFolded" = NULL, "descriptionFolded" = 'strasbourg' WHERE "id" = ${id}`
  expect([await found('émile'), await found('strasse')]).toEqual([[], []])
  await checkRobotTexts()
  expect(lines).toMatchObject([{ level: 50, robots: 1, first: id }])
  for (const search of ['ÉMILE', 'strasse', 'STRASS']) expect(await found(search)).toEqual(['Émile-Ci'])
  expect(await found('strasbourg')).toEqual([])
  await checkRobotTexts()
  expect(lines).toHaveLength(1)
})

test('whatever texts there are, nothing is wrong with what the product wrote, however many steps it takes', async () => {
  const texts = [
    '',
    'a',
    'ab',
    'abc',
    '😀😀😀',
    '日本語の',
    'عربي',
    '👩‍👩‍👧',
    'x'.repeat(129),
    'x'.repeat(131),
    'É'.repeat(1_024),
    '%_"',
  ]
  await db().robot.createMany({
    data: Array.from({ length: 1_100 }, (_, nth) =>
      row(unique(texts[nth % texts.length]!.slice(0, 200)), texts[nth % texts.length]),
    ),
  })
  await makeRobot(project, { description: 'of today' })
  await checkRobotTexts()
  expect(lines).toEqual([])
}, 60_000)

test('it mends nothing once it was told to end, and takes nothing from who writes meanwhile', async () => {
  const { id } = await db().robot.create({ data: row('Zoë') })
  await db().$executeRaw`UPDATE "Robot" SET "nameFolded" = NULL WHERE "id" = ${id}`
  await checkRobotTexts(undefined, AbortSignal.abort())
  expect(await found('zoë')).toEqual([])
  const rename = (to: string) => db().robot.update({ where: { id }, data: { name: to } })
  await Promise.all([checkRobotTexts(), rename('Renée').then(() => rename('Chloë')), checkRobotTexts()])
  await checkRobotTexts()
  expect([await found('chloë'), await found('zoë'), await found('renée')]).toEqual([['Chloë'], [], []])
})

describe.runIf(testEngine === 'sqlite')('SQLite’s index of texts', () => {
  const entry = (id: number, place = project.id) => (BigInt(place) << 32n) + BigInt(id)
  const check = async () => {
    await checkRobotTexts()
    const told = lines.map(({ level, robots, entries }) => ({
      level,
      ...(robots && { robots }),
      ...(entries && { entries }),
    }))
    lines.length = 0
    await checkRobotTexts()
    expect(lines).toEqual([])
    return told
  }

  test('an entry that is missing is written, of robots anywhere', async () => {
    const { id } = await makeRobot(project, { name: 'missing', description: 'from the index' })
    await makeRobot(project, { name: 'present', description: 'as it should' })
    await db().$executeRaw`DELETE FROM "RobotText" WHERE "rowid" = ${entry(id)}`
    expect([await found('missing'), await found('present')]).toEqual([[], ['present']])
    expect(await check()).toEqual([{ level: 50, robots: 1 }])
    expect([await found('missing'), await found('from the')]).toEqual([['missing'], ['missing']])
  })

  test('one of other texts is written anew', async () => {
    const { id } = await makeRobot(project, { name: 'reworded', description: 'short' })
    await db().$executeRaw`DELETE FROM "RobotText" WHERE "rowid" = ${entry(id)}`
    await db()
      .$executeRaw`INSERT INTO "RobotText" ("rowid", "name", "description") VALUES (${entry(id)}, 'reworded', 'much longer')`
    expect(await found('short')).toEqual([])
    expect(await check()).toEqual([{ level: 50, robots: 1 }])
    expect(await found('short')).toEqual(['reworded'])
  })

  test('one of a robot that is gone, or is elsewhere, goes', async () => {
    const { id } = await makeRobot(project, { name: 'somewhere' })
    const stray = [entry(id, project.id + 1), entry(id, 0), entry(2 ** 31, project.id), entry(7, 2 ** 31 - 1)]
    for (const rowid of stray)
      await db()
        .$executeRaw`INSERT INTO "RobotText" ("rowid", "name", "description") VALUES (${rowid}, 'somewhere', '')`
    expect(await check()).toEqual([{ level: 50, entries: 4 }])
    const [left] = await db().$queryRaw<
      { entries: number }[]
    >`SELECT COUNT(*) AS "entries" FROM "RobotText" WHERE "RobotText" MATCH 'somewhere'`
    expect(Number(left!.entries)).toBe(1)
    expect(await found('somewhere')).toEqual(['somewhere'])
  })
})
