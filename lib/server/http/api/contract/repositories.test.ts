import { beforeAll, describe, expect, test } from 'vitest'
import { decodeAccess, parseAccessKey } from '@/lib/domain/permissions/access'
import { db } from '../../../store/db'
import { callApi, errorOf, signedIn, useApi, type Credentials } from '../../../testing/api'
import { unique, useDatabase } from '../../../testing/database'
import { makeProject, makeUser } from '../../../testing/make'
import { insertTestRobot } from '../../../testing/world'

useDatabase()
useApi()

let admin: Credentials
beforeAll(async () => {
  admin = await signedIn((await makeUser({ isAdmin: true })).actor)
})

type Pair = { resource: string; action: string; repositories?: string[] | null }
type Entry = { kind: string; namespace: string; repositories?: string[] | null; access: Pair[] }

const pairs = (...keys: string[]): Pair[] => keys.map((key) => parseAccessKey(key) as Pair)
const [pull, push] = ['repository:pull', 'repository:push']
const narrowed = (repositories: string[] | null, ...keys: string[]) =>
  pairs(...keys).map((pair) => ({ ...pair, repositories }))
const entry = (namespace: string, access: Pair[], repositories?: string[] | null): Entry => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access,
  ...(repositories !== undefined && { repositories }),
})

async function create(permissions: Entry[], level = 'system') {
  const body = { name: unique('bot'), level, duration: 1, permissions }
  return callApi('POST', '/robots', { as: admin, body })
}
const storedIn = async (id: number, scopeKey: string | number) =>
  (await db().robotGrant.findFirst({ where: { robotId: id, scopeKey: String(scopeKey) } }))?.access

async function held(...texts: string[]) {
  const project = await makeProject()
  const grants = texts.map((text) => ({ project: project.id, access: decodeAccess(text) }))
  const { id } = await insertTestRobot({ projectId: project.id, grants })
  const told = async () => (await callApi('GET', `/robots/${id}`, { as: admin })).body as { permissions: Entry[] }
  async function put(permissions: Entry[]) {
    const body = { ...(await told()), description: unique('changed'), permissions }
    const answer = await callApi('PUT', `/robots/${id}`, { as: admin, body })
    return answer.status === 200 ? storedIn(id, project.id) : errorOf(answer)
  }
  return { project, id, told, put }
}

