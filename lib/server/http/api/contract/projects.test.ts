import { beforeAll, describe, expect, test } from 'vitest'
import { basic, callApi, errorOf, signedIn, useApi, type Credentials } from '../../../testing/api'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { projectAnswer, projectDeletable, projectSummary } from '@/lib/domain/wire/project'
import { db } from '../../../store/db'
import { unique, useDatabase } from '../../../testing/database'
import { makeMember, makeProject, makeRobot, makeUser } from '../../../testing/make'
import { insertTestRobot } from '../../../testing/world'

useDatabase()
useApi()

let admin: Credentials
let plain: Credentials
beforeAll(async () => {
  admin = await signedIn((await makeUser({ isAdmin: true })).actor)
  plain = await signedIn((await makeUser()).actor)
})
const create = (body: object, headers = {}, who = admin) => callApi('POST', '/projects', { as: who, body, headers })
const get = (path: string, who = admin, headers = {}) => callApi('GET', `/projects/${path}`, { as: who, headers })

describe('POST /projects', () => {
  test('201 and where it is, by id or by name; its maker is project admin', async () => {
    const name = unique('made')
    const answer = await create({
      project_name: name,
      metadata: { public: 'true' },
      storage_limit: -1,
      registry_id: null,
    })
    expect([answer.status, answer.text]).toEqual([201, ''])
    const { body } = await get(name)
    expect(answer.headers.get('location')).toBe(`/api/v2.0/projects/${(body as { project_id: number }).project_id}`)
    expect(body).toMatchObject({ name, metadata: { public: 'true' }, current_user_role_id: 1, repo_count: 0 })
    const named = await create({ project_name: unique('made') }, { 'x-resource-name-in-location': 'true' })
    expect(named.headers.get('location')).toMatch(/^\/api\/v2.0\/projects\/made-/)
  })

  test.each([
    [{}, 400],
    [{ project_name: 'Bad' }, 400],
    [{ project_name: 'a'.repeat(256) }, 422],
    [{ project_name: 'a', metadata: { public: 'perhaps' } }, 400],
    [{ project_name: 'a', metadata: { auto_scan: true } }, 422],
    [{ project_name: 'a', public: 'true' }, 422],
    [{ project_name: 'a', metadata: { severity: 'x'.repeat(1001) } }, 422],
  ])('%j is a %i', async (body, status) => {
    expect((await create(body)).status).toBe(status)
  })

  test('Harbor’s words', async () => {
    const refused = async (body: object) => errorOf(await create({ project_name: unique('made'), ...body }))
    expect(await refused({ project_name: '' })).toMatch(/^BAD_REQUEST: Project name {2}is illegal in length\. /)
    expect(await refused({ metadata: { public: 'TRUE' } })).toBe(
      "BAD_REQUEST: metadata.public should only be 'true' or 'false', but got: 'TRUE'",
    )
    expect(await refused({ storage_limit: -5 })).toMatch(/invalid non-positive value for quota limit, value=-5$/)
    expect(await refused({ storage_limit: 1024 ** 5 + 1 })).toMatch(/exceeded 1024TB, .*value=1125899906842625$/)
    for (const storage_limit of [0, -1, 1024 ** 5])
      expect((await create({ project_name: unique('made'), storage_limit })).status).toBe(201)
    const byPlain = await create({ project_name: unique('made') }, {}, plain)
    expect(byPlain.text.trim()).toBe(
      '{"errors":[{"code":"FORBIDDEN","message":"Only system admin can create project"}]}',
    )
    const { id } = await makeProject()
    const robot = await insertTestRobot({ projectId: id, grants: [{ project: id, access: [] }] })
    expect(errorOf(await create({ project_name: unique('made') }, {}, robot.as))).toBe(
      'FORBIDDEN: Only system level robot can create project',
    )
  })

  test('a taken name, and who may', async () => {
    const { name } = await makeProject()
    expect(errorOf(await create({ project_name: name }))).toBe(`CONFLICT: The project named ${name} already exists`)
    expect((await create({ project_name: unique('made') }, {}, plain)).status).toBe(403)
    expect((await create({ project_name: unique('made') }, {}, {})).status).toBe(401)
  })
})

