import { describe, expect, test } from 'vitest'
import { nameOfToday, recreatedForm } from './recreated-form'
import { robotForm } from './robot-form'
import type { RobotRow } from './robot-row'

describe('the name', () => {
  test.each([
    ['ci', 'ci'],
    ['Jenkins_CI.Build', 'jenkins_ci.build'],
    ['a  b', 'a-b'],
    ['a__b..c--d', 'a_b.c-d'],
    ['-ci-', 'ci'],
    ['.-_ci', 'ci'],
    ['Émile', 'emile'],
    ['"quoted"', 'quoted'],
    ['сборка', ''],
    ['---', ''],
    [`a${'-x'.repeat(300)}`, `a${'-x'.repeat(124)}`],
  ])('%j becomes %j', (account, name) => {
    expect(nameOfToday(account, 'shop')).toBe(name)
    if (name !== '') expect(robotForm.shape.name.safeParse(name).success).toBe(true)
  })
})

describe('the form', () => {
  const now = 1_800_000_000
  const form = (robot: Partial<RobotRow>) =>
    recreatedForm({ name: 'CI', description: 'builds', expiresAt: null, ...robot } as RobotRow, 'shop', now)

  test.each<[string, number | null, string, string]>([
    ['never', null, 'never', ''],
    ['in a second', now + 1, 'days', '1'],
    ['in exactly two days', now + 2 * 86_400, 'days', '2'],
    ['in a little more than two days', now + 2 * 86_400 + 1, 'days', '3'],
    ['beyond all calendars', Number.MAX_SAFE_INTEGER, 'days', '2147483646'],
    ['just now', now, 'default', ''],
    ['long ago', 1, 'default', ''],
  ])('of one that ends %s', (_, expiresAt, expiration, days) => {
    const filled = form({ expiresAt })
    expect(filled).toEqual({ name: 'ci', description: 'builds', expiration, days })
    expect(robotForm.safeParse(filled).success).toBe(true)
  })
})
