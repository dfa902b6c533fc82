import { describe, expect, test } from 'vitest'
import { parseLegacyClaims } from './legacy-claims'
import { parseLegacyExport } from './legacy-export'

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJpZCI6MX0.c2lnbmF0dXJl'
const listed = {
  id: 12,
  name: 'robot$ci',
  description: 'builds',
  expires_at: 4_000_000_000,
  disabled: false,
  project_id: 7,
  creation_time: '2020-05-01T10:00:00.123456Z',
  update_time: '2020-05-01T10:00:00Z',
  access: [{ resource: '/project/7/repository', action: 'push' }],
}
const pull = { resource: 'repository', action: 'pull' }
const push = { resource: 'repository', action: 'push' }

const only = (value: unknown) => {
  const parsed = parseLegacyExport(JSON.stringify(value))
  return parsed.ok ? parsed.entries[0]! : parsed
}

describe('files', () => {
  test.each([
    ['', 'is not JSON'],
    ['{name: "robot$ci"}', 'is not JSON'],
    ['[{"name": "robot$ci"', 'is not JSON'],
    ['[]', 'holds no entries'],
    ['"robot$ci"', 'must hold one robot account or a list of them, each a JSON object'],
    ['null', 'must hold one robot account or a list of them, each a JSON object'],
    ['[1]', 'must hold one robot account or a list of them, each a JSON object'],
    ['[[{}]]', 'must hold one robot account or a list of them, each a JSON object'],
  ])('%j %s', (text, problem) => {
    expect(parseLegacyExport(text)).toEqual({ ok: false, problem })
  })

  test('one entry or a list of both kinds, with or without a byte order mark', () => {
    const file = { name: 'robot$ci', token }
    expect(parseLegacyExport(`\uFEFF${JSON.stringify(file)}\n`)).toEqual({
      ok: true,
      entries: [{ position: 1, ok: true, entry: { account: 'ci', token, listed: null } }],
    })
    expect(parseLegacyExport(JSON.stringify([file, listed]))).toMatchObject({
      entries: [
        { position: 1, ok: true },
        { position: 2, ok: true },
      ],
    })
  })
})

describe('an entry of the list', () => {
  test('as it is, pull always among its rights', () => {
    expect(only(listed)).toEqual({
      position: 1,
      ok: true,
      entry: {
        account: 'ci',
        token: null,
        listed: {
          robotId: 12,
          projectId: 7,
          description: 'builds',
          disabled: false,
          expiresAt: 4_000_000_000,
          createdAt: new Date('2020-05-01T10:00:00.123Z'),
          access: [pull, push],
        },
      },
    })
  })

  test('what it may leave out', () => {
    const { id, name, expires_at, disabled, project_id } = listed
    expect(only({ id, name, expires_at, disabled, project_id })).toMatchObject({
      entry: { listed: { description: '', createdAt: null, access: null } },
    })
    expect(only({ ...listed, expires_at: -1, token })).toMatchObject({ entry: { token, listed: { expiresAt: null } } })
  })

  test.each([
    ['no name', { name: undefined }, /^name: /],
    ['a blank in the name', { name: 'robot$a b' }, /^name: is no name/],
    ['a colon in the name', { name: 'robot$a:b' }, /^name: is no name/],
    ['a name of today', { name: 'robot$project+ci' }, /^name: is no name/],
    ['a control character', { name: 'robot$a\u001B[2J' }, /^name: is no name/],
    ['nothing but the prefix', { name: 'robot$' }, /^name: is no name/],
    ['an id in quotes', { id: '12' }, /^id: /],
    ['no project', { project_id: undefined }, /^project_id: /],
    ['project 0', { project_id: 0 }, /^project_id: /],
    ['an end that is no number', { expires_at: 'never' }, /^expires_at: /],
    ['an end of -2', { expires_at: -2 }, /^expires_at: /],
    ['disabled as text', { disabled: 'true' }, /^disabled: /],
    ['no access', { access: [] }, /^access: is empty/],
    ['more than it could have', { access: [{ resource: '/project/7/repository', action: 'delete' }] }, /delete on/],
    ['every action', { access: [{ resource: '/project/7/repository', action: '*' }] }, /\* on/],
    ['the system', { access: [{ resource: '/repository', action: 'pull' }] }, /pull on \/repository/],
    ['a denial', { access: [{ resource: '/project/7/repository', action: 'pull', effect: 'deny' }] }, /pull on/],
    ['another project', { access: [{ resource: '/project/8/repository', action: 'pull' }] }, /another project/],
    ['a token that is none', { token: 'secret' }, /^token: is no JSON Web Token/],
  ])('%s', (_, change, problem) => {
    expect(only({ ...listed, ...change })).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })
})

describe('claims', () => {
  const claims = {
    id: 12,
    pid: 7,
    access: [{ Resource: '/project/7/repository', Action: 'pull', Effect: '' }],
    iss: 'harbor-token-defaultIssuer',
    iat: 1_588_327_200,
    exp: 4_000_000_000,
  }

  test('in either spelling', () => {
    expect(parseLegacyClaims(claims)).toEqual({
      robotId: 12,
      projectId: 7,
      access: [pull],
      expiresAt: 4_000_000_000,
      issuedAt: new Date('2020-05-01T10:00:00Z'),
    })
    const charts = ['helm-chart', 'helm-chart-version'].map((resource, at) => ({
      resource: `/project/7/${resource}`,
      action: ['read', 'create'][at],
      effect: 'allow',
    }))
    expect(parseLegacyClaims({ ...claims, exp: undefined, access: charts })).toMatchObject({
      expiresAt: null,
      access: [pull, { resource: 'helm-chart', action: 'read' }, { resource: 'helm-chart-version', action: 'create' }],
    })
  })

  test.each([
    ['a registry token of the same key', { iss: 'harbor-token-issuer' }],
    ['its access', { access: [{ type: 'repository', name: 'library/app', actions: ['pull'] }] }],
    ['no id', { id: undefined }],
    ['an id as text', { id: '12' }],
    ['no project', { pid: undefined }],
    ['a negative project', { pid: -7 }],
    ['no access', { access: undefined }],
    ['empty access', { access: [] }],
    ['a right in another project', { access: [{ Resource: '/project/70/repository', Action: 'pull' }] }],
    ['an end as text', { exp: '4000000000' }],
    ['a fraction', { exp: 4_000_000_000.5 }],
  ])('not %s', (_, change) => {
    expect(parseLegacyClaims({ ...claims, ...change })).toBeNull()
  })

  test.each([null, undefined, 1, 'text', []])('not %j', (payload) => {
    expect(parseLegacyClaims(payload)).toBeNull()
  })
})
