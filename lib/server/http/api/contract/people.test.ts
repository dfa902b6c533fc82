import { beforeAll, describe, expect, test } from 'vitest'
import { basic, callApi, errorOf, signedIn, useApi, type Credentials } from '../../../testing/api'
import { memberAnswer } from '@/lib/domain/wire/member'
import { permissionsAnswer, userAnswer } from '@/lib/domain/wire/user'
import { db } from '../../../store/db'
import { hashChosen } from '../../../secrets/stored-secret'
import { unique, useDatabase } from '../../../testing/database'
import { makeProject, makeRobot, makeUser } from '../../../testing/make'

useDatabase()
useApi()

let admin: Credentials
let plain: Credentials
beforeAll(async () => {
  admin = await signedIn((await makeUser({ isAdmin: true })).actor)
  plain = await signedIn((await makeUser()).actor)
})

describe('members', () => {
  const add = (project: { id: number }, body?: object, who = admin) =>
    callApi('POST', `/projects/${project.id}/members`, { as: who, body })

  test('add, list, get, change, remove', async () => {
    const [project, user] = [await makeProject(), await makeUser()]
    const path = `/projects/${project.name}/members`
    const added = await callApi('POST', path, {
      as: admin,
      body: { role_id: 2, member_user: { username: user.username } },
    })
    expect([added.status, added.text]).toEqual([201, ''])
    const location = added.headers.get('location')!
    expect(location).toMatch(new RegExp(`^/api/v2.0${path}/\\d+$`))
    const member = location.replace('/api/v2.0', '')
    const list = await callApi('GET', `${path}?entityname=${user.username}&page=1&page_size=1`, {
      as: admin,
    })
    expect([list.status, list.headers.get('x-total-count'), list.headers.get('link')]).toEqual([200, '1', null])
    for (const other of [user.username.toUpperCase(), user.username.slice(1)])
      expect((await callApi('GET', `${path}?entityname=${other}`, { as: admin })).body).toEqual([])
    const [row] = memberAnswer.strict().array().parse(list.body)
    expect(row).toMatchObject({ entity_name: user.username, role_name: 'developer', role_id: 2, entity_id: user.id })
    expect((await callApi('GET', member, { as: admin })).body).toEqual(row)
    const changed = await callApi('PUT', member, { as: admin, body: { role_id: 4 } })
    expect([changed.status, changed.text]).toEqual([200, ''])
    expect((await callApi('GET', member, { as: admin })).body).toMatchObject({ role_name: 'maintainer' })
    const removed = await callApi('DELETE', member, { as: admin })
    expect([removed.status, removed.text]).toEqual([200, ''])
    expect(errorOf(await callApi('GET', member, { as: admin }))).toMatch(
      /^NOT_FOUND: the project member is not found, project id \d+, member id \d+$/,
    )
    // What is gone already is not missed, and what is another project's not touched.
    const other = await makeProject()
    const theirs = await db().projectMember.findFirstOrThrow({ where: { projectId: other.id } })
    for (const gone of [member, `${path}/${theirs.id}`, `${path}/-1`])
      for (const [method, body] of [['PUT', { role_id: 3 }], ['DELETE']] as const)
        expect((await callApi(method, gone, { as: admin, body })).status).toBe(200)
    expect(await db().projectMember.findUnique({ where: { id: theirs.id } })).toEqual(theirs)
    expect((await callApi('DELETE', member, { as: plain })).status).toBe(403)
  })

  test('Harbor’s refusals, in its order', async () => {
    const [project, user] = [await makeProject(), await makeUser()]
    expect((await add(project)).status).toBe(400)
    const nobody = 'BAD_REQUEST: at least one of member_user or member_group must be provided'
    for (const body of [undefined, {}, { role_id: 1, member_user: { user_id: -1 } }])
      expect(errorOf(await add(project, body))).toBe(nobody)
    expect((await add(project, { role_id: 1, member_group: { id: 7 } })).status).toBe(400)
    expect((await add(project, { role_id: 1, member_group: { group_name: 'g' } })).status).toBe(404)
    expect((await add(project, { role_id: 1, member_user: { user_id: 2_147_483_647 } })).status).toBe(400)
    expect((await add(project, { role_id: 1, member_user: { user_id: 2 ** 40 } })).status).toBe(400)
    expect(errorOf(await add(project, { role_id: 1, member_user: { username: 'nobody' } }))).toBe(
      'NOT_FOUND: user nobody is not found',
    )
    expect((await add(project, { role_id: 9, member_user: { user_id: user.id } })).status).toBe(400)
    expect((await add(project, { role_id: 'x' })).status).toBe(422)
    expect((await add(project, { role_id: 3, member_user: { user_id: user.id } })).status).toBe(201)
    expect((await add(project, { role_id: 9, member_user: { user_id: user.id } })).status).toBe(409)
    for (const [mid, status] of [
      ['0', 400],
      ['x', 422],
      ['2147483647', 404],
    ] as const) {
      expect((await callApi('GET', `/projects/${project.id}/members/${mid}`, { as: admin })).status).toBe(status)
    }
    const own = await db().projectMember.findFirstOrThrow({ where: { projectId: project.id, role: 'projectAdmin' } })
    const bad = await callApi('PUT', `/projects/${project.id}/members/${own.id}`, { as: admin, body: { role_id: 9 } })
    expect(bad.status).toBe(400)
  })

  test('a project admin does not leave a project without one; a system admin may', async () => {
    const project = await makeProject()
    const own = await db().projectMember.findFirstOrThrow({ where: { projectId: project.id } })
    const path = `/projects/${project.id}/members/${own.id}`
    expect((await callApi('DELETE', path, { as: await signedIn(project.admin) })).status).toBe(409)
    expect((await callApi('DELETE', path, { as: admin })).status).toBe(200)
  })

  test('a page beyond the end', async () => {
    const { id } = await makeProject()
    const far = await callApi('GET', `/projects/${id}/members?page=1000000000&page_size=100`, { as: admin })
    expect([far.status, far.text, far.headers.get('x-total-count')]).toEqual([200, '[]', '1'])
  })
})

