import { expect, test } from 'vitest'
import { accessKey } from './access'
import { pushLacksPull } from './access-groups'
import { parseAccessKey } from './access'
import { repositoryActions } from './grant'
import { actsAtRegistry, permissionCatalog } from './permission-catalog'
import { afterNarrowing, afterTicking, withoutGroup } from './permission-choice'

const [pull, push, tags] = ['repository:pull', 'repository:push', 'tag:list']
const app = (key: string) => `[app/*]${key}`
const base = (key: string) => `[base]${key}`

test('everywhere: push brings pull, and pull takes push along', () => {
  expect(afterTicking([], null, [push], true)).toEqual([pull, push])
  expect(afterTicking([pull, push, tags], null, [pull], false)).toEqual([tags])
  expect(afterTicking([tags], null, [tags], false)).toEqual([])
})

test('in a group: push brings pull there, unless pull covers it already', () => {
  expect(afterTicking([], 'app/*', [push], true)).toEqual([app(pull), app(push)])
  expect(afterTicking([pull], 'app/*', [push], true)).toEqual([app(push), pull])
  expect(afterTicking(['[app/**]repository:pull'], 'app/*', [push], true)).toEqual([
    '[app/**]repository:pull',
    app(push),
  ])
  expect(afterTicking([base(pull)], 'app/*', [push], true)).toEqual([app(pull), app(push), base(pull)])
})

test('what is ticked in a group is taken from everywhere, and the other way round', () => {
  expect(afterTicking([pull, push, tags], 'app/*', [push], true)).toEqual([app(push), pull, tags].sort())
  expect(afterTicking([pull, push], 'app/*', [pull], true)).toEqual([app(pull), app(push)])
  expect(afterTicking([app(pull), app(push), base(pull)], null, [pull], true)).toEqual([app(push), pull])
  // Pull leaves everywhere, and stays where another group pushes.
  expect(afterTicking([pull, base(push)], 'app/*', [pull], true)).toEqual([app(pull), base(pull), base(push)])
})

test('other repositories for a group, and none', () => {
  expect(afterNarrowing([app(push), pull], 'app/*', 'base')).toEqual([base(push), pull])
  expect(afterNarrowing([app(pull), app(push), base(tags)], 'app/*', 'base')).toEqual([
    base(pull),
    base(push),
    base(tags),
  ])
  expect(afterNarrowing(['[app/**]repository:pull', app(push)], 'app/**', 'base')).toEqual([
    app(pull),
    app(push),
    base(pull),
  ])
  expect(afterNarrowing([app(push), pull], 'app/*', 'app/*')).toEqual([app(push), pull])
  expect(withoutGroup(['[app/**]repository:pull', app(push), tags], 'app/**')).toEqual([tags])
  expect(withoutGroup([app(push), pull], 'app/*')).toEqual([pull])
})

test('no way of ticking leaves push without pull, or a permission both narrowed and not', () => {
  const keys = [pull, push, tags]
  const groups = [null, 'app/*', 'base', '**/x !app/x']
  let access: string[] = []
  for (let step = 0, seed = 7; step < 3_000; step++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    const [key, group, how] = [keys[seed % 3]!, groups[(seed >> 4) % 4]!, (seed >> 8) % 8]
    if (how === 7 && group) access = withoutGroup(access, group)
    else if (how === 6 && group) access = afterNarrowing(access, group, 'base')
    else access = afterTicking(access, group, [key], how > 1)
    const pairs = access.map(parseAccessKey)
    expect(pushLacksPull(pairs), access.join()).toBe(false)
    const bare = access.filter((each) => !each.startsWith('['))
    expect(access.filter((each) => each.startsWith('[') && bare.includes(each.slice(each.indexOf(']') + 1)))).toEqual(
      [],
    )
    expect(access).toEqual([...new Set(access)].sort())
  }
})

test('acts at the registry: exactly what a token has actions for', () => {
  const project = { kind: 'project', projectId: 1, public: false } as const
  for (const pair of permissionCatalog.project) {
    const actions = repositoryActions([{ scope: 'project', projectId: 1, access: [pair] }], project, 'app')
    expect(actsAtRegistry(pair), accessKey(pair)).toBe(actions.length > 0)
  }
  expect(permissionCatalog.system.filter(actsAtRegistry).map(accessKey)).toEqual(['catalog:read'])
})
