import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loginName, searchTerm } from '@/lib/domain/robots/robot-name'
import { folded } from '@/lib/domain/texts/folded'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { db, disconnect, openDatabase } from '../store/db'
import { migrate } from '../store/migrate'
import { Prisma } from '../generated/sqlite/client'
import { countHolding, fewThatMayHold, keptCount, placeAmongTexts } from '../store/robot-index'
import { holds, searched } from '../store/search'
import { countQueries } from '../testing/count-queries'
import { blankDatabase, testEngine, unique, useDatabase } from '../testing/database'
import { databaseBefore, insertRows } from '../testing/database-before'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { listRobots, listRobotsForApi } from './list'

const url = useDatabase()
type Project = Awaited<ReturnType<typeof makeProject>>
type Row = { id: number; projectId: number | null; name: string; description: string; legacy: boolean }
let admin: Actor
let projects: (Project | null)[]
let rows: Row[]

const word = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'ab%_\\"\'+-É😀ßİ', '👩‍👩‍👧', '\n', ' '), minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    'deploy',
    'ci-deploy',
    '%',
    '_',
    '"',
    '""',
    'a%b',
    'OR',
    'NEAR(a b)',
    'Straße',
    'ΟΔΥΣΣΕΥΣ',
    '日本語の',
    '+',
  ),
)
// A stored text and `q` hold no NUL, and a comma there ends a condition.
const clean = (text: string) => text.replaceAll(/[\0,]/g, 'x').trim()
const textOf = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((words) => clean(words.join('')))

beforeAll(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
  projects = [await makeProject(), await makeProject(), null]
  const names = fc.sample(
    textOf(3).filter((name) => name !== ''),
    240,
  )
  const descriptions = fc.sample(fc.oneof(fc.constant(''), textOf(6)), 240)
  const made = { durationDays: 1, creatorType: 'local', creatorRef: 0, createdAt: now(), updatedAt: now() }
  const data = names.map((name, nth) => {
    const project = projects[nth % 3]!
    const legacy = project !== null && nth % 2 === 0
    // Names of today are small and plain, and in the system there are no others.
    const plain = folded(name).replaceAll(/[^a-z0-9]/g, '-')
    return {
      ...{ level: project ? 'project' : 'system', projectId: project?.id ?? null, legacy, ...made },
      name: `${legacy ? name : plain}${nth % 4 === 0 ? '-bot-deploy' : '-bot-x'}${nth}`,
      description: `${descriptions[nth]!}${nth % 8 === 0 ? '' : ' Builds'}`,
    }
  })
  for (const each of data) await db().robot.create({ data: each })
  rows = await db().robot.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })
})

/** Part of a row's text, in some case, or any text. */
const needle = fc.oneof(
  textOf(2),
  fc
    .tuple(
      fc.nat(),
      fc.boolean(),
      fc.nat(20),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('same', 'upper', 'lower'),
    )
    .map(([nth, inName, start, length, to]) => {
      const row = rows[nth % rows.length]!
      const project = projects.find((each) => each?.id === row.projectId)
      const text = inName ? loginName(project?.name ?? null, row.name) : row.description
      const part = clean(
        [...text]
          .slice(start % ([...text].length + 1))
          .slice(0, length)
          .join(''),
      )
      return to === 'upper' ? part.toUpperCase() : to === 'lower' ? part.toLowerCase() : part
    }),
)

const idsOf = (list: { rows: { id: number }[]; total: number }) => ({
  ids: list.rows.map(({ id }) => id).sort((one, other) => one - other),
  total: list.total,
})
const expected = (project: Project | null, holds: (row: Row) => boolean) => {
  const ids = rows.filter((row) => row.projectId === (project?.id ?? null) && holds(row)).map(({ id }) => id)
  return { ids: ids.sort((one, other) => one - other), total: ids.length }
}

