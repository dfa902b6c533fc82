import { beforeAll, describe, expect, test } from 'vitest'
import { basic, callApi, errorOf, signedIn, useApi, type Credentials } from '../../../testing/api'
import { auditEventAnswer, auditLogAnswer, auditLogExtAnswer } from '@/lib/domain/wire/audit'
import { configurationAnswer } from '@/lib/domain/wire/configuration'
import { healthAnswer, systemInfoAnswer } from '@/lib/domain/wire/system'
import type { Actor } from '../../../rights/actor'
import { db } from '../../../store/db'
import { updateSettings } from '../../../settings/update'
import { useDatabase } from '../../../testing/database'
import { makeMember, makeProject, makeRobot, makeUser } from '../../../testing/make'

useDatabase()
useApi()

let admin: Credentials
let plain: Credentials
beforeAll(async () => {
  admin = await signedIn((await makeUser({ isAdmin: true })).actor)
  plain = await signedIn((await makeUser()).actor)
})

describe('configurations', () => {
  const read = async () =>
    configurationAnswer.strict().parse((await callApi('GET', '/configurations', { as: admin })).body)
  const put = (body: object, who = admin) => callApi('PUT', '/configurations', { as: who, body })

  test('what works, what is kept, and what stays as it is', async () => {
    expect(await read()).toMatchObject({
      robot_name_prefix: { value: 'robot$', editable: true },
      robot_token_duration: { value: 30, editable: true },
      auth_mode: { value: 'db_auth', editable: false },
      banner_message: { value: '', editable: true },
    })
    const answer = await put({ robot_token_duration: 90, storage_per_project: 7, banner_message: 'hello', unknown: 1 })
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect(await read()).toMatchObject({
      robot_token_duration: { value: 90 },
      storage_per_project: { value: 7 },
      banner_message: { value: 'hello' },
      token_expiration: { value: 5 },
    })
    expect((await put({ notification_enable: false, banner_message: '' })).status).toBe(200)
    expect(await read()).toMatchObject({ notification_enable: { value: false }, banner_message: { value: '' } })
    const audit = await db().auditEvent.findFirstOrThrow({ where: { operation: 'configuration.update' } })
    expect(JSON.parse(audit.after!)).toMatchObject({ robotDurationDays: 90, banner_message: 'hello' })
  })

  test('another prefix ends the names of before, unless the request gives them some days', async () => {
    const { name, secret } = await makeRobot(await makeProject())
    const signsIn = async (prefix: string) =>
      (await callApi('GET', '/users/current', { as: basic(name.replace('robot$', prefix), secret) })).status !== 401
    expect((await put({ robot_name_prefix: 'one-' })).status).toBe(200)
    expect([await signsIn('robot$'), await signsIn('one-')]).toEqual([false, true])
    for (const [days, status] of [
      [0, 400],
      [366, 400],
      ['7', 422],
      [7, 200],
    ]) {
      expect((await put({ robot_name_prefix: 'two-', robot_name_prefix_grace_days: days })).status).toBe(status)
    }
    expect([await signsIn('one-'), await signsIn('two-')]).toEqual([true, true])
    // Sent again, as Terraform does, it changes nothing.
    expect((await put({ robot_name_prefix: 'two-', robot_name_prefix_grace_days: 7 })).status).toBe(200)
    expect((await put({ robot_name_prefix: 'robot$' })).status).toBe(200)
    expect([await signsIn('one-'), await signsIn('two-'), await signsIn('robot$')]).toEqual([true, false, true])
  })

  test('all of Harbor’s are told, and what has nothing behind it as it is', async () => {
    const told = await read()
    // And one of ours.
    expect(Object.keys(told)).toHaveLength(56 + 1)
    expect(told.robot_secret_overlap).toEqual({ value: 0, editable: true })
    expect(told).toMatchObject({
      ldap_group_membership_attribute: { value: 'memberof', editable: false },
      ldap_timeout: { value: 5, editable: false },
      oidc_extra_redirect_parms: { value: '{}', editable: false },
      http_authproxy_verify_cert: { value: true, editable: false },
      scanner_skip_update_pulltime: { value: false, editable: false },
      quota_per_project_enable: { value: false, editable: false },
      scan_all_policy: {},
    })
    expect(Object.keys(told).filter((key) => /password|secret/.test(key))).toEqual([
      'robot_secret_overlap',
      'uaa_client_secret',
    ])
  })

  test('how long an old secret goes on, as it is proposed', async () => {
    for (const robot_secret_overlap of [5, -1, 720]) expect((await put({ robot_secret_overlap })).status).toBe(400)
    for (const value of [24, 0]) {
      expect((await put({ robot_secret_overlap: value })).status).toBe(200)
      expect((await read()).robot_secret_overlap.value).toBe(value)
    }
  })

  test('the whole of it put back changes nothing', async () => {
    const told = await read()
    const values = Object.entries(told).flatMap(([key, item]) => ('value' in item ? [[key, item.value]] : []))
    expect((await put(Object.fromEntries(values) as object)).status).toBe(200)
    expect(await read()).toEqual(told)
  })

  test('the system tells the same of itself', async () => {
    const banner = JSON.stringify({ closable: true, message: 'hi', type: 'info', fromDate: '', toDate: '' })
    for (const notification_enable of [false, true]) {
      await put({ banner_message: banner, notification_enable })
      expect((await callApi('GET', '/systeminfo')).body).toMatchObject({ banner_message: banner })
      const info = systemInfoAnswer.strict().parse((await callApi('GET', '/systeminfo', { as: plain })).body)
      const told = await read()
      expect(info).toMatchObject({ banner_message: banner, notification_enable, oidc_provider_name: '' })
      for (const key of ['auth_mode', 'read_only', 'self_registration', 'project_creation_restriction'] as const)
        expect([key, info[key]]).toEqual([key, told[key].value])
    }
    await put({ banner_message: '' })
    expect((await callApi('GET', '/systeminfo')).body).toMatchObject({ banner_message: '' })
  })

  test('what Terraform’s provider always sends is taken and changes nothing: project quotas, and that what is not here is off', async () => {
    const before = await read()
    const signIn = { oidc_verify_cert: false, oidc_auto_onboard: false, ldap_verify_cert: false, ldap_scope: 0 }
    const scan = { scan_all_policy: { parameter: {} } }
    for (const body of [
      { quota_per_project_enable: true },
      { quota_per_project_enable: false },
      { ...signIn, ...scan },
    ])
      expect((await put(body)).status).toBe(200)
    expect(await read()).toEqual(before)
    for (const body of [{ ldap_scope: 1 }, { oidc_auto_onboard: true }, { ldap_uid: '' }, { read_only: true }])
      expect((await put({ ...signIn, ...body })).status).toBe(400)
  })

  test('no secret of what is not here is kept', async () => {
    const hidden = { ldap_search_password: 'Secret-of-1', oidc_client_secret: 'Secret-of-2' }
    expect((await put({ ...hidden, robot_token_duration: 30 })).status).toBe(200)
    const refused = await put({ uaa_client_secret: 'Secret-of-3' })
    expect([refused.status, refused.text]).toEqual([400, expect.not.stringContaining('Secret-of')])
    const kept = JSON.stringify([await db().setting.findMany(), (await db().auditEvent.findMany()).map((e) => e.after)])
    expect(kept).not.toContain('Secret-of')
  })

  test.each([
    [{ robot_token_duration: 0 }, 'the robot_token_duration value must be positive'],
    [{ session_timeout: 10_000_000_000 }, 'the session_timeout value is over the limit value: 9999999999'],
    [{ robot_name_prefix: '' }, 'bad request: robot_name_prefix cannot be empty or contain only spaces'],
    [{ storage_per_project: 0 }, 'bad request: invalid non-positive value for quota limit, value=0'],
    [{ storage_per_project: -2 }, 'bad request: invalid non-positive value for quota limit, value=-2'],
    [
      { project_creation_restriction: 'x' },
      'bad request: item name project_creation_restriction: invalid project_creation_restriction, should be adminonly or everyone',
    ],
    [{ auth_mode: 'x' }, 'the auth mode cannot be modified as new users have been inserted into database'],
    [{ ldap_url: 'ldap://x', banner_message: 'not kept' }, 'ldap_url cannot be changed here: it is ""'],
  ])('%j is refused in Harbor’s words, and nothing of it kept', async (body, sentence) => {
    const before = await read()
    expect(errorOf(await put(body))).toBe(`BAD_REQUEST: ${sentence}`)
    expect(await read()).toEqual(before)
  })

  test.each([
    [{ robot_name_prefix: ' ' }, 400],
    [{ robot_token_duration: 0 }, 400],
    [{ session_timeout: 10_000_000_000 }, 400],
    [{ read_only: true }, 400],
    [{ read_only: false, auth_mode: 'db_auth' }, 200],
    [{ quota_per_project_enable: true, read_only: true }, 400],
    [{ skip_audit_log_database: true }, 400],
    [{ robot_token_duration: '7' }, 422],
  ])('%j is a %i', async (body, status) => {
    expect((await put(body)).status).toBe(status)
  })

  test('are a system admin’s', async () => {
    expect((await callApi('GET', '/configurations', { as: plain })).status).toBe(403)
    expect((await put({ robot_token_duration: 1 }, plain)).status).toBe(403)
    expect((await callApi('GET', '/configurations')).status).toBe(401)
    expect((await put({}, {})).status).toBe(401)
  })
})

