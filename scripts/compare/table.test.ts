import { beforeAll, describe, expect, test } from 'vitest'
import { operations } from '@/lib/server/http/api/operations/all'
import { importLegacyRobots } from '@/lib/server/legacy-robots/import'
import { apiUrl, useApi } from '@/lib/server/testing/api'
import { useDatabase } from '@/lib/server/testing/database'
import { makeOldSystem, oldClaims, oldEntry, parsedEntries } from '@/lib/server/testing/legacy'
import { makeSigner } from '@/lib/server/testing/make'
import { allCases } from './cases/all'
import { meantCases } from './cases/meant'
import { runCase } from './compare'
import { Side } from './side'
import { readTable } from './table'
import { makeWorld, newPrefix } from './world'

useDatabase()
useApi()

const table = readTable()
let side: Side
beforeAll(async () => {
  side = new Side('here', apiUrl(), await makeSigner({ isAdmin: true }))
  await makeWorld(side, newPrefix())
  side.logins.set('legacyRobot', await makeLegacyRobot(side.names.get('projectName')!))
})

async function makeLegacyRobot(project: string) {
  const old = makeOldSystem()
  const robot = { id: 7, pid: 1, name: 'robot$old' }
  const token = old.token(oldClaims(robot))
  const entries = parsedEntries([oldEntry(robot), { name: robot.name, token }])
  const input = { entries, key: old.key, projects: new Map([[1, project]]), dryRun: false, restoreDeleted: false }
  await importLegacyRobots({ kind: 'system' }, input)
  return { username: robot.name, password: token }
}

describe('the table', () => {
  test('has a request for each of its rows, and no row is missing', () => {
    const shown = meantCases.map(({ differs }) => differs!)
    expect(new Set(shown).size).toBe(shown.length)
    expect([...table.keys()].toSorted()).toEqual(shown.toSorted())
    for (const { differs } of allCases()) expect(differs === undefined || table.has(differs)).toBe(true)
  })

  test.each([...table.values()])(
    '$id says what both answer, and why',
    ({ id, request, harbor, here, why, statuses }) => {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      for (const text of [request, harbor, here, why]) expect(text).not.toBe('')
      expect([...statuses.harbor, ...statuses.here].every((status) => status >= 200 && status < 600)).toBe(true)
      const { method, path } = meantCases.find(({ differs }) => differs === id)!
      expect(request).toContain(`\`${method} ${path.replace(/^\/\//, '/').split('?')[0]}\``)
    },
  )

  test.each(meantCases.map((each) => [each.differs!, each] as const))('%s is what we answer', async (id, each) => {
    const answer = await runCase(side, each)
    expect(table.get(id)!.statuses.here, answer.text).toContain(answer.status)
    expect(each.here?.(answer) ?? true, answer.text).toBe(true)
  })
})

describe('what is compared', () => {
  const cases = allCases()

  test.each(operations.filter(({ own, id }) => !own && id !== 'getOpenApi').map(({ id }) => id))(
    '%s: a good request, a boundary or a bad one, and who may not',
    (id) => {
      const its = cases.filter(({ operation }) => operation === id)
      const kinds = its.map(({ kind }) => kind)
      expect(kinds).toContain('good')
      expect(kinds.some((kind) => kind !== 'good')).toBe(true)
      expect(its.some(({ as = 'admin' }) => as !== 'admin')).toBe(true)
    },
  )

  test('names nothing that is not made for it', () => {
    const known = new Set([
      ...side.names.keys(),
      ...cases.flatMap(({ keep, before = [] }) => [keep, ...before.map((each) => each.keep)]),
    ])
    const robots = [...known].map((name) => `${name}Name`)
    for (const { path, body, headers, before = [] } of cases) {
      const text = [path, JSON.stringify([body, headers, before])].join(' ')
      const named = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
      expect(named.filter((name) => !known.has(name) && !robots.includes(name))).toEqual([])
    }
  })

  test('makes nothing that could not be found again', () => {
    const made = cases.flatMap(({ method, path, body, before = [] }) => [{ method, path, body }, ...before])
    for (const { method, path, body } of made) {
      if (method !== 'POST' || !/^\/(users|projects|robots)\/?$/.test(path)) continue
      const sent = (typeof body === 'string' ? body : JSON.stringify(body)) ?? ''
      const name = /"(?:username|project_name|name)":"([^"]+)"/.exec(sent)?.[1]
      if (name) expect(name).toContain('{prefix}')
    }
  })
})
