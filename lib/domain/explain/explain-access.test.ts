import { describe, expect, test } from 'vitest'
import { accessKeys, parseAccessKey } from '../permissions/access'
import type { Grant } from '../permissions/grant'
import { allRepositoryActions, roleRepositoryActions, type Role } from '../permissions/role'
import { editedGrants, type Change } from './access-changes'
import { isGranted, partsOf, type AccessQuestion, type RobotFacts, type UserFacts } from './access-question'
import { explainAccess } from './explain-access'

const payments = { id: 1, name: 'payments', public: false }
const open = { id: 2, name: 'open', public: true }

const at = (projectId: number, ...keys: string[]): Grant => ({
  scope: 'project',
  projectId,
  access: keys.map(parseAccessKey),
})
const everywhere = (...keys: string[]): Grant => ({ scope: 'all-projects', access: keys.map(parseAccessKey) })
const robot = (grants: Grant[], more: Partial<RobotFacts> = {}): RobotFacts => ({
  kind: 'robot',
  home: payments,
  legacy: false,
  disabled: false,
  expiresAt: null,
  hasLiveSecret: true,
  grants,
  ...more,
})
const system = { home: null }
const user = (role: UserFacts['role'], disabled = false): UserFacts => ({ kind: 'user', disabled, role })

const asked = (by: AccessQuestion['by'], more: Partial<AccessQuestion> = {}): AccessQuestion => ({
  by,
  repository: 'payments/api/web',
  action: 'push',
  project: payments,
  at: 1_000,
  ...more,
})
const [pull, push, remove] = ['repository:pull', 'repository:push', 'repository:delete'] as const
const held = (action: string, repositories: string | null = null, more: object = {}) => ({
  place: 'project',
  action,
  repositories,
  excludedBy: null,
  ...more,
})

const reasons: [what: string, question: AccessQuestion, allowed: boolean, ...reasons: object[]][] = [
  ['a grant', asked(robot([at(1, pull, push)])), true, { kind: 'granted', held: [held('push')] }],
  [
    'a group of patterns',
    asked(robot([at(1, pull, `[api/*]${push}`)])),
    true,
    { kind: 'granted', held: [held('push', 'api/*')] },
  ],
  [
    'all projects, of a system robot',
    asked(robot([everywhere(pull, push)], system)),
    true,
    { kind: 'granted', held: [held('push', null, { place: 'all-projects' })] },
  ],
  [
    'push brings pull',
    asked(robot([at(1, push)]), { action: 'pull' }),
    true,
    { kind: 'granted', held: [held('push')] },
  ],
  [
    'a public project',
    asked(robot([]), { action: 'pull', project: open, repository: 'open/app' }),
    true,
    { kind: 'public' },
  ],
  [
    'narrowed to others',
    asked(robot([at(1, pull, `[base]${push}`)])),
    false,
    { kind: 'narrowed', held: [held('push', 'base')] },
  ],
  [
    'excluded',
    asked(robot([at(1, pull, `[!api/web api/*]${push}`)])),
    false,
    { kind: 'narrowed', held: [held('push', '!api/web api/*', { excludedBy: '!api/web' })] },
  ],
  ['another action', asked(robot([at(1, pull)])), false, { kind: 'not-granted', actions: ['pull'] }],
  ['nothing of repositories', asked(robot([at(1, 'tag:list')])), false, { kind: 'not-granted', actions: [] }],
  ['nothing here', asked(robot([at(9, pull, push)], system)), false, { kind: 'no-grant' }],
  ['nothing but the system', asked(robot([{ scope: 'system', access: [] }], system)), false, { kind: 'no-grant' }],
  [
    'the robot of another project',
    asked(robot([at(1, pull, push)]), { project: { ...payments, id: 7, name: 'other' }, repository: 'other/app' }),
    false,
    { kind: 'other-project', home: 'payments' },
  ],
  ['no project', asked(robot([at(1, push)]), { project: null }), false, { kind: 'no-project' }],
  ['no repository', asked(robot([at(1, push)]), { repository: 'payments' }), false, { kind: 'malformed' }],
  ['capitals', asked(robot([at(1, push)]), { repository: 'payments/App' }), false, { kind: 'malformed' }],
  [
    'two repositories',
    asked(robot([at(1, push)]), { repository: 'payments/app repository:payments/app' }),
    false,
    { kind: 'malformed' },
  ],
  ['a class', asked(robot([at(1, push)]), { repository: 'x:payments/app' }), false, { kind: 'malformed' }],
  [
    'disabled, expired, without a secret, and without a grant',
    asked(robot([], { disabled: true, expiresAt: 1_000, hasLiveSecret: false })),
    false,
    { kind: 'disabled' },
    { kind: 'expired', at: 1_000 },
    { kind: 'no-secret' },
    { kind: 'no-grant' },
  ],
  [
    'disabled, with everything',
    asked(robot([at(1, pull, push)], { disabled: true })),
    false,
    { kind: 'disabled' },
    { kind: 'granted', held: [held('push')] },
  ],
  [
    'not expired yet',
    asked(robot([at(1, push)], { expiresAt: 1_001 })),
    true,
    { kind: 'granted', held: [held('push')] },
  ],
  ['a system admin', asked(user('systemAdmin')), true, { kind: 'system-admin' }],
  ['a developer', asked(user('developer')), true, { kind: 'role', role: 'developer' }],
  ['a guest', asked(user('guest')), false, { kind: 'role', role: 'guest' }],
  ['no member', asked(user(null)), false, { kind: 'no-role' }],
  [
    'no member of a public project',
    asked(user(null), { action: 'pull', project: open, repository: 'open/app' }),
    true,
    { kind: 'public' },
  ],
  [
    'a disabled user',
    asked(user('developer', true)),
    false,
    { kind: 'user-disabled' },
    { kind: 'role', role: 'developer' },
  ],
]

