import { beforeAll, describe, expect, test } from 'vitest'
import { callApi, errorOf, signedIn, useApi, type Credentials } from '../../../testing/api'
import { projectMetadata } from '@/lib/domain/wire/project'
import { db } from '../../../store/db'
import { unique, useDatabase } from '../../../testing/database'
import { makeProject, makeUser } from '../../../testing/make'
import { insertTestRobot } from '../../../testing/world'

useDatabase()
useApi()

let admin: Credentials
beforeAll(async () => {
  const { id, username } = await makeUser({ isAdmin: true })
  admin = await signedIn({ id, name: username })
})

async function metadataOf(more: { public?: boolean } = {}) {
  const project = await makeProject(more)
  const call = async (method: string, below = '', body?: unknown, as = admin) => {
    const answer = await callApi(method, `/projects/${project.name}/metadatas${below}`, { as, body })
    if (answer.status < 400 && method === 'GET') projectMetadata.strict().parse(answer.body)
    return answer.status < 400 ? answer.body : errorOf(answer)
  }
  return { project, call }
}

describe('/projects/{project_name_or_id}/metadatas', () => {
  test('add, list, get, change and remove an entry, with or without a slash at the end', async () => {
    const { project, call } = await metadataOf()
    expect(await call('POST', '/', { auto_scan: 'T' })).toBeUndefined()
    expect(await call('POST', '', { severity: 'HIGH' })).toBeUndefined()
    expect(await call('GET', '/')).toEqual({ public: 'false', auto_scan: 'true', severity: 'high' })
    expect(await call('PUT', '/auto_scan', { auto_scan: '0', severity: 'ignored' })).toBeUndefined()
    expect(await call('GET', '/auto_scan')).toEqual({ auto_scan: 'false' })
    expect(await call('DELETE', '/auto_scan')).toBeUndefined()
    expect(await call('DELETE', '/auto_scan')).toBeUndefined()
    expect(await call('GET', '/auto_scan')).toEqual({})
    expect(await call('GET', '')).toEqual({ public: 'false', severity: 'high' })
    const rows = await db().auditEvent.findMany({ where: { projectId: project.id, operation: 'project.update' } })
    expect(rows.map(({ after }) => after)).toContain('{"auto_scan":"true"}')
  })

  test('an entry that is not there is not made by a change, and one that is there not made again', async () => {
    const { project, call } = await metadataOf()
    expect(await call('PUT', '/auto_scan', { auto_scan: 'true' })).toBeUndefined()
    expect(await call('GET')).toEqual({ public: 'false' })
    expect(await call('POST', '', { public: 'true' })).toBe(
      `CONFLICT: metadata public already exists for project ${project.id}`,
    )
  })

  test('public is the project’s own, in both directions', async () => {
    const { project, call } = await metadataOf()
    const isPublic = async () => (await db().project.findUniqueOrThrow({ where: { id: project.id } })).public
    await call('PUT', '/public', { public: 'true' })
    expect([await isPublic(), await call('GET', '/public')]).toEqual([true, { public: 'true' }])
    await call('DELETE', '/public')
    expect(await isPublic()).toBe(false)
  })

  test('what else is kept with a project is neither told nor touched here', async () => {
    const { project, call } = await metadataOf()
    const body = { storage_limit: 7, cve_allowlist: { items: [{ cve_id: 'CVE-2026-1' }] } }
    await callApi('PUT', `/projects/${project.id}`, { as: admin, body })
    const stored = () => db().projectMetadata.findMany({ where: { projectId: project.id }, orderBy: { name: 'asc' } })
    const kept = await stored()
    for (const name of ['storage_limit', 'cve_allowlist', '__proto__', 'constructor']) {
      expect(await call('GET', `/${name}`)).toEqual({})
      await call('DELETE', `/${name}`)
      expect(await call('PUT', `/${name}`, { [name]: 'true' })).toBe(`BAD_REQUEST: invalid key: ${name}`)
    }
    expect(await call('GET')).toEqual({ public: 'false' })
    expect(await stored()).toEqual(kept)
  })

  test.each([
    [undefined, 'only allow one key/value pair'],
    [{}, 'only allow one key/value pair'],
    [{ auto_scan: 'true', severity: 'low' }, 'only allow one key/value pair'],
    [{ auto_scan: 'yes' }, 'invalid value: yes'],
    [{ severity: 'serious' }, 'invalid value: serious'],
    [{ proxy_speed_kb: '1.5' }, 'invalid value: 1.5'],
    [{ proxy_speed_kb: '2147483648' }, 'invalid value: 2147483648'],
    [{ max_upstream_conn: '0' }, 'invalid value for max_upstream_conn: 0'],
    [{ max_upstream_conn: 'x' }, 'invalid value for max_upstream_conn: x'],
    [{ proxy_cache_filter_kind: 'x' }, 'can not update the normal project with proxy cache filter metadata'],
    [{ retention_id: '1' }, 'invalid key: retention_id'],
  ])('%j is refused: %s', async (body, sentence) => {
    const { call } = await metadataOf()
    expect(await call('POST', '', body)).toBe(`BAD_REQUEST: ${sentence}`)
  })

  test('other refusals', async () => {
    const { call } = await metadataOf()
    expect(await call('PUT', '/auto_scan')).toBe('BAD_REQUEST: invalid value: ')
    expect(await call('POST', '', { auto_scan: true })).toMatch(/^UNPROCESSABLE_ENTITY/)
    expect(await call('POST', '', [])).toMatch(/^UNPROCESSABLE_ENTITY/)
    const none = unique('none')
    expect(errorOf(await callApi('GET', `/projects/${none}/metadatas`, { as: admin }))).toBe(
      `NOT_FOUND: project ${none} not found`,
    )
  })

  test('a robot does what it holds, and no more', async () => {
    const { project, call } = await metadataOf()
    const holding = async (action: string) =>
      (await insertTestRobot({ grants: [{ project: project.id, access: [{ resource: 'metadata', action }] }] })).as
    expect(await call('GET', '', undefined, await holding('list'))).toEqual({ public: 'false' })
    expect(await call('GET', '/public', undefined, await holding('read'))).toEqual({ public: 'false' })
    expect(await call('GET', '', undefined, await holding('read'))).toMatch(/^FORBIDDEN/)
    expect(await call('POST', '', { auto_scan: 'true' }, await holding('update'))).toMatch(/^FORBIDDEN/)
    expect(await call('POST', '', { auto_scan: 'true' }, await holding('create'))).toBeUndefined()
    expect(await call('PUT', '/auto_scan', { auto_scan: 'false' }, await holding('update'))).toBeUndefined()
    expect(await call('DELETE', '/auto_scan', undefined, await holding('update'))).toMatch(/^FORBIDDEN/)
    expect(await call('DELETE', '/auto_scan', undefined, await holding('delete'))).toBeUndefined()
  })
})
