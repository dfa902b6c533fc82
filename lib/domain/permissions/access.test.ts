import { describe, expect, test } from 'vitest'
import { parsePatterns } from '../patterns/repository-patterns'
import {
  accessKeys,
  decodeAccess,
  encodeAccess,
  isNarrowable,
  packedKeys,
  parseAccessKey,
  unpackedKeys,
} from './access'
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

describe('a narrowed pair', () => {
  const text = 'repository:pull;tag:list;[!app/internal/** app/*]repository:push+tag:create;[base]repository:push'
  const keys = [
    '[!app/internal/** app/*]repository:push',
    '[!app/internal/** app/*]tag:create',
    '[base]repository:push',
    'repository:pull',
    'tag:list',
  ]

  test('is stored with its group, and comes back', () => {
    expect(accessKeys(decodeAccess(text))).toEqual(keys)
    for (const order of [keys, [...keys].reverse(), [...keys, ...keys]])
      expect(encodeAccess(parse(...order))).toBe(text)
    expect(decodeAccess(text).filter(({ repositories }) => repositories === 'base')).toEqual([
      { resource: 'repository', action: 'push', repositories: 'base' },
    ])
  })

  test('says nothing beside the same everywhere', () => {
    expect(encodeAccess(parse('repository:push', ...keys))).toBe(
      'repository:pull,push;tag:list;[!app/internal/** app/*]tag:create',
    )
  })

  test('goes over the wire once for its group', () => {
    expect(packedKeys(keys)).toEqual([...text.split(';')])
    expect(unpackedKeys(packedKeys(keys))).toEqual(keys)
    expect(packedKeys(['tag:list', 'repository:pull'])).toEqual(['tag:list', 'repository:pull'])
    expect([packedKeys([]), unpackedKeys([])]).toEqual([[], []])
  })

  /** How every version before narrowing reads a stored text. */
  const asBefore = (stored: string) =>
    stored.split(';').flatMap((part) => {
      const colon = part.indexOf(':')
      return part
        .slice(colon + 1)
        .split(',')
        .map((action) => `${part.slice(0, colon)}:${action}`)
    })

  test('is to an older version a permission that does not exist, and all else as ever', () => {
    const held = asBefore(text)
    expect(held).toEqual([
      'repository:pull',
      'tag:list',
      '[!app/internal/** app/*]repository:push+tag:create',
      '[base]repository:push',
    ])
    const all = new Set(accessKeys([...permissionCatalog.project, ...permissionCatalog.system]))
    expect(held.filter((key) => all.has(key))).toEqual(['repository:pull', 'tag:list'])
    // Whatever stands in the brackets: no text of patterns holds what divides a stored text.
    for (const pattern of ['a;repository:delete', 'a,push', 'a]repository:push', 'a:b', 'a+b', 'a[b'])
      expect(parsePatterns([pattern])).toHaveProperty('fault')
  })

  test.each([
    ['repository:push', true],
    ['artifact-label:create', true],
    ['helm-chart-version-label:create', true],
    ['sbom:stop', true],
    ['repository', false],
    ['project:read', false],
    ['robot:create', false],
    ['immutable-tag:list', false],
    ['tag-retention:list', false],
    ['scanner:read', false],
    ['label:read', false],
  ])('can be of %s: %s', (key, can) => expect(isNarrowable(parseAccessKey(key))).toBe(can))

  test('can be of nothing in the system', () => expect(permissionCatalog.system.filter(isNarrowable)).toEqual([]))
})

test.each([
  [['repository:push', '[a]repository:pull'], true],
  [['[a]repository:push', 'repository:pull'], false],
  [['[a]repository:push', '[a]repository:pull'], false],
  [['[a]repository:push', '[b]repository:pull'], true],
  [['[a/*]repository:push', '[a/**]repository:pull'], false],
  [['[a/**]repository:push', '[a/*]repository:pull'], true],
  [['[a b]repository:push', '[a]repository:pull', '[b]repository:pull'], false],
  [['repository:push', '[*]repository:pull', '[*/**]repository:pull'], false],
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