describe('what a creation says of repositories', () => {
  const [app, other] = [['apps/*', '!apps/internal/**'], ['base']]
  test.each<[what: string, entries: (name: string) => Entry[], stored: string]>([
    ['nothing: all', (name) => [entry(name, pairs(pull))], 'repository:pull'],
    ['null: nothing', (name) => [entry(name, narrowed(null, pull), null)], 'repository:pull'],
    [
      'of a whole entry',
      (name) => [entry(name, pairs(pull, push), app)],
      '[!apps/internal/** apps/*]repository:pull+repository:push',
    ],
    [
      'of a pair',
      (name) => [entry(name, [...pairs(pull), ...narrowed(app, push)])],
      'repository:pull;[!apps/internal/** apps/*]repository:push',
    ],
    [
      'of a pair, before that of its entry',
      (name) => [entry(name, [...pairs(pull), ...narrowed(other, push)], app)],
      '[!apps/internal/** apps/*]repository:pull;[base]repository:push',
    ],
    ['all of them', (name) => [entry(name, pairs(pull, 'project:read'), ['**'])], 'project:read;repository:pull'],
    [
      'all of them, of a pair',
      (name) => [entry(name, [...pairs(push), ...narrowed(['**'], pull)], app)],
      'repository:pull;[!apps/internal/** apps/*]repository:push',
    ],
    [
      'in several entries of a place',
      (name) => [entry(name, pairs(pull)), entry(name, pairs(push), other), entry(name, pairs(push), app)],
      'repository:pull;[!apps/internal/** apps/*]repository:push;[base]repository:push',
    ],
    ['wide and narrow: wide', (name) => [entry(name, pairs(push), other), entry(name, pairs(push))], 'repository:push'],
  ])('%s', async (_, entries, stored) => {
    const project = await makeProject()
    const { status, body } = await create([...entries(project.name), ...entries('*')])
    expect(status).toBe(201)
    const { id } = body as { id: number }
    expect([await storedIn(id, project.id), await storedIn(id, '*')]).toEqual([stored, stored])
  })

  test.each<[sentence: string | RegExp, access: Pair[], repositories?: string[]]>([
    [/name at least one/, pairs(pull), []],
    [/a pattern is empty/, pairs(pull), ['']],
    [/must not exceed 200/, pairs(pull), ['a'.repeat(201)]],
    [/at most 50 patterns/, pairs(pull), Array.from({ length: 51 }, (_each, at) => `a${at}`)],
    ['bad request repositories: "App": names of repositories are in lower case', pairs(pull), ['App']],
    [/must not hold blanks/, pairs(pull), ['a b']],
    [/can stand in a pattern/, pairs(pull), ['a;repository:push']],
    [/can stand in a pattern/, pairs(pull), ['a]repository:push']],
    [/no two in a row/, narrowed(['a//b'], pull)],
    [/dots alone/, narrowed(['a/../b'], pull)],
    [/whole segments/, narrowed(['a**'], pull)],
    [/no repository can match/, pairs(pull), ['!app']],
    [/no repository can match/, pairs(pull), ['apps/x', '!apps/**']],
    [
      'bad request repositories: project:read: it is about the whole project and cannot be narrowed',
      pairs(pull, 'project:read'),
      ['app'],
    ],
    [/robot:list: .*cannot be narrowed/, narrowed(['app'], 'robot:list')],
    [/20 different lists/, Array.from({ length: 21 }, (_each, at) => narrowed([`a${at}`], pull)).flat()],
    [
      /10050 characters/,
      [1, 2].flatMap((at) =>
        narrowed(
          Array.from({ length: 30 }, (_each, nth) => `${'a'.repeat(190)}${at}x${nth}`),
          pull,
        ),
      ),
    ],
  ])('is refused: %s', async (sentence, access, repositories) => {
    const project = await makeProject()
    const answer = await create([entry(project.name, access, repositories)], 'project')
    expect(answer.status).toBe(400)
    if (typeof sentence === 'string') expect(errorOf(answer)).toBe(`BAD_REQUEST: ${sentence}`)
    else expect(errorOf(answer)).toMatch(sentence)
  })

  test('the system cannot be narrowed, and NUL is no text', async () => {
    expect(errorOf(await create([entry('/', pairs('catalog:read'), ['app'])]))).toMatch(/cannot be narrowed/)
    expect((await create([entry('*', pairs(pull), ['a\0b'])])).status).toBe(422)
  })

  test('several entries of a place cannot hold more together than one', async () => {
    const lists = Array.from({ length: 30 }, (_, at) => entry('*', pairs(pull), [`a${at}`]))
    const answer = await create(lists)
    expect([answer.status, errorOf(answer)]).toEqual([400, expect.stringMatching(/more patterns .* than it can hold/)])
  })
})

describe('what an answer says', () => {
  const effect = 'allow'
  const told = (key: string, repositories?: string[]) => ({
    ...parseAccessKey(key),
    effect,
    ...(repositories && { repositories }),
  })
  test.each<[text: string, entry: object]>([
    ['repository:pull,push', { access: [told(pull), told(push)] }],
    ['[!b apps/*]repository:pull+tag:list', { repositories: ['!b', 'apps/*'], access: [told(pull), told('tag:list')] }],
    ['repository:pull;[base]repository:push', { access: [told(pull), told(push, ['base'])] }],
    ['project:read;[base]repository:pull', { access: [told('project:read'), told(pull, ['base'])] }],
    ['[a]repository:pull;[b]repository:pull', { access: [told(pull, ['a']), told(pull, ['b'])] }],
    ['tag:list;[a]repository:pull', { access: [told(pull, ['a']), told('tag:list')] }],
  ])('of %s', async (text, expected) => {
    const { project, told: ask, put } = await held(text)
    const { permissions } = await ask()
    expect(permissions).toEqual([{ kind: 'project', namespace: project.name, ...expected }])
    // What was answered can be sent.
    expect(await put(permissions)).toBe(text)
    const made = await create(permissions, 'project')
    expect(await storedIn((made.body as { id: number }).id, project.id)).toBe(text)
    const list = await callApi('GET', `/robots?q=Level%3Dproject%2CProjectID%3D${project.id}`, { as: admin })
    expect((list.body as { permissions: Entry[] }[])[0]!.permissions).toEqual(permissions)
  })
})