describe('audit logs', () => {
  test('both generations, of a project and of all', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    const reader = await signedIn(await makeMember(project.id, 'projectAdmin'))
    const guest = await signedIn(await makeMember(project.id, 'maintainer'))
    const q = `q=${encodeURIComponent('operation=create,resource_type=robot')}`
    const ext = await callApi('GET', `/projects/${project.name}/auditlog-exts?${q}`, { as: reader })
    expect(ext.headers.get('x-total-count')).toBe('1')
    const [row] = auditLogExtAnswer.strict().array().parse(ext.body)
    expect(row).toMatchObject({
      username: (project.admin as { name: string }).name,
      resource: robot.name,
      resource_type: 'robot',
      operation: 'create',
      operation_description: `create robot: ${robot.name}`,
      operation_result: true,
    })
    const old = await callApi('GET', `/projects/${project.name}/logs?${q}`, { as: reader })
    const { operation_description: _1, operation_result: _2, ...short } = row!
    expect(auditLogAnswer.strict().array().parse(old.body)).toEqual([short])
    for (const path of ['audit-logs', 'auditlog-exts']) {
      expect((await callApi('GET', `/${path}?${q}`, { as: reader })).headers.get('x-total-count')).toBe('1')
      expect((await callApi('GET', `/${path}?${q}`, { as: guest })).text).toBe('[]')
      expect((await callApi('GET', `/${path}?${q}`, { as: plain })).text).toBe('[]')
      expect((await callApi('GET', `/${path}`)).status).toBe(401)
      expect((await callApi('GET', `/${path}?q=operation_result%3Dfalse`, { as: reader })).text).toBe('[]')
      const all = await callApi('GET', `/${path}?page_size=1&sort=op_time`, { as: admin })
      expect(all.headers.get('link')).toContain('rel="next"')
    }
    expect((await callApi('GET', `/projects/${project.name}/logs`, { as: guest })).status).toBe(403)
    expect((await callApi('GET', `/projects/${project.name}/logs`, { as: plain })).status).toBe(403)
    expect((await callApi('GET', '/audit-logs?q=op_time%3Dyesterday', { as: admin })).status).toBe(400)
  })

  test('what one event has changed, for who may list it', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    const { id } = await db().auditEvent.findFirstOrThrow({ where: { resource: robot.name } })
    const reader = await signedIn(await makeMember(project.id, 'projectAdmin'))
    const changes = await callApi('GET', `/auditlog-exts/${id}/changes`, { as: reader })
    expect(changes.status).toBe(200)
    expect(changes.body).toContainEqual({ field: 'access', after: ['repository:pull'] })
    const guest = await signedIn(await makeMember(project.id, 'maintainer'))
    const statuses = [
      [`/auditlog-exts/${id}/changes`, guest, 404],
      [`/auditlog-exts/${id}/changes`, plain, 404],
      [`/auditlog-exts/${2 ** 31 - 1}/changes`, admin, 404],
      [`/auditlog-exts/${2 ** 31}/changes`, admin, 404],
      ['/auditlog-exts/x/changes', admin, 422],
      ['/auditlog-exts/x/changes', {}, 401],
    ] as const
    for (const [path, caller, status] of statuses) {
      expect([path, (await callApi('GET', path, { as: caller })).status]).toEqual([path, status])
    }
  })

  test('the names of events', async () => {
    const answer = await callApi('GET', '/auditlog-exts/events', { as: admin })
    const names = auditEventAnswer
      .strict()
      .array()
      .parse(answer.body)
      .map(({ event_type }) => event_type)
    expect(names.slice(0, 2)).toEqual(['create_artifact', 'delete_artifact'])
    expect(names).toEqual(expect.arrayContaining(['create_robot', 'refresh_secret_robot', 'login_user', 'logout_user']))
    expect((await callApi('GET', '/auditlog-exts/events', { as: plain })).status).toBe(403)
    expect((await callApi('GET', '/auditlog-exts/events')).status).toBe(401)
  })
})