test.each(reasons)('why: %s', (_what, question, allowed, ...expected) => {
  const explanation = explainAccess(question)
  expect([explanation.allowed, ...explanation.reasons]).toEqual([allowed, ...expected])
  if (allowed) expect(explanation.changes).toEqual([])
})

const kinds = (question: AccessQuestion) => explainAccess(question).changes.map(({ kind }) => kind)
const waysOf = (question: AccessQuestion) => {
  const [change, ...others] = explainAccess(question).changes as Extract<Change, { kind: 'edit' }>[]
  expect(others).toEqual([])
  return change!.ways.map(({ place, projectId, access, adds }) => [place, projectId, access, adds])
}
const only = (repository: string | null) => ({ kind: 'action', only: repository })

describe('what would allow it', () => {
  test('the repository in the group that has the action, with all that is in it', () => {
    expect(
      waysOf(
        asked(robot([at(1, pull, `[api/* base]${push}`, '[api/* base]tag:create')]), { repository: 'payments/x/y' }),
      ),
    ).toEqual([
      [
        'project',
        1,
        ['[api/* base x/y]repository:push', '[api/* base x/y]tag:create', 'repository:pull'],
        { kind: 'pattern', pattern: 'x/y', group: 'api/* base' },
      ],
      [
        'project',
        1,
        ['[api/* base]repository:push', '[api/* base]tag:create', '[x/y]repository:push', 'repository:pull'],
        only('x/y'),
      ],
      ['project', 1, ['[api/* base]tag:create', 'repository:pull', 'repository:push'], only(null)],
    ])
  })

  test('not where an exclusion wins', () => {
    expect(waysOf(asked(robot([at(1, pull, `[!api/web api/*]${push}`)])))).toEqual([
      [
        'project',
        1,
        ['[!api/web api/*]repository:push', '[api/web]repository:push', 'repository:pull'],
        only('api/web'),
      ],
      ['project', 1, ['repository:pull', 'repository:push'], only(null)],
    ])
  })

  test('push brings the pull that it lacks', () => {
    expect(waysOf(asked(robot([at(1, 'tag:list')])))).toEqual([
      ['project', 1, ['[api/web]repository:pull', '[api/web]repository:push', 'tag:list'], only('api/web')],
      ['project', 1, ['repository:pull', 'repository:push', 'tag:list'], only(null)],
    ])
    expect(waysOf(asked(robot([at(1, `[base]${pull}`, `[base]${push}`)])))[0]).toEqual([
      'project',
      1,
      ['[api/web base]repository:pull', '[api/web base]repository:push'],
      { kind: 'pattern', pattern: 'api/web', group: 'base' },
    ])
  })

  test('in a project that a system robot does not reach yet, in all projects, and not in both', () => {
    expect(waysOf(asked(robot([at(9, pull)], system), { action: 'delete' }))[1]).toEqual([
      'project',
      1,
      [remove],
      only(null),
    ])
    expect(waysOf(asked(robot([everywhere(pull)], system)))[0]).toEqual([
      'all-projects',
      null,
      ['[api/web]repository:push', 'repository:pull'],
      only('api/web'),
    ])
    expect(kinds(asked(robot([everywhere(pull), at(9, pull)], system)))).toEqual(['by-api'])
  })

  test('all that stands in the way, in its order', () => {
    const all = robot([], { disabled: true, expiresAt: 1, hasLiveSecret: false })
    expect(kinds(asked(all))).toEqual(['enable', 'extend', 'new-secret', 'edit'])
    expect(kinds(asked({ ...all, grants: [at(1, pull, push)] }))).toEqual(['enable', 'extend', 'new-secret'])
    expect(kinds(asked(robot([], system), { project: null }))).toEqual(['make-project'])
    expect(kinds(asked(robot([]), { project: null }))).toEqual(['other-robot'])
    expect(kinds(asked(robot([]), { repository: 'nothing' }))).toEqual([])
  })

  test('a legacy robot is enabled, or made anew', () => {
    const legacy = { legacy: true, disabled: true }
    expect(kinds(asked(robot([at(1, pull, push)], legacy)))).toEqual(['enable'])
    expect(kinds(asked(robot([at(1, pull)], legacy)))).toEqual(['recreate'])
    expect(kinds(asked(robot([at(1, pull, push)], { ...legacy, expiresAt: 1 })))).toEqual(['recreate'])
  })

  test('the least role that may', () => {
    const change = (role: Role | null, action: AccessQuestion['action']) =>
      explainAccess(asked(user(role), { action })).changes
    expect(change(null, 'pull')).toEqual([{ kind: 'member', role: 'limitedGuest', joins: true }])
    expect(change('guest', 'push')).toEqual([{ kind: 'member', role: 'developer', joins: false }])
    expect(change('developer', 'delete')).toEqual([{ kind: 'member', role: 'maintainer', joins: false }])
    expect(kinds(asked(user('guest', true)))).toEqual(['enable-user', 'member'])
  })
})