describe('GET /projects and what is below', () => {
  test('the list has the keys of the contract, and the same row as the project alone', async () => {
    const project = await makeProject({ public: true })
    const answer = await callApi('GET', `/projects?name=${project.name}`, { as: admin })
    expect([answer.status, answer.headers.get('x-total-count')]).toEqual([200, '1'])
    const [row] = projectAnswer.strict().array().parse(answer.body)
    expect((await get(String(project.id))).body).toEqual(row)
    expect((await get(project.name)).body).toEqual(row)
    const none = await callApi('GET', `/projects?name=${unique('none')}`, { as: admin })
    expect([none.headers.get('x-total-count'), none.headers.get('link'), none.text]).toEqual(['0', null, '[]'])
  })

  test('everything has an end, which the headers tell', async () => {
    const [stem, at] = [unique('many'), new Date()]
    const { ownerId } = await makeProject()
    const made = (_: unknown, index: number) => {
      return { name: `${stem}-${String(index).padStart(4, '0')}`, public: false, ownerId, createdAt: at, updatedAt: at }
    }
    await db().project.createMany({ data: Array.from({ length: 1_001 }, made) })
    const all = await callApi('GET', `/projects?name=${stem}&page_size=0&page=2`, { as: admin })
    expect(all.body).toHaveLength(1_000)
    expect(all.headers.get('x-total-count')).toBe('1001')
    const [, next] = /^<\/api\/v2.0([^>]+)>; rel="next"$/.exec(all.headers.get('link')!)!
    const rest = await callApi('GET', next!, { as: admin })
    expect(rest.body).toMatchObject([{ name: `${stem}-1000` }])
    await db().project.deleteMany({ where: { name: { startsWith: stem } } })
  })

  test('a parameter beats the same key of q, and its last value the others', async () => {
    const [one, other] = [await makeProject({ public: true }), await makeProject()]
    const found = async (query: string, who = admin) => {
      const { body } = await callApi('GET', `/projects?page_size=0&${query}`, { as: who })
      return (body as { name: string }[]).map(({ name }) => name)
    }
    expect(await found(`name=${one.name}&q=name%3Dzzz`)).toEqual([one.name])
    expect(await found(`name=zzz&name=${one.name}`)).toEqual([one.name])
    expect(await found(`name=${one.name}&public=true&q=public%3Dfalse`)).toEqual([one.name])
    expect(await found(`name=${one.name}&public=&public=zzz`)).toEqual([])
    expect(await found(`name=${other.name}&public=zzz`)).toEqual([other.name])
    const { username } = await db().user.findUniqueOrThrow({ where: { id: other.ownerId } })
    expect(await found(`q=owner%3D${username}`)).toEqual([other.name])
    expect(await found(`q=owner%3Dzzz&owner=${username}`)).toEqual([other.name])
    expect(await found(`name=${one.name}&q=public%3Dfalse`, {})).toEqual([one.name])
    expect(await found(`name=${one.name}&public=false`, {})).toEqual([])
    expect(await found(`name=${other.name}&q=public%3Dfalse`, {})).toEqual([])
  })

  test('a number is an id unless the header says that it is a name', async () => {
    const name = String(900_000_000 + Math.floor(Math.random() * 1e8))
    await create({ project_name: name })
    expect((await get(name)).status).toBe(404)
    expect((await get(name, admin, { 'x-is-resource-name': 'true' })).body).toMatchObject({ name })
  })

  test('who is no system admin cannot tell a missing project from somebody else’s', async () => {
    const { name } = await makeProject()
    for (const below of ['', '/summary', '/_deletable']) {
      const [missing, foreign] = [await get(unique('none') + below, plain), await get(name + below, plain)]
      expect([missing.status, missing.text]).toEqual([403, foreign.text])
      expect(foreign.status).toBe(403)
      expect((await get(unique('none') + below, {})).status).toBe(401)
      expect((await get(name + below, {})).status).toBe(401)
      const none = unique('none')
      expect(errorOf(await get(none + below))).toBe(`NOT_FOUND: project ${none} not found`)
    }
  })

  test('a robot that may read all projects can tell, and one that may not read, or not all, cannot', async () => {
    const [{ id }, name] = [await makeProject(), unique('none')]
    const holding = async (project: number | '*', key: string) =>
      (await insertTestRobot({ grants: [{ project, access: [parseAccessKey(key)] }] })).as
    const statuses = async (who: Credentials) =>
      Promise.all(['', '/summary', '/members', '/logs'].map(async (below) => (await get(name + below, who)).status))
    expect(await statuses(await holding('*', 'project:read'))).toEqual([404, 404, 404, 404])
    expect(await statuses(await holding('*', 'repository:pull'))).toEqual([403, 403, 403, 403])
    expect(await statuses(await holding(id, 'project:read'))).toEqual([403, 403, 403, 403])
    const reader = await holding('*', 'project:read')
    const robots = (who: Credentials) =>
      callApi('GET', '/robots?q=Level%3Dproject%2CProjectID%3D2147483000', { as: who })
    for (const who of [reader, await holding('*', 'robot:list')]) {
      const answer = await robots(who)
      expect([answer.status, answer.text, answer.headers.get('x-total-count')]).toEqual([200, '[]', '0'])
    }
    // What lies in the system is none of its business all the same.
    expect((await callApi('DELETE', '/users/2147483000', { as: reader })).status).toBe(403)
  })

  test('a public project is anybody’s to read, signed in or not', async () => {
    const project = await makeProject({ public: true })
    expect((await get(project.name, {})).status).toBe(200)
    expect((await get(project.name, plain)).status).toBe(200)
    expect((await get(`${project.name}/summary`, plain)).body).toEqual({ repo_count: 0 })
    expect((await get(`${project.name}/summary`, {})).body).toEqual({ repo_count: 0 })
    expect((await get(`${project.name}/_deletable`, plain)).status).toBe(403)
  })

  test('without details', async () => {
    const { id, name } = await makeProject({ public: true })
    const { body } = await callApi('GET', `/projects?name=${name}&with_detail=false`, { as: admin })
    const [row] = body as Record<string, unknown>[]
    expect(row).toMatchObject({ project_id: id, current_user_role_ids: null, cve_allowlist: { items: null } })
    for (const key of ['metadata', 'owner_name']) expect(row).not.toHaveProperty(key)
  })

  test('summary and _deletable', async () => {
    const project = await makeProject()
    const guest = await signedIn(await makeMember(project.id, 'guest'))
    const limited = await signedIn(await makeMember(project.id, 'limitedGuest'))
    const summary = await get(`${project.name}/summary`, guest)
    expect(projectSummary.strict().parse(summary.body)).toEqual({
      repo_count: 0,
      project_admin_count: 1,
      guest_count: 1,
      limited_guest_count: 1,
    })
    expect(Object.keys((await get(`${project.name}/summary`, limited)).body as object)).toEqual(['repo_count'])
    const deletable = await get(`${project.name}/_deletable`, await signedIn(project.admin))
    expect(projectDeletable.strict().parse(deletable.body)).toEqual({ deletable: true })
    expect((await get(`${project.name}/_deletable`, guest)).status).toBe(403)
  })

  test('HEAD tells who is signed in whether a name is taken', async () => {
    const { name } = await makeProject()
    const head = (query: string, who = plain) => callApi('HEAD', `/projects?${query}`, { as: who })
    expect([
      (await head(`project_name=${name}`)).status,
      (await head(`project_name=${unique('none')}`)).status,
    ]).toEqual([200, 404])
    expect([(await head('')).status, (await head(`project_name=${name}`, {})).status]).toEqual([422, 401])
  })
})