describe('what everybody may ask', () => {
  test('ping, health, systeminfo', async () => {
    const ping = await callApi('GET', '/ping')
    expect([ping.status, ping.text, ping.headers.get('content-type')]).toEqual([200, 'Pong', 'text/plain'])
    const health = await callApi('GET', '/health')
    expect(healthAnswer.strict().parse(health.body)).toMatchObject({ status: 'healthy' })
    const open = systemInfoAnswer.strict().parse((await callApi('GET', '/systeminfo')).body)
    expect(Object.keys(open)).toEqual([
      'auth_mode',
      'banner_message',
      'oidc_provider_name',
      'primary_auth_mode',
      'self_registration',
    ])
    const robot = await makeRobot(await makeProject())
    for (const who of [plain, basic(robot.name, robot.secret)]) {
      const info = systemInfoAnswer.strict().parse((await callApi('GET', '/systeminfo', { as: who })).body)
      expect(Object.keys(info)).toHaveLength(14)
    }
  })

  test("systeminfo tells where the registry is as soon as somebody has said it, and never the console's address", async () => {
    const registryUrl = async () => (await callApi('GET', '/systeminfo', { as: plain })).body
    expect(await registryUrl()).toMatchObject({ registry_url: '' })
    const actor: Actor = (await makeUser({ isAdmin: true })).actor
    await updateSettings(actor, { changes: { registryAddress: 'http://registry.example.com:5000' } })
    expect(await registryUrl()).toMatchObject({ registry_url: 'registry.example.com:5000' })
    await updateSettings(actor, { changes: { registryAddress: null } })
    expect(await registryUrl()).toMatchObject({ registry_url: '' })
  })

  test('paths and methods that are none', async () => {
    for (const path of ['', '/nowhere/at/all']) {
      const nowhere = await callApi('PUT', path, { body: {} })
      expect([nowhere.status, errorOf(nowhere)]).toEqual([404, 'NOT_FOUND: path not found'])
    }
    const wrong = await callApi('DELETE', '/ping')
    expect([wrong.status, wrong.headers.get('allow'), errorOf(wrong)]).toEqual([
      405,
      'GET, HEAD',
      'METHOD_NOT_ALLOWED: method not allowed',
    ])
  })
})