async function compare(text: string) {
  for (const project of projects) {
    const bare = searchTerm(text, ['robot$'], project?.name ?? null)
    const size = 1_000 as never
    const found = await listRobots(admin, project && { name: project.name }, {
      page: 1,
      size,
      sort: 'name',
      search: text,
    })
    const looksIntoDescriptions = [...folded(bare)].length >= 3
    const onPage = (row: Row) =>
      folded(row.name).includes(folded(bare)) ||
      (looksIntoDescriptions && folded(row.description).includes(folded(bare)))
    expect(idsOf(found), `page, ${JSON.stringify(text)}`).toEqual(expected(project, onPage))
    if (text === '') continue
    const scope = project ? `Level=project,ProjectID=${project.id},` : ''
    const api = (key: string) =>
      listRobotsForApi(admin, { page: 1, size, sort: '', q: encodeURIComponent(`${scope}${key}=~${text}`) })
    const named = (row: Row) =>
      folded(row.legacy || !project ? row.name : loginName(project.name, row.name)).includes(folded(text))
    expect(idsOf(await api('name')), `API, ${JSON.stringify(text)}`).toEqual(expected(project, named))
    const described = (row: Row) => folded(row.description).includes(folded(text))
    expect(idsOf(await api('description')), JSON.stringify(text)).toEqual(expected(project, described))
  }
}

const whatever = () => fc.assert(fc.asyncProperty(needle, compare), { numRuns: 150 })
async function special() {
  const { name } = projects[0]!
  const starts = [
    `${name}+`,
    `${name}+dep`,
    name.slice(-3),
    `${name.slice(-2)}+x`,
    '+',
    '+-',
    'robot$',
    `robot$${name}+x`,
  ]
  for (const text of [
    ...starts,
    'x',
    '-d',
    'dep',
    'deploy',
    'DEPLOY',
    '%%%',
    '___',
    '\\\\\\',
    '"""',
    "'; --",
    '😀😀😀',
  ])
    await compare(text)
}

describe('what is found is what holds the text', () => {
  test('whatever it is', whatever, 60_000)
  test('where it begins before the name, is a wildcard or a quote, and where it is short or in many', special, 60_000)

  test.runIf(testEngine === 'sqlite')('with the index where few may hold it, without where many may', () => {
    const { id } = projects[0]!
    expect(fewThatMayHold(id, 'ploy')).not.toBeNull()
    expect(fewThatMayHold(id, 'de')).toBeNull()
    expect([fewThatMayHold(id, '-bot'), fewThatMayHold(id, 'Build')]).toEqual([null, null])
    expect(fewThatMayHold(id, '-x1')).not.toBeNull()
    expect(fewThatMayHold(0, 'zzz')).not.toBeNull()
  })

  test('in several places at once, or in all there are', async () => {
    const [one, other] = projects.map((project) => project?.id ?? 0)
    const places = Prisma.sql`SELECT "id" FROM "Project" WHERE "id" IN (${one}, ${other})`
    const everywhere = [places, null].map((each) => ({ places: each }))
    for (const text of ['-x9', 'ploy', 'zzz', 'builds']) {
      const holding = rows.filter(({ name, description }) => folded(`${name}\n${description}`).includes(text))
      for (const place of everywhere) {
        const right = holding.filter(({ projectId }) => !place.places || projectId !== null).map(({ id }) => id)
        const few = fewThatMayHold(place, text)
        // Where many hold it, it is not asked.
        const found = few && (await db().$queryRaw<{ candidate: number }[]>(few)).map(({ candidate }) => candidate)
        if (found) expect(new Set(found)).toEqual(new Set([...found, ...right]))
        if (text === '-x9' && testEngine === 'sqlite') expect(found?.length).toBeGreaterThan(0)
        const among = placeAmongTexts(place, 'name') ?? Prisma.sql`1 = 1`
        const counted = await db().$queryRaw<{ id: number }[]>`SELECT "id" FROM "Robot" WHERE ${among}
          AND (${holds(searched('robot', 'name'), text)} OR ${holds(searched('robot', 'description'), text)})`
        if (testEngine === 'postgresql') expect(counted.map(({ id }) => id).sort()).toEqual(right.sort())
        const kept = await db().$queryRaw<
          { count: number }[]
        >`SELECT (${countHolding(place, 'both', text) ?? keptCount(place)}) AS "count"`
        if (countHolding(place, 'both', text)) expect(Number(kept[0]!.count)).toBe(right.length)
      }
    }
  })

  describe.runIf(testEngine === 'postgresql')('on PostgreSQL', () => {
    const name = () => new URL(url()).pathname.slice(1)
    /** As the connections that are opened from then on see it. */
    const within = async (fn: () => Promise<unknown>) => void (await countQueries(url(), fn))

    test('with its index, which it would not use for so few', async () => {
      // Not JIT either, which what is so dear would be worth.
      for (const setting of ['enable_seqscan', 'enable_indexscan', 'enable_indexonlyscan', 'jit'])
        await db().$executeRawUnsafe(`ALTER DATABASE "${name()}" SET ${setting} = off`)
      await within(async () => {
        const plan = await db().$queryRawUnsafe<object[]>(
          `EXPLAIN SELECT 1 FROM "Robot" WHERE COALESCE("nameFolded", "name") LIKE '%deploy%'`,
        )
        expect(JSON.stringify(plan)).toContain('Robot_text_idx')
        await whatever()
        await special()
      })
    }, 60_000)

    test('and where there is none', async () => {
      await db().$executeRawUnsafe('DROP INDEX "Robot_text_idx"')
      await within(special)
    }, 60_000)
  })
})

