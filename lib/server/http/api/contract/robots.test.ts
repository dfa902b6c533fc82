import { beforeAll, describe, expect, test } from 'vitest'
import { basic, callApi, errorOf, signedIn, useApi, type Credentials } from '../../../testing/api'
import { refreshedSecret, robotAnswer, robotCreated } from '@/lib/domain/wire/robot'
import { setClock } from '../../../clock'
import { db } from '../../../store/db'
import { unique, useDatabase } from '../../../testing/database'
import { makeMember, makeProject, makeRobot, makeUser } from '../../../testing/make'

useDatabase()
useApi()

const pull = { resource: 'repository', action: 'pull' }
const permission = (namespace: string, ...access: object[]) => ({ kind: 'project', namespace, access })
const system = (...access: object[]) => ({ kind: 'system', namespace: '/', access })
let admin: Credentials
beforeAll(async () => {
  const { id, username } = await makeUser({ isAdmin: true })
  admin = await signedIn({ id, name: username })
})

async function projectBody(more: object = {}) {
  const project = await makeProject()
  const body = { name: unique('bot'), level: 'project', duration: 7, permissions: [permission(project.name, pull)] }
  return { project, body: { ...body, ...more } }
}
const systemBody = (more: object = {}) => ({
  name: unique('bot'),
  level: 'system',
  duration: -1,
  permissions: [system({ resource: 'project', action: 'list' })],
  ...more,
})
const create = async (body: object, as = admin) => callApi('POST', '/robots', { as, body })
const made = async (body: object) => (await create(body)).body as { id: number; name: string; secret: string }

