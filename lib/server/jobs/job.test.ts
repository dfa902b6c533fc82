import { expect, test } from 'vitest'
import { lastDue, type When } from './job'
import { jobTable } from './table'

test.each<[When, string, string]>([
  [{ everyMs: 600_000 }, '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z'],
  [{ everyMs: 600_000 }, '2026-03-01T10:09:59.999Z', '2026-03-01T10:00:00.000Z'],
  [{ everyMs: 3_600_000 }, '2026-03-01T00:30:00.000Z', '2026-03-01T00:00:00.000Z'],
  [{ dailyAt: '03:10' }, '2026-03-01T03:09:59.999Z', '2026-02-28T03:10:00.000Z'],
  [{ dailyAt: '03:10' }, '2026-03-01T03:10:00.000Z', '2026-03-01T03:10:00.000Z'],
  [{ dailyAt: '00:00' }, '2026-03-29T01:30:00.000Z', '2026-03-29T00:00:00.000Z'],
])('%j at %s was last due at %s', (when, at, due) =>
  expect(new Date(lastDue(when, Date.parse(at))).toISOString()).toBe(due),
)

test('each job has a name of its own', () =>
  expect(new Set(jobTable.map(({ name }) => name)).size).toBe(jobTable.length))