/** A pseudo-random sequence that is the same in every run. */
function seeded(seed: number) {
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!
  return { next, pick }
}

test('3,000 random questions: every way that is proposed allows it, and takes nothing away', () => {
  const { next, pick } = seeded(20_261_126)
  const texts = ['base', 'api/*', '!api/web api/*', '** !api/web', 'api/web base', 'x*/**']
  const keys = () =>
    [...allRepositoryActions.map((action) => `repository:${action}`), 'tag:list']
      .filter(() => next() < 0.5)
      .map((key) => (next() < 0.5 ? key : `[${pick(texts)}]${key}`))
  let ways = 0
  for (let round = 0; round < 3_000; round++) {
    const isSystem = next() < 0.5
    const grants = isSystem ? [pick([everywhere(...keys()), at(1, ...keys()), at(9, ...keys())])] : [at(1, ...keys())]
    const question = asked(robot(grants, isSystem ? system : {}), {
      action: pick(allRepositoryActions),
      repository: `payments/${pick(['base', 'api/web', 'api/api', 'x/y/z', 'x'])}`,
    })
    const { allowed, reasons: why, changes } = explainAccess(question)
    expect(why.some(({ kind }) => kind === 'granted')).toBe(allowed)
    expect(changes.length).toBe(allowed ? 0 : 1)
    for (const edit of changes.flatMap((change) => (change.kind === 'edit' ? change.ways : []))) {
      const after = editedGrants(grants, edit)
      expect(isGranted({ ...question, by: robot(after, isSystem ? system : {}) })).toBe(true)
      for (const action of allRepositoryActions) {
        for (const repository of ['payments/base', 'payments/api/web', 'payments/x/y']) {
          const before = isGranted({ ...question, action, repository })
          if (before) expect(isGranted({ ...question, action, repository, by: robot(after) })).toBe(true)
        }
      }
      expect(edit.access).toEqual(accessKeys(edit.access.map(parseAccessKey)))
      ways++
    }
  }
  expect(ways).toBeGreaterThan(2_000)
})

test('of a role the verdict is that of the table', () => {
  for (const [role, actions] of Object.entries(roleRepositoryActions)) {
    for (const action of allRepositoryActions) {
      expect(explainAccess(asked(user(role as Role), { action })).allowed).toBe(actions.includes(action))
    }
  }
})

test.each([
  ['payments/app', { project: 'payments', name: 'app' }],
  ['payments/a/b', { project: 'payments', name: 'a/b' }],
  ['payments', null],
  ['payments/', null],
  ['', null],
  [' payments/app', null],
  ['payments/app:1', null],
])('%j is %j', (repository, expected) => expect(partsOf(repository)).toEqual(expected))