describe('PUT and DELETE /projects/{project_name_or_id}', () => {
  test('metadata is merged, kept and given back; an empty value takes it away', async () => {
    const project = await makeProject()
    const who = await signedIn(project.admin)
    const put = (body: object) => callApi('PUT', `/projects/${project.name}`, { as: who, body })
    const allowlist = { items: [{ cve_id: 'CVE-2026-1' }], expires_at: 1_800_000_000 }
    const first = await put({
      metadata: { public: 'true', auto_scan: 'true', severity: 'high' },
      cve_allowlist: allowlist,
    })
    expect([first.status, first.text]).toEqual([200, ''])
    await put({ metadata: { severity: '', prevent_vul: 'false', unknown: 'x' } })
    expect(projectAnswer.strict().parse((await get(project.name, who)).body)).toMatchObject({
      metadata: { public: 'true', auto_scan: 'true', prevent_vul: 'false' },
      cve_allowlist: { project_id: project.id, ...allowlist },
    })
    expect(((await get(project.name, who)).body as { metadata: object }).metadata).not.toHaveProperty('severity')
    await put({ public: false })
    expect(await db().project.findUniqueOrThrow({ where: { id: project.id } })).toMatchObject({ public: false })
    const audit = await db().auditEvent.findFirst({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    expect(JSON.parse(audit!.after!)).toMatchObject({ public: true, auto_scan: 'true' })
  })

  test('deleting takes the robots along', async () => {
    const project = await makeProject()
    const { name, secret } = await makeRobot(project)
    await callApi('PUT', `/projects/${project.id}`, { as: admin, body: { metadata: { auto_scan: 'true' } } })
    const answer = await callApi('DELETE', `/projects/${project.id}`, { as: admin })
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect((await callApi('GET', '/systeminfo', { as: basic(name, secret) })).status).toBe(401)
    expect((await callApi('DELETE', `/projects/${project.id}`, { as: admin })).status).toBe(404)
    expect(await db().projectMetadata.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('a refused change is on record', async () => {
    const project = await makeProject()
    const guest = await signedIn(await makeMember(project.id, 'guest'))
    expect((await callApi('DELETE', `/projects/${project.id}`, { as: guest })).status).toBe(403)
    expect((await callApi('PUT', `/projects/${project.id}`, { as: plain, body: {} })).status).toBe(403)
    const rows = await db().auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    expect(rows).toMatchObject([
      { operation: 'project.delete', result: 'denied' },
      { operation: 'project.update', result: 'denied' },
    ])
  })
})
