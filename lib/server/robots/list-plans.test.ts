import { beforeAll, describe, expect, test } from 'vitest'
import { robotSorts, type RobotSort } from '@/lib/domain/lists/list-query'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { countQueries } from '../testing/count-queries'
import { testEngine, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { listRobots, listRobotsForApi } from './list'

// How a list finds its robots. SQLite decides it without looking at the rows, so a few tell of a million; what
// PostgreSQL does depends on them, and is measured by bench/api.ts.

const url = useDatabase()
let project: Awaited<ReturnType<typeof makeProject>>
let admin: Actor

beforeAll(async () => {
  project = await makeProject()
  admin = (await makeUser({ isAdmin: true })).actor
  const { id } = await makeRobot(project, { name: 'needle' })
  const { id: _, ...row } = await db().robot.findUniqueOrThrow({ where: { id } })
  await db().robot.create({ data: { ...row, level: 'system', projectId: null, loginName: 'needle' } })
})

/** What SQLite does for the statements of `fn` that read a page or count; in its own words. */
async function plansOf(fn: () => Promise<unknown>): Promise<string[]> {
  const { statements } = await countQueries(url(), fn)
  const lists = statements.filter((sql) => /^(WITH|SELECT ("id"|\())[^]* FROM [^]*"Robot(Count|Text|)"/.test(sql))
  expect(lists).not.toEqual([])
  const plans: string[] = []
  for (const sql of lists) {
    const steps = await db().$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`)
    plans.push(...steps.map(({ detail }) => detail))
  }
  return plans
}

const fromIndexAlone = /^SEARCH Robot USING COVERING INDEX \w+ \((projectId|level)=\?.*\)$/
const keptTotal = /^(SCALAR SUBQUERY \d+|SCAN CONSTANT ROW|SEARCH (Disabled)?RobotCount USING INDEX \w+ \(place=\?\))$/
const inOrderOfIndex = (plans: string[]) =>
  expect(plans.filter((step) => !fromIndexAlone.test(step) && !keptTotal.test(step))).toEqual([])
function byParts(plans: string[]) {
  expect(plans.filter((step) => /^SCAN RobotText VIRTUAL TABLE INDEX 0:M/.test(step))).not.toEqual([])
  expect(plans.filter((step) => /^SCAN RobotText/.test(step) && !/ 0:M/.test(step))).toEqual([])
  const reads = plans.filter((step) => /^(SCAN|SEARCH) Robot /.test(step))
  expect(new Set(reads)).toEqual(new Set(['SEARCH Robot USING INTEGER PRIMARY KEY (rowid=?)']))
}

describe.runIf(testEngine === 'sqlite')('no list reads or sorts rows it does not show', () => {
  // Full with the only row, so that it counts too.
  const page = { page: 1, size: 1 }
  const apiSorts = ['name', '-name', 'creation_time', '-creation_time']
  const scopes = [() => '', () => `Level=project,ProjectID=${project.id},`]

  test.each(apiSorts)('the API’s, by %s; a search reads what an index says may be found', async (sort) => {
    for (const scope of scopes) {
      for (const condition of ['', 'name=~ne'])
        inOrderOfIndex(await plansOf(() => listRobotsForApi(admin, { ...page, q: scope() + condition, sort })))
      byParts(await plansOf(() => listRobotsForApi(admin, { ...page, q: `${scope()}name=~needle`, sort })))
    }
  })

  test('a name is looked up', async () => {
    for (const q of ['name=needle', `${scopes[1]!()}name=${project.name}%2Bneedle`]) {
      const plans = await plansOf(() => listRobotsForApi(admin, { ...page, q, sort: '' }))
      for (const plan of plans) if (!keptTotal.test(plan)) expect(plan).toMatch(/^SEARCH Robot USING .*name=\?/)
    }
  })

  test('disabled ones, however few', async () => {
    const disabled = { page: 1, size: 15 as const, search: '', filter: 'disabled' as const }
    for (const sort of ['name', '-name'] as const) {
      for (const place of [null, { name: project.name }])
        inOrderOfIndex(await plansOf(() => listRobots(admin, place, { ...disabled, sort })))
      for (const scope of scopes) {
        const q = `${scope()}disabled=false`
        const plans = await plansOf(() => listRobotsForApi(admin, { ...page, q, sort }))
        inOrderOfIndex(plans)
        // How many there are is known, and not looked at.
        expect(plans.filter((step) => /^SEARCH Robot /.test(step))).toHaveLength(1)
      }
    }
  })

  test.each(robotSorts)('the pages’, by %s', async (sort: RobotSort) => {
    for (const place of [null, { name: project.name }]) {
      const list = (search: string) => listRobots(admin, place, { page: 1, size: 15, sort, search })
      for (const search of ['', 'ne']) inOrderOfIndex(await plansOf(() => list(search)))
      byParts(await plansOf(() => list('needle')))
    }
  })
})

describe.runIf(testEngine === 'postgresql')('searches on PostgreSQL', () => {
  /** How PostgreSQL does it where it has no other index, as it would not for so few rows; in its own words. */
  async function planOf(sql: string): Promise<string[]> {
    const filled = sql.replace(/LIKE \$\d+/g, `LIKE '%needle%'`).replace(/\$\d+/g, String(project.id))
    const undone = new Error('undone')
    let steps: string[] = []
    const explained = db().$transaction(async (tx) => {
      const others = await tx.$queryRaw<{ name: string }[]>`SELECT indexname::text AS "name" FROM pg_indexes
        WHERE tablename = 'Robot' AND indexname NOT IN ('Robot_text_idx', 'Robot_pkey')`
      await tx.$executeRawUnsafe(`DROP INDEX ${others.map(({ name }) => `"${name}"`).join(', ')}`)
      await tx.$executeRawUnsafe('SET LOCAL enable_seqscan = off')
      const rows = await tx.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${filled}`)
      steps = rows.map((row) => Object.values(row)[0]!)
      throw undone
    })
    await expect(explained).rejects.toBe(undone)
    return steps
  }

  test('what is looked for is spelled as the index of texts is: place and text together, each by itself', async () => {
    const { statements } = await countQueries(url(), async () => {
      await listRobots(admin, { name: project.name }, { page: 1, size: 15, sort: 'name', search: 'needle' })
      await listRobots(admin, null, { page: 1, size: 15, sort: 'name', search: 'needle' })
      for (const q of ['name=~needle', 'description=~needle', `Level=project,ProjectID=${project.id},name=~needle`])
        await listRobotsForApi(admin, { page: 1, size: 15, q, sort: '' })
    })
    const searches = statements.filter((sql) => sql.includes(' LIKE '))
    expect(searches).toHaveLength(5)
    for (const [nth, sql] of searches.entries()) {
      const steps = await planOf(sql)
      const asked = steps.filter((_, at) => /Bitmap Index Scan on "Robot_text_idx"/.test(steps[at - 1] ?? ''))
      expect(asked).toHaveLength(nth < 2 ? 2 : 1)
      for (const step of asked) expect(step).toMatch(/Index Cond: .*ARRAY.* && .* AND .*~~ '%needle%'/)
    }
  })
})
