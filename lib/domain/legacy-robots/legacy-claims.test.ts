import { describe, expect, test } from 'vitest'
import { accessKeys } from '../permissions/access'
import { lost } from './legacy-access'
import { parseLegacyClaims } from './legacy-claims'

const pull = { Resource: '/project/7/repository', Action: 'pull', Effect: '' }
const claims = {
  id: 12,
  pid: 7,
  access: [pull],
  iss: 'harbor-token-defaultIssuer',
  iat: 1_588_327_200,
  exp: 4_000_000_000,
}

describe('claims', () => {
  test.each(['harbor-token-issuer', 'harbor-token-defaultIssuer'])('of the issuer %s', (iss) => {
    expect(parseLegacyClaims({ ...claims, iss })).toEqual({
      ok: true,
      claims: {
        robotId: 12,
        projectId: 7,
        rights: { access: [{ resource: 'repository', action: 'pull' }], leftOut: [] },
        expiresAt: 4_000_000_000,
        issuedAt: new Date('2020-05-01T10:00:00Z'),
      },
    })
  })

  test('without an end', () => {
    expect(parseLegacyClaims({ ...claims, exp: undefined })).toMatchObject({ claims: { expiresAt: null } })
  })

  test.each([
    ['a registry token of the same key', { iss: 'harbor-token-issuer', id: undefined, pid: undefined }],
    ['no id', { id: undefined }],
    ['an id as text', { id: '12' }],
    ['no project', { pid: undefined }],
    ['a negative project', { pid: -7 }],
  ])('%s is no robot’s', (_, change) => {
    expect(parseLegacyClaims({ ...claims, ...change })).toEqual({
      ok: false,
      robotId: null,
      problem: 'it is no robot account’s token',
    })
  })

  test.each([
    ['another issuer', { iss: 'harbor' }, /^it cannot be read: iss: /],
    ['no issuer', { iss: undefined }, /^it cannot be read: iss: /],
    ['a registry token’s access', { access: [{ type: 'repository', name: 'a/b', actions: ['pull'] }] }, /access/],
    ['no access', { access: undefined }, /^it cannot be read: access: /],
    ['an end as text', { exp: '4000000000' }, /exp/],
    ['a fraction', { exp: 4_000_000_000.5 }, /exp/],
    ['a denial', { access: [pull, { ...pull, Action: 'push', Effect: 'deny' }] }, /^push on .* has the effect “deny”/],
    ['a denial elsewhere', { access: [pull, { Resource: '/project/7', Action: '*', Effect: 'deny' }] }, /“deny”/],
  ])('%s cannot be understood, and it is known whose it is', (_, change, problem) => {
    const parsed = parseLegacyClaims({ ...claims, ...change })
    expect(parsed).toEqual({ ok: false, robotId: 12, problem: expect.stringMatching(problem) })
  })

  test.each([null, undefined, 1, 'text', []])('not %j', (payload) => {
    expect(parseLegacyClaims(payload)).toMatchObject({ ok: false, robotId: null })
  })
})

describe('what it may do', () => {
  const rights = (...access: [path: string, action: string][]) => {
    const parsed = parseLegacyClaims({ ...claims, access: access.map(([resource, action]) => ({ resource, action })) })
    if (!parsed.ok) throw new Error(parsed.problem)
    return parsed.claims.rights
  }
  const own = '/project/7'

  test.each<[string, [string, string][], string[], string[]]>([
    ['pull', [[`${own}/repository`, 'pull']], ['repository:pull'], []],
    [
      'push, which has always come with pull',
      [[`${own}/repository`, 'push']],
      ['repository:pull', 'repository:push'],
      [],
    ],
    [
      'charts alone, without pull',
      [
        [`${own}/helm-chart`, 'read'],
        [`${own}/helm-chart-version`, 'create'],
      ],
      ['helm-chart-version:create', 'helm-chart:read'],
      [],
    ],
    [
      'more than a registry knows',
      [
        [`${own}/repository`, 'pull'],
        [`${own}/tag`, 'list'],
        [`${own}/repository`, 'delete'],
        [own, 'read'],
      ],
      ['repository:pull'],
      ['tag:list', 'repository:delete', 'read on /project/7'],
    ],
    ['everything at once', [[`${own}/repository`, '*']], [], ['repository:*']],
    ['without a slash', [['repository', 'push']], [], ['push on repository']],
    ['another project', [['/project/70/repository', 'pull']], [], ['pull on /project/70/repository']],
    ['nothing', [], [], []],
  ])('%s', (_, access, keys, leftOut) => {
    const found = rights(...access)
    expect(accessKeys(found.access)).toEqual(keys)
    expect(found.leftOut).toEqual(leftOut)
  })

  test('the same said by the project’s name is not lost where that is its name, and nothing else', () => {
    const twice = rights(
      [`${own}/repository`, 'pull'],
      ['/project/web/repository', 'pull'],
      ['/project/web/tag', 'list'],
    )
    expect(lost(twice, 'web')).toEqual(['list on /project/web/tag'])
    expect(lost(twice, 'shop')).toEqual(['pull on /project/web/repository', 'list on /project/web/tag'])
  })
})