describe('POST /robots', () => {
  test('201, where it is, and the secret once', async () => {
    setClock(() => new Date('2026-03-01T12:00:00.500Z'))
    const { project, body } = await projectBody({ description: 'builds' })
    const answer = await create(body)
    expect(answer.status).toBe(201)
    const created = robotCreated.strict().parse(answer.body)
    expect(answer.headers.get('location')).toBe(`/api/v2.0/robots/${created.id}`)
    expect(created).toMatchObject({ name: `robot$${project.name}+${body.name}`, expires_at: 1_772_971_200 })
    expect(created.creation_time).toBe('2026-03-01T12:00:00.500Z')
    expect((await callApi('GET', '/systeminfo', { as: basic(created.name, created.secret!) })).status).toBe(200)
  })

  test('a robot of the system: here, everywhere and in projects', async () => {
    const project = await makeProject()
    const permissions = [
      system({ resource: 'audit-log', action: 'list' }),
      permission('*', pull),
      permission(project.name, { resource: 'tag', action: 'list', effect: 'allow' }),
      permission(project.name, pull),
    ]
    const { id } = await made(systemBody({ permissions }))
    const { body } = await callApi('GET', `/robots/${id}`, { as: admin })
    expect(body).toMatchObject({
      level: 'system',
      expires_at: -1,
      permissions: [
        { kind: 'system', namespace: '/', access: [{ resource: 'audit-log', action: 'list', effect: 'allow' }] },
        { kind: 'project', namespace: '*' },
        { kind: 'project', namespace: project.name, access: [{ resource: 'repository' }, { resource: 'tag' }] },
      ],
    })
  })

  test('a given secret is taken and not echoed; disable is honoured; no duration is the system’s', async () => {
    const { body } = await projectBody({ secret: 'Chosen-Secret-1', disable: true, duration: undefined })
    const answer = await create(body)
    expect(Object.keys(answer.body as object).sort()).toEqual(['creation_time', 'expires_at', 'id', 'name'])
    const row = await db().robot.findFirstOrThrow({ where: { name: body.name }, include: { secrets: true } })
    expect(row).toMatchObject({ disabled: true, durationDays: 30, secrets: [{ scheme: 'argon2id' }] })
  })

  test.each([
    [{ name: 'Bad' }, 'robot name is not in lower case or contains illegal characters'],
    [{ name: undefined }, 'robot name is not in lower case or contains illegal characters'],
    [{ name: 'a'.repeat(256) }, 'robot name must not exceed 255 characters'],
    [{ duration: 0 }, 'bad request error duration input: 0, duration must be either -1(Never) or a positive integer'],
    [
      { duration: 2_147_483_647, level: 'x' },
      'bad request error duration input: 2147483647, duration must be either -1(Never) or a positive integer',
    ],
    [{ description: 'x'.repeat(1025) }, 'robot description must not exceed 1024 characters'],
    [{ level: 'x', permissions: [] }, 'bad request error level input: x'],
    [{ permissions: [] }, 'bad request empty permission'],
    [{ permissions: null }, 'bad request empty permission'],
    [{ permissions: [null] }, 'bad request empty permission'],
    [{ permissions: [{ kind: 'project', namespace: 'a', access: [] }] }, 'bad request empty access'],
    [{ permissions: [{ kind: 'project', namespace: 'a', access: [null] }] }, 'bad request empty access'],
    [{ permissions: [permission('a', pull), permission('b', pull)] }, 'bad request permission'],
    [
      { permissions: [permission('a', { resource: 'robot', action: 'update' })] },
      'bad request permission: robot:update',
    ],
    [{ permissions: [permission('a', { resource: '*', action: '*' })] }, 'bad request permission: *:*'],
    [{ permissions: [{ kind: 'x', namespace: 'a', access: [pull] }] }, 'bad request permission level: x'],
    [{ permissions: [permission('a', { ...pull, effect: 'deny' })] }, 'bad request permission effect: deny'],
    [{ secret: 'short' }, expect.stringContaining('8 to 128')],
    [{ secret: 'Chosen-1', description: 'is Chosen-1' }, expect.stringContaining('the description holds the secret')],
  ])('%j is a 400 with Harbor’s sentence', async (more, message) => {
    const { body } = await projectBody(more)
    const answer = await create(body)
    expect([answer.status, (answer.body as { errors: object[] }).errors]).toEqual([
      400,
      [{ code: 'BAD_REQUEST', message }],
    ])
  })

  test.each([
    ['', 'body in body is required'],
    ['{', 'body in body is no valid JSON'],
    ['[]', 'body in body must be of type object'],
    ['{"name":3}', 'name in body must be of type string'],
    ['{"duration":1.5}', 'duration in body must be of type int64'],
    ['{"permissions":[{"access":3}]}', 'permissions.0.access in body must be of type array'],
    ['{"description":"\\u0000"}', 'description in body must be text without NUL characters'],
    ['{"description":"\\ud800"}', 'description in body must be text without NUL characters'],
  ])('%s is a 422', async (body, sentence) => {
    const answer = await callApi('POST', '/robots', { as: admin, body })
    expect([answer.status, errorOf(answer)]).toEqual([
      422,
      `UNPROCESSABLE_ENTITY: validation failure list:\n${sentence}`,
    ])
  })

  test('a body beyond 1 MB is a 413', async () => {
    const answer = await callApi('POST', '/robots', { as: admin, body: `{"name":"${'a'.repeat(1_000_000)}"}` })
    expect([answer.status, errorOf(answer)]).toEqual([413, 'REQUEST_ENTITY_TOO_LARGE: the request body is too large'])
  })

  test('who calls is asked before what is sent', async () => {
    expect((await callApi('POST', '/robots', { body: '{' })).status).toBe(401)
    expect((await callApi('POST', '/robots', { as: basic('robot$none', 'x'), body: '{' })).status).toBe(401)
  })

  test('a project that does not exist, a name that is taken, a namespace that is none', async () => {
    const { project, body } = await projectBody({ permissions: [permission(unique('none'), pull)] })
    expect((await create(body)).status).toBe(404)
    expect((await create(systemBody({ permissions: [permission(unique('none'), pull)] }))).status).toBe(404)
    const outsider = await makeUser()
    const as = await signedIn({ id: outsider.id, name: outsider.username })
    expect(errorOf(await create(body, as))).toMatch(/^FORBIDDEN/)
    const foreign = { ...body, permissions: [permission(project.name, pull)] }
    expect((await create(foreign, as)).text).toBe((await create(body, as)).text)
    const taken = { ...body, permissions: [permission(project.name, pull)] }
    await create(taken)
    expect(errorOf(await create(taken))).toBe(`CONFLICT: robot account ${project.id}:${body.name} already exists`)
    const twice = systemBody()
    await create(twice)
    expect(errorOf(await create(twice))).toBe(`CONFLICT: robot account 0:${twice.name} already exists`)
    const wrong = { kind: 'system', namespace: 'x', access: [{ resource: 'project', action: 'list' }] }
    expect(errorOf(await create(systemBody({ permissions: [wrong] })))).toBe('BAD_REQUEST: unknown namespace')
    const long = { ...body, name: 'a'.repeat(255), permissions: [permission(project.name, pull)] }
    expect((await create(long)).status).toBe(400)
  })
})

