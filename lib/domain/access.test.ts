import { describe, expect, test } from 'vitest'
import { accessKeys, decodeAccess, encodeAccess, parseAccessKey } from './access'
import { pushLacksPull } from './access-groups'
import { isGrantable, permissionCatalog } from './permission-catalog'

const parse = (...keys: string[]) => keys.map(parseAccessKey)

describe('the stored form of an access list', () => {
  test.each([
    [[], ''],
    [['repository:push', 'repository:pull'], 'repository:pull,push'],
    [['tag:create', 'artifact:read', 'tag:create', 'artifact:list'], 'artifact:list,read;tag:create'],
  ])('%j is %s', (keys, text) => {
    expect(encodeAccess(parse(...keys))).toBe(text)
    expect(encodeAccess(decodeAccess(text))).toBe(text)
  })

  test('the whole catalogue survives', () => {
    for (const level of ['system', 'project'] as const) {
      const all = permissionCatalog[level]
      expect(decodeAccess(encodeAccess(all))).toHaveLength(all.length)
      expect(accessKeys(decodeAccess(encodeAccess(all)))).toEqual(accessKeys(all))
    }
  })
})

test.each([
  [['repository:push'], true],
  [['repository:push', 'repository:pull'], false],
  [['repository:pull'], false],
  [[], false],
])('push lacks pull in %j: %s', (keys, lacks) => {
  expect(pushLacksPull(parse(...keys))).toBe(lacks)
})

describe('the catalogue', () => {
  test('holds 70 pairs for the system and 75 for a project, none twice', () => {
    for (const [level, count] of [
      ['system', 70],
      ['project', 75],
    ] as const) {
      expect(new Set(accessKeys(permissionCatalog[level])).size).toBe(count)
    }
  })

  test.each([
    ['project', 'repository:push', true],
    ['project', 'robot:update', false],
    ['system', 'robot:update', false],
    ['system', 'repository:push', false],
    ['project', '*:*', false],
    ['project', 'repository:*', false],
    ['project', 'repository:', false],
    ['project', 'constructor:name', false],
    ['project', '__proto__:x', false],
  ] as const)('%s %s may be granted: %s', (level, key, grantable) => {
    expect(isGrantable(level, parseAccessKey(key))).toBe(grantable)
  })
})
