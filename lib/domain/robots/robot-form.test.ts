import { describe, expect, test } from 'vitest'
import { formDuration, robotFormIn } from './robot-form'

const form = { name: 'ci', description: '', expiration: 'default', days: '30' }
const problems = (fields: object, project: string | null = 'library') =>
  robotFormIn(project)
    .safeParse({ ...form, ...fields })
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []

test('a name counts together with its project', () => {
  const project = 'p'.repeat(100)
  expect(problems({ name: 'n'.repeat(154) }, project)).toEqual([])
  expect(problems({ name: 'n'.repeat(155) }, project)).toEqual(['name nameLong'])
  expect(problems({ name: 'n'.repeat(255) }, null)).toEqual([])
  expect(problems({ name: 'n'.repeat(256) }, project)).toEqual(['name name'])
})

describe('the expiration', () => {
  test.each([
    ['default', 'anything', 30, []],
    ['never', '', -1, []],
    ['days', ' 90 ', 90, []],
    ['date', '100', 100, []],
    ['days', '', null, ['days expiration']],
    ['date', '', null, ['days expiration']],
    ['date', '-3', null, ['days expiration']],
  ] as const)('%s with “%s” is %s', (expiration, days, duration, found) => {
    expect(formDuration({ expiration, days }, 30)).toBe(duration)
    expect(problems({ expiration, days })).toEqual(found)
  })
})