describe('what an update leaves unsaid', () => {
  test.each<[what: string, text: string, access: string[], stored: string]>([
    ['keeps what is held', '[a]repository:pull+repository:push', [pull, push], '[a]repository:pull+repository:push'],
    [
      'keeps both groups',
      'repository:pull;[a]repository:push;[b]repository:push',
      [pull, push],
      'repository:pull;[a]repository:push;[b]repository:push',
    ],
    ['takes away', '[a]repository:pull+repository:push', [pull], '[a]repository:pull'],
    [
      'narrows what is new, where all is narrowed',
      '[a]repository:pull',
      [pull, push],
      '[a]repository:pull+repository:push',
    ],
    [
      'in each of the groups',
      'project:read;[a]repository:pull;[b]tag:list',
      [pull, push, 'tag:list'],
      '[a]repository:pull+repository:push;[b]repository:push+tag:list',
    ],
    [
      'but nothing that is about the project',
      '[a]repository:pull',
      [pull, 'project:read'],
      'project:read;[a]repository:pull',
    ],
    [
      'and not where some is wide',
      'repository:pull;[a]repository:push',
      [pull, push, 'tag:list'],
      'repository:pull;tag:list;[a]repository:push',
    ],
    [
      'of one that holds nothing there to be narrowed',
      'project:read',
      ['project:read', pull],
      'project:read;repository:pull',
    ],
  ])('%s', async (_, text, access, stored) => {
    const { project, put } = await held(text)
    expect(await put([entry(project.name, pairs(...access))])).toBe(stored)
  })

  test('says so for what it does say', async () => {
    const { project, put } = await held('[a]repository:pull+repository:push')
    expect(await put([entry(project.name, [...pairs(pull), ...narrowed(['b'], push)])])).toBe(
      '[a]repository:pull;[b]repository:push',
    )
    expect(await put([entry(project.name, [...narrowed(['**'], pull), ...pairs(push)])])).toBe(
      'repository:pull;[b]repository:push',
    )
    expect(await put([entry(project.name, pairs(pull, push), ['**'])])).toBe('repository:pull,push')
    expect(await put([entry(project.name, pairs(pull, 'project:read'), ['a'])])).toMatch(/cannot be narrowed/)
  })

  test('each place by itself', async () => {
    const [one, two] = [await makeProject(), await makeProject()]
    const access = (text: string) => decodeAccess(text)
    const { id } = await insertTestRobot({
      grants: [
        { project: '*', access: access('[a]repository:pull') },
        { project: one.id, access: access('[b]repository:pull+repository:push') },
      ],
    })
    const { body } = await callApi('GET', `/robots/${id}`, { as: admin })
    const permissions = ['*', one.name, two.name].map((name) => entry(name, pairs(pull, push)))
    await callApi('PUT', `/robots/${id}`, {
      as: admin,
      body: { ...(body as object), permissions, description: 'more' },
    })
    expect([await storedIn(id, '*'), await storedIn(id, one.id), await storedIn(id, two.id)]).toEqual([
      '[a]repository:pull+repository:push',
      '[b]repository:pull+repository:push',
      'repository:pull,push',
    ])
  })
})

test('a narrowed permission is none of the project as a whole', async () => {
  const project = await makeProject()
  const row = async (text: string) =>
    (await insertTestRobot({ projectId: project.id, grants: [{ project: project.id, access: decodeAccess(text) }] })).as
  // Such a text is not written by anybody here: project:read cannot be narrowed.
  const [narrow, wide] = [await row('[**/*]project:read'), await row('project:read')]
  expect((await callApi('GET', `/projects/${project.id}`, { as: wide })).status).toBe(200)
  expect((await callApi('GET', `/projects/${project.id}`, { as: narrow })).status).toBe(403)
  const own = async (as: Credentials) =>
    (await callApi('GET', `/users/current/permissions?scope=/project/${project.id}&relative=true`, { as })).body
  expect(await own(await row('repository:pull'))).toEqual([{ resource: 'repository', action: 'pull' }])
  expect(await own(await row('[app]repository:pull'))).toEqual([])
})