test.runIf(testEngine === 'postgresql')('a user who may make tables but no extension goes on without', async () => {
  const made = await blankDatabase()
  const [role, password] = [unique('tables-alone'), unique('password')]
  const owner = openDatabase(made.url)
  await owner.$executeRawUnsafe(`CREATE ROLE "${role}" LOGIN PASSWORD '${password}'`)
  await owner.$executeRawUnsafe(`GRANT USAGE, CREATE ON SCHEMA public TO "${role}"`)
  const limited = Object.assign(new URL(made.url), { username: role, password }).href
  await migrate(limited)
  expect(await owner.$queryRawUnsafe(`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`)).toEqual([])
  await countQueries(limited, async () => {
    const { actor, ...project } = { actor: (await makeUser({ isAdmin: true })).actor, ...(await makeProject()) }
    await makeRobot(project, { name: 'needle', description: 'of a haystack' })
    for (const search of ['EEDL', 'hay', 'n'])
      expect(
        await listRobots(actor, { name: project.name }, { page: 1, size: 15, sort: 'name', search }),
      ).toMatchObject({
        rows: [{ name: 'needle' }],
        total: 1,
      })
  })
  await disconnect(owner)
  await made.drop()
  await db().$executeRawUnsafe(`DROP ROLE "${role}"`)
})

test('of more than are looked at, pages are in order and the number is exact, also of those a filter leaves', async () => {
  const project = await makeProject()
  const made = { durationDays: 1, creatorType: 'local', creatorRef: 0, createdAt: now(), updatedAt: now() }
  const nameOf = (nth: number) => `many-${String(nth).padStart(4, '0')}`
  const data = Array.from({ length: 2_100 }, (_, nth) => ({
    ...{ level: 'project', projectId: project.id, ...made, disabled: nth % 3 === 0 },
    name: nth < 2_050 ? nameOf(nth) : `other-${nth}`,
    description: nth % 2 === 0 ? 'builds much' : nth === 2_061 ? 'many of them' : '',
  }))
  await db().robot.createMany({ data })
  const pageOf = (search: string, page: number, filter: 'disabled' | null = null) =>
    listRobots(admin, { name: project.name }, { page, size: 15, sort: 'name', search, filter })
  // One part, several, in names and in descriptions: each is counted in another way.
  for (const search of ['man', 'many', 'MANY-', 'any-0', 'bui', 'builds', 'uilds mu', 'an']) {
    const holding = data.filter(
      ({ name, description }) =>
        name.includes(search.toLowerCase()) || (search.length > 2 && description.includes(search.toLowerCase())),
    )
    for (const filter of [null, 'disabled'] as const) {
      const names = holding.filter(({ disabled }) => !filter || disabled).map(({ name }) => name)
      for (const page of [1, 9, Math.ceil(names.length / 15), 500]) {
        const found = await pageOf(search, page, filter)
        expect([found.total, found.rows.map(({ name }) => name)], `${search}, ${filter}, page ${page}`).toEqual([
          names.length,
          names.slice((page - 1) * 15, page * 15),
        ])
      }
    }
    for (const [key, more] of [
      ['name', ''],
      ['description', ''],
      ['name', ',disabled=false'],
    ] as const) {
      const q = encodeURIComponent(`Level=project,ProjectID=${project.id},${key}=~${search}${more}`)
      const names = data
        .filter((row) => row[key].includes(search.toLowerCase()) && !(more && row.disabled))
        .map(({ name }) => name)
      const found = await listRobotsForApi(admin, { q, sort: '-name', page: 2, size: 15 })
      expect([found.total, found.rows.map(({ name }) => name)], `API, ${search}, ${key}${more}`).toEqual([
        names.length,
        names.toReversed().slice(15, 30),
      ])
    }
  }
}, 60_000)