test('of many creations of one name at the same moment exactly one succeeds', async () => {
  for (const body of [(await projectBody()).body, systemBody()]) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)])
    expect(await db().robot.count({ where: { name: body.name } })).toBe(1)
  }
})

test('of edits at the same moment each is whole, and one at least is told 200', async () => {
  const { id } = await made((await projectBody()).body)
  const before = (await callApi('GET', `/robots/${id}`, { as: admin })).body as object
  const edit = (duration: number) =>
    callApi('PUT', `/robots/${id}`, { as: admin, body: { ...before, duration, description: `for ${duration}` } })
  const statuses = (await Promise.all([11, 12, 13, 14, 15].map(edit))).map(({ status }) => status)
  expect(statuses).toContain(200)
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([])
  const { duration, description } = (await callApi('GET', `/robots/${id}`, { as: admin })).body as Record<
    string,
    unknown
  >
  expect(description).toBe(`for ${duration}`)
})

describe('GET /robots and /robots/{id}', () => {
  test('a list with its headers, and one of its rows', async () => {
    const project = await makeProject()
    for (const name of ['a', 'b', 'c']) await makeRobot(project, { name, description: name })
    const q = encodeURIComponent(`Level=project,ProjectID=${project.id}`)
    const answer = await callApi('GET', `/robots?q=${q}&page=2&page_size=1`, { as: admin })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-total-count')).toBe('3')
    expect(answer.headers.get('link')).toMatch(/rel="prev" , <.*page=3&page_size=1&q=.*>; rel="next"$/)
    const rows = robotAnswer.strict().array().parse(answer.body)
    expect(rows).toMatchObject([{ name: `robot$${project.name}+b` }])
    const one = await callApi('GET', `/robots/${rows[0]!.id}`, { as: admin })
    expect([one.status, one.body]).toEqual([200, rows[0]])
    expect(one.headers.get('content-type')).toBe('application/json')
  })

  test.each(['x', '1.5', '9223372036854775808'])('the id %s is a 422', async (id) => {
    const answer = await callApi('GET', `/robots/${id}`, { as: admin })
    expect(errorOf(answer)).toMatch(/robot_id in path must be of type int64: "/)
    expect(answer.status).toBe(422)
  })

  test.each(['0', '-1', '9007199254740993'])('the id %s is nobody’s', async (id) => {
    for (const [method, body] of [['GET'], ['PUT', systemBody()], ['PATCH', {}], ['DELETE']] as const) {
      const answer = await callApi(method, `/robots/${id}`, { as: admin, body })
      expect([method, answer.status]).toEqual([method, 404])
    }
  })

  test('a page size of 0 or less is everything, whatever the page', async () => {
    const project = await makeProject()
    for (const name of 'abcdefghijkl') await makeRobot(project, { name })
    const q = encodeURIComponent(`Level=project,ProjectID=${project.id}`)
    for (const paging of ['page=0&page_size=0', 'page_size=-1', 'page=7&page_size=0']) {
      const { body, headers } = await callApi('GET', `/robots?q=${q}&${paging}`, { as: admin })
      expect(body).toHaveLength(12)
      expect([headers.get('x-total-count'), headers.get('link')]).toEqual(['12', null])
    }
    const first = await callApi('GET', `/robots?q=${q}&page=-1`, { as: admin })
    expect(first.body).toHaveLength(10)
    expect(first.headers.get('link')).toMatch(/^<[^<]*page=2&page_size=10&q=[^<]*>; rel="next"$/)
  })

  test('nobody’s robot', async () => {
    expect(errorOf(await callApi('GET', '/robots/2147483647', { as: admin }))).toMatch(/^NOT_FOUND/)
  })
})

describe('PUT /robots/{id}', () => {
  const full = async (id: number) =>
    (await callApi('GET', `/robots/${id}`, { as: admin })).body as Record<string, unknown>
  const put = (id: number, body: object) => callApi('PUT', `/robots/${id}`, { as: admin, body })

  test('replaces what may change, and nothing else', async () => {
    const { body } = await projectBody({ description: 'old' })
    const { id } = await made(body)
    const before = await full(id)
    const permissions = [
      permission((body.permissions[0] as { namespace: string }).namespace, pull, { resource: 'tag', action: 'list' }),
    ]
    const answer = await put(id, {
      ...before,
      description: undefined,
      disable: true,
      duration: 9,
      permissions,
      secret: 'x',
      expires_at: 1,
      creator_ref: 99,
      editable: false,
    })
    expect([answer.status, answer.text]).toEqual([200, ''])
    const after = await full(id)
    expect(after).not.toHaveProperty('description')
    expect(after).toMatchObject({ disable: true, duration: 9, editable: true, creator_ref: before['creator_ref'] })
    expect(after['expires_at']).toBe((before['expires_at'] as number) + 2 * 86_400)
    expect((after['permissions'] as { access: object[] }[])[0]!.access).toHaveLength(2)
    expect((await db().robotSecret.findFirstOrThrow({ where: { robotId: id } })).scheme).toBe('sha256')
    await put(id, { ...after, duration: undefined })
    expect(await full(id)).toMatchObject({ duration: 9, disable: true })
  })

  test('a robot of the system loses the places that are not named any more', async () => {
    const [one, two] = [await makeProject(), await makeProject()]
    const { id } = await made(
      systemBody({ permissions: [permission(one.name, pull), system({ resource: 'quota', action: 'list' })] }),
    )
    const before = await full(id)
    expect((await put(id, { ...before, permissions: [permission(two.name, pull)] })).status).toBe(200)
    expect((await full(id))['permissions']).toMatchObject([{ namespace: two.name }])
  })

  test('Harbor’s refusals, and nothing changed by them', async () => {
    const { body } = await projectBody()
    const { id } = await made(body)
    const before = await full(id)
    const other = await makeProject()
    const refusals = [
      [{ duration: 0 }, 'BAD_REQUEST: bad request error duration input: 0'],
      [{ permissions: [] }, 'BAD_REQUEST: bad request empty permission'],
      [{ permissions: [permission(other.name, pull)] }, 'BAD_REQUEST: cannot update the project id of robot'],
      [{ name: body.name }, 'BAD_REQUEST: cannot update the level or name of robot'],
      [
        { level: 'system', permissions: [system({ resource: 'quota', action: 'list' })] },
        'BAD_REQUEST: cannot update the level or name of robot',
      ],
    ] as const
    for (const [more, message] of refusals) expect(errorOf(await put(id, { ...before, ...more }))).toContain(message)
    expect(await full(id)).toEqual(before)
    await db().robot.update({ where: { id }, data: { legacy: true } })
    const legacy = { ...(await full(id)), description: 'edited' }
    expect(errorOf(await put(id, legacy))).toBe('DENIED: editing of legacy robot is not allowed')
    expect((await put(2_147_483_647, before)).status).toBe(404)
  })
})

describe('PUT that says nothing but whether a robot is disabled', () => {
  const full = async (id: number) =>
    (await callApi('GET', `/robots/${id}`, { as: admin })).body as Record<string, unknown>
  const put = async (id: number, body: object, as = admin) => {
    const answer = await callApi('PUT', `/robots/${id}`, { as, body })
    return answer.status === 200 ? 200 : errorOf(answer)
  }
  const row = (id: number) => db().robot.findUniqueOrThrow({ where: { id }, include: { grants: true } })
  const goneProject = async () => {
    const project = await makeProject()
    return { project, remove: () => db().project.delete({ where: { id: project.id } }) }
  }

  /** Robots of which something would not be taken today. */
  const robots: [string, () => Promise<number>][] = [
    [
      'whose only project is gone',
      async () => {
        const { project, remove } = await goneProject()
        const { id } = await made(systemBody({ permissions: [permission(project.name, pull)] }))
        await remove()
        return id
      },
    ],
    ...Object.entries({
      'of old': { legacy: true, description: 'made in 2020' },
      'with a duration that is none': { durationDays: 0 },
      'with a duration beyond all': { durationDays: 2 ** 31 - 1 },
      'that has expired': { expiresAt: 1n },
      'with a name against today’s rules': { name: 'Old_Name!' },
      'with a long description': { description: 'x'.repeat(2_000) },
    }).map(([what, data]): [string, () => Promise<number>] => [
      what,
      async () => {
        const { id } = await made((await projectBody()).body)
        await db().robot.update({ where: { id }, data })
        return id
      },
    ]),
    ...Object.entries({ 'with a permission that is none any more': 'chart:pull', 'with an empty permission': '' }).map(
      ([what, access]): [string, () => Promise<number>] => [
        what,
        async () => {
          const { id } = await made((await projectBody()).body)
          await db().robotGrant.updateMany({ where: { robotId: id }, data: { access } })
          return id
        },
      ],
    ),
  ]

  test.each(robots)('stops and starts a robot %s', async (_, make) => {
    const id = await make()
    const [before, stored] = [await full(id), await row(id)]
    expect(await put(id, { ...before, disable: true })).toBe(200)
    expect(await full(id)).toEqual({ ...before, disable: true, update_time: expect.any(String) })
    expect(await put(id, { ...before, disable: true })).toBe(200)
    expect(await put(id, { disable: false })).toBe(200)
    expect(await put(id, { disable: true })).toBe(200)
    expect(await put(id, { name: before['name'], level: before['level'], disable: false })).toBe(200)
    expect(await row(id)).toEqual({ ...stored, updatedAt: expect.any(Date) })
    const audit = await db().auditEvent.findMany({
      where: { resourceType: 'robot', resourceId: id, NOT: { operation: 'robot.create' } },
      orderBy: { id: 'asc' },
    })
    expect(audit.map(({ operation }) => operation)).toEqual([
      'robot.disable',
      'robot.disable',
      'robot.enable',
      'robot.disable',
      'robot.enable',
    ])
    expect(audit[0]).toMatchObject({ before: '{"disabled":false}', after: '{"disabled":true}' })
  })

  test('by a copy that names a project which is gone', async () => {
    const [{ project, remove }, other] = [await goneProject(), await makeProject()]
    const permissions = [permission(project.name, pull), permission(other.name, pull)]
    const { id } = await made(systemBody({ permissions }))
    const copy = await full(id)
    await remove()
    expect(await put(id, { ...copy, disable: true })).toBe(200)
    expect(await row(id)).toMatchObject({ disabled: true, grants: [{ projectId: other.id }] })
  })

  test('a project’s robot tells by it no other project that exists', async () => {
    const { project, body } = await projectBody()
    const { id } = await made(body)
    const as = await signedIn(project.admin)
    const copy = await full(id)
    const naming = (name: string) => ({
      ...copy,
      disable: true,
      permissions: [permission(project.name, pull), permission(name, pull)],
    })
    const answers = [await put(id, naming((await makeProject()).name), as), await put(id, naming(unique('none')), as)]
    expect(answers).toEqual(Array(2).fill('BAD_REQUEST: bad request permission'))
    expect((await row(id)).disabled).toBe(false)
  })

  test.each<[string, object]>([
    ['another description', { description: 'edited' }],
    ['another duration', { duration: 8 }],
    ['another name', { name: 'robot$other' }],
    ['another level', { level: 'system' }],
    ['another permission', { permissions: [permission('x', pull, { resource: 'tag', action: 'list' })] }],
    ['no permission', { permissions: [] }],
    ['a null', { permissions: [null] }],
    ['an effect', { permissions: [permission('x', { ...pull, effect: 'deny' })] }],
    ['half a permission', { permissions: [permission('x', { resource: 'repository' })] }],
  ])('%s beside it is an edit, and judged as one', async (_, more) => {
    const { project, body } = await projectBody()
    const { id } = await made(body)
    await db().robot.update({ where: { id }, data: { legacy: true } })
    const sent = JSON.parse(
      JSON.stringify({ ...(await full(id)), ...more, disable: true }).replace('"x"', `"${project.name}"`),
    )
    expect(await put(id, sent)).toBe('DENIED: editing of legacy robot is not allowed')
    expect((await row(id)).disabled).toBe(false)
  })

  test('a whole robot without its description is an edit that takes it away', async () => {
    const { body } = await projectBody({ description: 'old' })
    const { id } = await made(body)
    expect(await put(id, { ...(await full(id)), description: undefined, disable: true })).toBe(200)
    expect(await row(id)).toMatchObject({ disabled: true, description: '', version: 2 })
  })

  test('is for who may update, like any other', async () => {
    const { project, body } = await projectBody()
    const { id } = await made(body)
    const guest = await signedIn(await makeMember(project.id, 'guest'))
    const stranger = await signedIn((await makeUser()).actor)
    expect(await put(id, { disable: true }, guest)).toMatch(/^FORBIDDEN/)
    expect(await put(id, { disable: true }, stranger)).toMatch(/^NOT_FOUND/)
    expect((await row(id)).disabled).toBe(false)
    expect(await put(id, {})).toMatch(/^BAD_REQUEST/)
  })
})

describe('PATCH and DELETE /robots/{id}', () => {
  test('a generated secret is answered, a given one is not', async () => {
    const { id, name, secret } = await made((await projectBody()).body)
    for (const body of [{}, { secret: '' }]) {
      const answer = await callApi('PATCH', `/robots/${id}`, { as: admin, body })
      const fresh = refreshedSecret.strict().parse(answer.body).secret!
      expect(fresh).not.toBe(secret)
      expect((await callApi('GET', '/systeminfo', { as: basic(name, fresh) })).status).toBe(200)
      expect((await callApi('GET', '/systeminfo', { as: basic(name, secret) })).status).toBe(401)
    }
    const answer = await callApi('PATCH', `/robots/${id}`, { as: admin, body: { secret: 'My own secret 1' } })
    expect([answer.status, answer.text]).toEqual([200, '{}'])
    expect((await callApi('GET', '/systeminfo', { as: basic(name, 'My own secret 1') })).status).toBe(200)
    expect((await callApi('PATCH', `/robots/${id}`, { as: admin, body: { secret: 'weak' } })).status).toBe(400)
    expect((await callApi('PATCH', `/robots/${id}`, { as: admin })).status).toBe(422)
  })

  test('the old one goes on as `old_secret` says, which Harbor’s clients do not', async () => {
    const { id, name, secret } = await made((await projectBody()).body)
    const patch = (old_secret: unknown) => callApi('PATCH', `/robots/${id}`, { as: admin, body: { old_secret } })
    const works = async (each: string) =>
      (await callApi('GET', '/systeminfo', { as: basic(name, each) })).status === 200
    const next = async (old_secret: unknown) => refreshedSecret.parse((await patch(old_secret)).body).secret!
    const faults: unknown[] = [
      {},
      { stop: 'never' },
      { stop: 'after_first_use' },
      { stop: 'after_first_use', hours: 721 },
    ]
    const past = { stop: 'at', at: '2020-01-01T00:00:00Z' }
    for (const fault of [...faults, { stop: 'at', at: 'tomorrow' }, past, { stop: 'at_once', ends: 'both' }])
      expect((await patch(fault)).status).toBe(400)
    expect((await patch({ stop: 1 })).status).toBe(422)
    const second = await next({ stop: 'after_first_use', hours: 24 })
    expect([await works(secret), await works(second)]).toEqual([true, true])
    expect((await patch({ stop: 'after_first_use', hours: 24 })).status).toBe(409)
    const at = new Date(Date.now() + 3_600_000).toISOString()
    const third = await next({ stop: 'at', at, ends: 'older' })
    expect([await works(secret), await works(second), await works(third)]).toEqual([false, true, true])
    const fourth = await next({ stop: 'at_once' })
    expect([await works(second), await works(third), await works(fourth)]).toEqual([false, false, true])
    const stranger = await signedIn((await makeUser()).actor)
    const unsound = { as: stranger, body: { old_secret: { stop: 'never' } } }
    expect((await callApi('PATCH', `/robots/${id}`, unsound)).status).toBe(404)
  })

  test('delete, once', async () => {
    const { id, name, secret } = await made((await projectBody()).body)
    const answer = await callApi('DELETE', `/robots/${id}`, { as: admin })
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect((await callApi('DELETE', `/robots/${id}`, { as: admin })).status).toBe(404)
    expect((await callApi('GET', '/systeminfo', { as: basic(name, secret) })).status).toBe(401)
  })
})

describe('robots as callers', () => {
  const holder = async (...permissions: object[]) => {
    const { id, name, secret } = await made(systemBody({ permissions }))
    return { id, name, as: basic(name, secret) }
  }
  const creates = { resource: 'robot', action: 'create' }

  test('give no more than they hold, in no other place, also when their maker is gone', async () => {
    const [own, other] = [await makeProject(), await makeProject()]
    const maker = await holder(permission(own.name, creates, pull), system(creates))
    const born = await create(
      { name: unique('bot'), level: 'project', duration: 1, permissions: [permission(own.name, creates, pull)] },
      maker.as,
    )
    const child = born.body as { id: number; name: string; secret: string }
    expect((await callApi('GET', `/robots/${child.id}`, { as: admin })).body).toMatchObject({
      creator_type: 'robot',
      creator_ref: maker.id,
    })
    await callApi('DELETE', `/robots/${maker.id}`, { as: admin })
    const as = basic(child.name, child.secret)
    const body = (project: string, ...access: object[]) => ({
      name: unique('bot'),
      level: 'project',
      duration: 1,
      permissions: [permission(project, ...access)],
    })
    expect((await create(body(own.name, pull), as)).status).toBe(201)
    const push = { resource: 'repository', action: 'push' }
    expect(errorOf(await create(body(own.name, pull, push), as))).toBe(
      `DENIED: permission scope is invalid. It must be equal to or more restrictive than the creator robot's permissions: ${child.name}`,
    )
    expect((await create(body(other.name, pull), as)).status).toBe(403)
    expect((await create(systemBody(), as)).status).toBe(403)
  })

  test('one of the system gives neither all projects nor the system what it holds in one', async () => {
    const project = await makeProject()
    const { as } = await holder(system(creates), permission(project.name, pull))
    const wants = async (...permissions: object[]) => (await create(systemBody({ permissions }), as)).status
    expect(await wants(permission(project.name, pull))).toBe(201)
    expect(await wants(permission('*', pull))).toBe(403)
    expect(await wants(system({ resource: 'audit-log', action: 'list' }))).toBe(403)
    expect(await wants(system(creates))).toBe(201)
  })

  test('never edit or refresh, whatever they hold', async () => {
    const everything = ['create', 'delete', 'list', 'read'].map((action) => ({ resource: 'robot', action }))
    const { as, id, name } = await holder(system(...everything), permission('*', ...everything))
    const before = await callApi('GET', `/robots/${id}`, { as })
    expect(before.body).toMatchObject({ name })
    expect((await callApi('PUT', `/robots/${id}`, { as, body: before.body })).status).toBe(403)
    expect((await callApi('PATCH', `/robots/${id}`, { as, body: {} })).status).toBe(403)
    expect((await callApi('DELETE', `/robots/${id}`, { as })).status).toBe(200)
  })
})
