import { describe, expect, test } from 'vitest'
import { chosenSecretForm, createProjectRobotInput, durationDays, refreshSecretInput } from './robot-schema'

const input = { project: 'library', name: 'ci', durationDays: 30, access: ['repository:pull'] }
const messages = (value: unknown) =>
  createProjectRobotInput.safeParse(value).error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ??
  []

describe('a new project robot', () => {
  test.each([
    [{}, []],
    [{ name: 'Bad Name!' }, ['name: name']],
    [{ description: 'x'.repeat(1025) }, ['description: description']],
    [{ description: 'a\0b' }, ['description: description']],
    [{ durationDays: 0 }, ['durationDays: expiration']],
    [{ access: [] }, ['access: permissions']],
    [{ access: ['repository:push'] }, ['access: pushNeedsPull']],
    [{ access: ['repository:pull', 'repository:push'] }, []],
    [{ access: ['robot:update'] }, ['access: permissionUnknown']],
    [{ access: ['repository'] }, ['access: permissionUnknown']],
  ])('%j', (change, expected) => {
    expect(messages({ ...input, ...change })).toEqual(expected)
  })

  test.each([null, 1, [], 'x', { ...input, access: [{}] }, { ...input, project: '' }])('%j is refused', (value) => {
    expect(createProjectRobotInput.safeParse(value).success).toBe(false)
  })
})

test.each([
  [-1, true],
  [1, true],
  [2_147_483_646, true],
  [2_147_483_647, false],
  [0, false],
  [-2, false],
  [1.5, false],
  [NaN, false],
  [Infinity, false],
  ['30', false],
])('a duration of %s days is legal: %s', (days, legal) => {
  expect(durationDays.safeParse(days).success).toBe(legal)
})

test.each([
  ['Abcdefg1', true],
  ['Abcdef1', false],
  ['abcdefg1', false],
  ['ABCDEFG1', false],
  ['Abcdefgh', false],
  ['Aa1' + 'x'.repeat(125), true],
  ['Aa1' + 'x'.repeat(126), false],
  ['Aa1' + 'é'.repeat(63), false],
  ['Abcdefg 1', false],
])('the secret %j is legal: %s', (secret, legal) => {
  expect(refreshSecretInput.safeParse({ id: 1, secret }).success).toBe(legal)
})

test('a secret typed twice must be the same', () => {
  const typed = (secret: string, confirmation: string) =>
    chosenSecretForm
      .safeParse({ secret, confirmation })
      .error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`)
  expect(typed('Abcdefg1', 'Abcdefg1')).toBeUndefined()
  expect(typed('Abcdefg1', 'Abcdefg2')).toEqual(['confirmation: secretMismatch'])
})
