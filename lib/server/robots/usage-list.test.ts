import { beforeAll, describe, expect, test } from 'vitest'
import { robotFilters, type RobotFilter } from '@/lib/domain/robots/robot-filter'
import type { RobotSort } from '@/lib/domain/lists/list-query'
import { setClock } from '../clock'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeUser } from '../testing/make'
import { listRobots } from './list'

useDatabase()

const now = Date.parse('2026-06-01T12:00:00Z')
const day = 86_400
const ago = (days: number) => BigInt(now / 1000 - days * day)

type Made = { name: string; used?: bigint; ageDays?: number; expiresAt?: bigint | null; disabled?: boolean }
const robots: Made[] = [
  { name: 'a-never-new' },
  { name: 'b-never-old', ageDays: 31 },
  { name: 'c-never-oldest', ageDays: 91 },
  { name: 'd-today', used: ago(0), ageDays: 100, expiresAt: ago(-7) },
  { name: 'e-month', used: ago(30) - 1n, ageDays: 200, expiresAt: ago(-7) + 1n },
  { name: 'f-month', used: ago(30), ageDays: 200, expiresAt: ago(-30), disabled: true },
  { name: 'g-quarter', used: ago(90) - 1n, ageDays: 200, expiresAt: ago(0) },
  { name: 'h-gone', used: ago(5), ageDays: 200, expiresAt: ago(3), disabled: true },
  { name: 'i-far', used: ago(5), ageDays: 200, expiresAt: ago(-30) + 1n },
]

let project: Awaited<ReturnType<typeof makeProject>>
let admin: Awaited<ReturnType<typeof makeUser>>

beforeAll(async () => {
  project = await makeProject()
  admin = await makeUser({ isAdmin: true })
  const stem = unique('sys')
  for (const [level, projectId] of [
    ['project', project.id],
    ['system', null],
  ] as const) {
    await db().robot.createMany({
      data: robots.map(({ name, used = 0n, ageDays = 0, expiresAt = null, disabled = false }) => ({
        level,
        projectId,
        name,
        loginName: `${stem}-${level}-${name}`,
        durationDays: -1,
        creatorType: 'local',
        creatorRef: 1,
        createdAt: new Date(now - ageDays * day * 1000),
        updatedAt: new Date(now),
        expiresAt,
        disabled,
        lastUsedAt: used,
      })),
    })
  }
})

const page = { search: '', page: 1, size: 15 } as const
async function names(sort: RobotSort, filter: RobotFilter | null = null, search = '') {
  setClock(() => new Date(now))
  const query = { ...page, search, sort, filter }
  const lists = [
    await listRobots(project.admin, { name: project.name }, query),
    await listRobots(admin.actor, null, query),
  ]
  const [ofProject, ofSystem] = lists.map(({ rows, total }) => {
    expect(total).toBe(rows.length)
    return rows.map(({ name }) => name[0]).join('')
  })
  expect(ofSystem).toBe(ofProject)
  return ofProject
}

describe('the filter', () => {
  const found: Record<RobotFilter, string> = {
    'unused-30': 'bceg',
    'unused-90': 'cg',
    'never-used': 'abc',
    'expires-7': 'd',
    'expires-30': 'def',
    expired: 'gh',
    disabled: 'fh',
  }
  test.each(robotFilters)('%s', async (filter) => expect(await names('name', filter)).toBe(found[filter]))

  test('goes together with the search, the order and pages', async () => {
    expect(await names('-name', 'unused-30', 'never')).toBe('cb')
    expect(await names('used', 'expires-30')).toBe('efd')
    expect(await names('name', 'expired', 'no such')).toBe('')
  })
})

test('by last use: the robots that never were come first, and last the other way round', async () => {
  expect(await names('used')).toBe('abcgefhid')
  expect(await names('-used')).toBe('dihfegcba')
})

test('a row says when it was used, and that it never was', async () => {
  const { rows } = await listRobots(project.admin, { id: project.id }, { ...page, sort: 'name' })
  expect(rows.slice(2, 4).map(({ lastUsedAt }) => lastUsedAt)).toEqual([null, now / 1000])
})