test('the index follows what is written: also where texts change, and robots move or go', async () => {
  const [from, to] = [await makeProject(), await makeProject()]
  const about = {
    level: 'project',
    durationDays: 1,
    creatorType: 'local',
    creatorRef: 0,
    createdAt: now(),
    updatedAt: now(),
  }
  const { id } = await db().robot.create({
    data: { ...about, projectId: from.id, name: 'first', description: 'Édouard' },
  })
  const found = async (project: Project, search: string) =>
    (await listRobots(admin, { name: project.name }, { page: 1, size: 15, sort: 'name', search })).total
  expect([await found(from, 'first'), await found(from, 'ÉDOU'), await found(to, 'first')]).toEqual([1, 1, 0])
  await db().robot.update({ where: { id }, data: { description: 'Zoë' } })
  expect([await found(from, 'édou'), await found(from, 'zoë')]).toEqual([0, 1])
  await db().robot.update({ where: { id }, data: { projectId: to.id, name: 'second' } })
  expect([await found(from, 'second'), await found(to, 'zoë'), await found(to, 'first')]).toEqual([0, 1, 0])
  await db().robot.delete({ where: { id } })
  expect(await found(to, 'second')).toBe(0)
})

test('what was there before is counted and found', async () => {
  const { url: before, client, close } = await databaseBefore('20261126011407')
  const at = '2026-01-01 00:00:00'
  await insertRows(client, 'User', [
    { id: 1, username: 'admin', passwordHash: '', isAdmin: true, createdAt: at, updatedAt: at },
  ])
  await insertRows(client, 'Project', [{ id: 7, name: 'old', ownerId: 1, createdAt: at, updatedAt: at }])
  const robot = (id: number, name: string, projectId: number | null) => {
    const level = projectId === null ? 'system' : 'project'
    const made = { durationDays: 1, creatorType: 'local', creatorRef: 0, createdAt: at, updatedAt: at }
    return { id, level, projectId, name, description: 'builds', ...made }
  }
  await insertRows(client, 'Robot', [
    { ...robot(1, 'nightly', 7), disabled: false },
    { ...robot(2, 'weekly', 7), disabled: true },
  ])
  await insertRows(client, 'Robot', [{ ...robot(3, 'system-wide', null) }])
  await disconnect(client)
  await migrate(before)
  const migrated = openDatabase(before)
  const counts = await migrated.robotCount.findMany({ orderBy: { place: 'asc' }, select: { place: true, count: true } })
  expect(counts).toEqual([
    { place: 0, count: 1 },
    { place: 7, count: 2 },
  ])
  const disabled = await migrated.disabledRobotCount.findMany({ select: { place: true, count: true } })
  expect(disabled).toEqual([{ place: 7, count: 1 }])
  await disconnect(migrated)
  const actor: Actor = { kind: 'user', id: 1, name: 'admin' }
  const list = { page: 1, size: 15, sort: 'name' } as const
  await countQueries(before, async () => {
    const found = async (place: { name: string } | null, search: string) =>
      (await listRobots(actor, place, { ...list, search })).rows.map(({ name }) => name)
    expect(await found({ name: 'old' }, 'nightly')).toEqual(['nightly'])
    expect(await found({ name: 'old' }, 'BUILD')).toEqual(['nightly', 'weekly'])
    expect(await found(null, 'wide')).toEqual(['system-wide'])
  })
  await close()
})