describe('users', () => {
  const body = (more: object = {}) => {
    const username = unique('made')
    return { username, password: 'Some-Password-1', email: `${username}@example.com`, realname: 'One', ...more }
  }
  const create = (sent: object, who = admin) => callApi('POST', '/users', { as: who, body: sent })

  test('create, find, make an admin, delete', async () => {
    const sent = body({ comment: 'from a script' })
    const created = await create(sent)
    expect([created.status, created.text]).toEqual([201, ''])
    const path = created.headers.get('location')!.replace('/api/v2.0', '')
    expect(path).toMatch(/^\/users\/\d+$/)
    const list = await callApi('GET', `/users?q=${encodeURIComponent(`username=${sent.username}`)}`, { as: admin })
    expect(list.headers.get('x-total-count')).toBe('1')
    const [row] = userAnswer.strict().array().parse(list.body)
    const { password: _, ...kept } = sent
    expect(row).toMatchObject({ ...kept, sysadmin_flag: false, admin_role_in_auth: false })
    expect((await callApi('GET', path, { as: admin })).body).toEqual(row)
    expect((await callApi('GET', '/users/current', { as: basic(sent.username, sent.password) })).body).toEqual(row)
    const flagged = await callApi('PUT', `${path}/sysadmin`, { as: admin, body: { sysadmin_flag: true } })
    expect([flagged.status, flagged.text]).toEqual([200, ''])
    expect((await callApi('GET', path, { as: admin })).body).toMatchObject({ sysadmin_flag: true })
    const removed = await callApi('DELETE', path, { as: admin })
    expect([removed.status, removed.text]).toEqual([200, ''])
    expect((await callApi('GET', path, { as: admin })).status).toBe(404)
    expect((await callApi('PUT', `${path}/sysadmin`, { as: admin, body: {} })).status).toBe(404)
  })

  test.each([
    [{ username: 'robot$x' }, 400],
    [{ username: undefined }, 400],
    [{ email: undefined }, 400],
    [{ realname: undefined }, 400],
    [{ realname: 'é'.repeat(200) }, 400],
    [{ realname: 'a,b' }, 400],
    [{ comment: 'x'.repeat(31) }, 400],
    [{ password: 'weak' }, 400],
    [{ email: 'nowhere' }, 400],
    [{ realname: 'x'.repeat(256) }, 400],
    [{ username: 'x'.repeat(256) }, 422],
    [{ email: 7 }, 422],
  ])('%j is a %i', async (more, status) => {
    expect((await create(body(more))).status).toBe(status)
  })

  test('a password with a blank is told what is wrong with it', async () => {
    expect(errorOf(await create(body({ password: 'Some Password 1' })))).toMatch(/^BAD_REQUEST.* no white space$/)
  })

  test('a taken name or address is a 409', async () => {
    const sent = body()
    await create(sent)
    expect(errorOf(await create(sent))).toBe(`CONFLICT: user ${sent.username} or email ${sent.email} already exists`)
    expect((await create(body({ email: sent.email }))).status).toBe(409)
  })

  test('are a system admin’s alone; oneself one may see', async () => {
    const { id, username, actor } = await makeUser()
    const who = await signedIn(actor)
    expect((await callApi('GET', `/users/${id}`, { as: who })).body).toMatchObject({ username })
    for (const [method, path, sent] of [
      ['GET', '/users'],
      ['POST', '/users', body()],
      ['GET', `/users/${id}`],
      ['GET', '/users/2147483647'],
      ['DELETE', `/users/${id}`],
      ['DELETE', '/users/2147483647'],
      ['PUT', `/users/${id}/sysadmin`, { sysadmin_flag: true }],
    ] as const) {
      expect([path, (await callApi(method, path, { as: plain, body: sent })).status]).toEqual([path, 403])
      expect([path, (await callApi(method, path, { body: sent })).status]).toEqual([path, 401])
    }
    expect((await callApi('PUT', `/users/${id}/sysadmin`, { as: who, body: { sysadmin_flag: true } })).status).toBe(403)
  })

  test('a user by Basic, and a robot, which is none', async () => {
    const user = await makeUser()
    const { hash } = await hashChosen('My-Password-1')
    await db().user.update({ where: { id: user.id }, data: { passwordHash: hash } })
    const answer = await callApi('GET', '/users/current', { as: basic(user.username, 'My-Password-1') })
    expect(userAnswer.strict().parse(answer.body)).toMatchObject({ user_id: user.id })
    const robot = await makeRobot(await makeProject())
    expect(errorOf(await callApi('GET', '/users/current', { as: basic(robot.name, robot.secret) }))).toMatch(
      /^PRECONDITION/,
    )
    expect((await callApi('GET', '/users/current')).status).toBe(401)
  })
})

describe('permissions', () => {
  test('what robots may be given', async () => {
    const all = await callApi('GET', '/permissions', { as: admin })
    const { system, project } = permissionsAnswer.strict().parse(all.body)
    expect([system?.length, project?.length]).toEqual([70, 75])
    expect((await callApi('GET', '/permissions', { as: plain })).status).toBe(403)
    expect((await callApi('GET', '/permissions')).status).toBe(401)
  })
})
