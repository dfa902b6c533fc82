import { describe, expect, test } from 'vitest'
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

/** An entry that says nothing. */
const nothing = {
  account: '',
  token: null,
  robotId: null,
  projectId: null,
  description: null,
  disabled: null,
  expiresAt: undefined,
  createdAt: null,
  rights: null,
}

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
      entries: [{ position: 1, ok: true, entry: { ...nothing, account: 'ci', token } }],
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
  test('as it is, pull coming with push', () => {
    expect(only(listed)).toEqual({
      position: 1,
      ok: true,
      entry: {
        account: 'ci',
        token: null,
        robotId: 12,
        projectId: 7,
        description: 'builds',
        disabled: false,
        expiresAt: 4_000_000_000,
        createdAt: new Date('2020-05-01T10:00:00.123Z'),
        rights: { access: [pull, push], leftOut: [] },
      },
    })
  })

  test('what it may leave out', () => {
    const { id, name, expires_at, disabled, project_id } = listed
    expect(only({ id, name, expires_at, disabled, project_id })).toMatchObject({
      entry: { description: null, createdAt: null, rights: null },
    })
    expect(only({ ...listed, expires_at: -1, token })).toMatchObject({ entry: { token, expiresAt: null } })
    expect(only({ ...listed, token: '' })).toMatchObject({ ok: true, entry: { token: null } })
  })

  test.each([
    ['no name', { name: undefined }, /^name: /],
    ['a blank in the name', { name: 'robot$a b' }, /^name: is empty, too long, or has/],
    ['a colon in the name', { name: 'robot$a:b' }, /^name: is empty, too long, or has/],
    ['a name of today', { name: 'robot$project+ci' }, /^name: is empty, too long, or has/],
    ['a control character', { name: 'robot$a\u001B[2J' }, /^name: is empty, too long, or has/],
    ['nothing but the prefix', { name: 'robot$' }, /^name: is empty, too long, or has/],
    ['an id in quotes', { id: '12' }, /^id: /],
    ['no project', { project_id: undefined }, /^project_id: /],
    ['project 0', { project_id: 0 }, /^project_id: /],
    ['an end that is no number', { expires_at: 'never' }, /^expires_at: /],
    ['an end of -2', { expires_at: -2 }, /^expires_at: /],
    ['disabled as text', { disabled: 'true' }, /^disabled: /],
    ['no access', { access: [] }, /^access: is empty/],
    ['a denial', { access: [{ resource: '/project/7/repository', action: 'pull', effect: 'deny' }] }, /“deny”/],
    ['a token that is none', { token: 'secret' }, /^token: is no JSON Web Token/],
    ['a description that PostgreSQL cannot store', { description: 'a\0b' }, /^description: /],
    ['two words about its state', { disable: false }, /^disabled: |^level: /],
    ['a state of the other form', { disabled: undefined, disable: true }, /^level: /],
  ])('%s', (_, change, problem) => {
    expect(only({ ...listed, ...change })).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })
})

describe('an entry of the lists since 2.2', () => {
  const later = {
    id: 12,
    name: 'robot$ci',
    level: 'project',
    disable: true,
    editable: false,
    expires_at: -1,
    permissions: [],
    creation_time: '2020-05-01T10:00:00.123Z',
  }

  test('as it is: without a project', () => {
    expect(only(later)).toMatchObject({
      ok: true,
      entry: {
        ...nothing,
        account: 'ci',
        robotId: 12,
        disabled: true,
        expiresAt: null,
        createdAt: new Date(later.creation_time),
      },
    })
    expect(only({ ...later, permissions: undefined, project_id: 7 })).toMatchObject({
      ok: true,
      entry: { projectId: 7 },
    })
  })

  test.each([
    ['no state', { disable: undefined }, /^disable: /],
    ['the state of the other form beside it', { disabled: false }, /^disabled: /],
    ['a robot of the system', { level: 'system' }, /^level: /],
    ['nothing about its kind', { editable: undefined }, /^editable: /],
    ['permissions, as only robots of today have', { permissions: [{}] }, /^permissions: must be empty/],
    ['access without a project', { access: listed.access }, /^project_id: /],
    ['a robot of today', { editable: true }, /Harbor 2.2 or later/],
    ['a secret', { secret: 'Secret-1' }, /Harbor 2.2 or later/],
  ])('%s', (_, change, problem) => {
    expect(only({ ...later, ...change })).toMatchObject({
      ok: false,
      robotId: 12,
      problem: expect.stringMatching(problem),
    })
  })
})

describe('a token file', () => {
  test('what else it says counts', () => {
    expect(only({ name: 'ci', token: `${token}\n`, disabled: true, expires_at: 5, comment: 'x' })).toMatchObject({
      entry: { ...nothing, account: 'ci', token, disabled: true, expiresAt: 5 },
    })
  })

  test.each([
    ['no token', { token: '' }, /^token: /],
    ['disabled as text', { disabled: 'true' }, /^disabled: /],
    ['a state in the words of later lists', { disable: true }, /^disable: /],
  ])('%s', (_, change, problem) => {
    expect(only({ name: 'ci', token, ...change })).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })
})

describe('whom an entry is about that cannot be read', () => {
  test.each([
    ['by its id and name', { ...listed, disabled: 1 }, 12, 'robot$ci'],
    ['by an id in quotes', { ...listed, id: '12' }, 12, 'robot$ci'],
    ['by its id alone', { ...listed, name: 5 }, 12, null],
    ['by its name alone', { ...listed, id: -1 }, null, 'robot$ci'],
    ['neither id nor token', { name: 'robot$ci', disabled: true }, null, 'robot$ci'],
  ])('%s', (_, value, robotId, name) => {
    expect(only(value)).toMatchObject({ ok: false, robotId, name })
  })

  test('one about nobody spoils the file', () => {
    expect(parseLegacyExport(JSON.stringify([listed, { disabled: true }]))).toEqual({
      ok: false,
      problem: 'does not say whom its entry 2 is about: no name, no id',
    })
  })
})
