import { beforeAll, describe, expect, test } from 'vitest'
import { callApi, errorOf, useApi, type Answer } from '../../../testing/api'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { permissionCatalog, type PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import { db } from '../../../store/db'
import { unique, useDatabase } from '../../../testing/database'
import { addMember, makeProject, makeUser } from '../../../testing/make'
import { insertTestRobot } from '../../../testing/world'

useDatabase()
useApi()

// For each robot permission that an operation of ours checks: a robot that holds nothing else gets through, and one that
// holds everything else does not.

type Project = Awaited<ReturnType<typeof makeProject>>
type Request = { method: string; path: string; body?: object; refused?: number }
let project: Project
beforeAll(async () => {
  project = await makeProject()
  // Owns what robots make.
  await makeUser({ isAdmin: true })
})

const robotHere = async () =>
  (await insertTestRobot({ projectId: project.id, grants: [{ project: project.id, access: [] }] })).id
const systemRobot = async () => (await insertTestRobot({ grants: [{ project: '/', access: [] }] })).id
async function memberHere(): Promise<string> {
  const { id: userId } = await makeUser()
  await addMember(project.id, userId, 'guest')
  const { id } = await db().projectMember.findFirstOrThrow({ where: { projectId: project.id, userId } })
  return `/projects/${project.id}/members/${id}`
}
const newRobot = (level: PermissionLevel) => ({
  name: unique('bot'),
  level,
  duration: 1,
  permissions: [
    {
      kind: level,
      namespace: level === 'system' ? '/' : project.name,
      access: [{ resource: 'robot', action: 'create' }],
    },
  ],
})

const inProject: Record<string, () => Promise<Request>> = {
  'project:read': async () => ({ method: 'GET', path: `/projects/${project.id}` }),
  'project:update': async () => ({
    method: 'PUT',
    path: `/projects/${project.id}`,
    body: { metadata: { auto_scan: 'true' } },
  }),
  'project:delete': async () => ({ method: 'GET', path: `/projects/${project.id}/_deletable` }),
  'member:list': async () => ({ method: 'GET', path: `/projects/${project.id}/members` }),
  'member:read': async () => ({ method: 'GET', path: await memberHere() }),
  'member:create': async () => ({
    method: 'POST',
    path: `/projects/${project.id}/members`,
    body: { role_id: 3, member_user: { user_id: (await makeUser()).id } },
  }),
  'member:update': async () => ({ method: 'PUT', path: await memberHere(), body: { role_id: 2 } }),
  'member:delete': async () => ({ method: 'DELETE', path: await memberHere() }),
  'metadata:list': async () => ({ method: 'GET', path: `/projects/${project.id}/metadatas` }),
  'metadata:read': async () => ({ method: 'GET', path: `/projects/${project.id}/metadatas/public` }),
  'metadata:create': async () => ({
    method: 'POST',
    path: `/projects/${project.id}/metadatas`,
    body: { severity: 'low' },
  }),
  'metadata:update': async () => ({
    method: 'PUT',
    path: `/projects/${project.id}/metadatas/severity`,
    body: { severity: 'high' },
  }),
  'metadata:delete': async () => ({ method: 'DELETE', path: `/projects/${project.id}/metadatas/severity` }),
  'log:list': async () => ({ method: 'GET', path: `/projects/${project.name}/auditlog-exts` }),
  'robot:list': async () => ({ method: 'GET', path: `/robots?q=Level%3Dproject%2CProjectID%3D${project.id}` }),
  'robot:read': async () => ({ method: 'GET', path: `/robots/${await robotHere()}`, refused: 404 }),
  'robot:create': async () => ({ method: 'POST', path: '/robots', body: newRobot('project') }),
  'robot:delete': async () => ({ method: 'DELETE', path: `/robots/${await robotHere()}` }),
}
const inSystem: Record<string, () => Promise<Request>> = {
  'project:create': async () => ({ method: 'POST', path: '/projects', body: { project_name: unique('made') } }),
  'audit-log:list': async () => ({ method: 'GET', path: '/auditlog-exts/events' }),
  'robot:list': async () => ({ method: 'GET', path: '/robots' }),
  'robot:read': async () => ({ method: 'GET', path: `/robots/${await systemRobot()}`, refused: 404 }),
  'robot:create': async () => ({ method: 'POST', path: '/robots', body: newRobot('system') }),
  'robot:delete': async () => ({ method: 'DELETE', path: `/robots/${await systemRobot()}` }),
}

async function send(level: PermissionLevel, keys: string[], { method, path, body }: Request): Promise<Answer> {
  const place = level === 'system' ? ('/' as const) : project.id
  const projectId = level === 'system' ? undefined : project.id
  const { as } = await insertTestRobot({ projectId, grants: [{ project: place, access: keys.map(parseAccessKey) }] })
  return callApi(method, path, { as, body })
}
const everything = (level: PermissionLevel) =>
  permissionCatalog[level].map(({ resource, action }) => `${resource}:${action}`)

describe.each([
  ['project', inProject],
  ['system', inSystem],
] as const)('%s', (level, requests) => {
  test.each(Object.keys(requests))('%s alone is enough, all others are not', async (key) => {
    const only = await send(level, [key], await requests[key]!())
    expect([only.status < 300, only.text]).toEqual([true, only.text])
    const request = await requests[key]!()
    const others = everything(level).filter((each) => each !== key)
    expect(others).toHaveLength(everything(level).length - 1)
    const refused = await send(level, others, request)
    expect([refused.status, errorOf(refused)]).toEqual([request.refused ?? 403, expect.any(String)])
  })

  test('nothing at all is not enough for any', async () => {
    for (const [key, make] of Object.entries(requests)) {
      const request = await make()
      const answer = await send(level, [], request)
      // Who may not know of a project gets the list of one that does not exist.
      if (level === 'project' && key === 'robot:list') expect([answer.status, answer.text]).toEqual([200, '[]'])
      else expect([key, answer.status]).toEqual([key, request.refused ?? (key === 'robot:delete' ? 404 : 403)])
    }
  })
})

test('member:list decides what a summary tells, and quotas are never in it', async () => {
  const keysOf = async (...keys: string[]) => {
    const answer = await send('project', ['project:read', ...keys], {
      method: 'GET',
      path: `/projects/${project.id}/summary`,
    })
    return Object.keys(answer.body as object)
  }
  expect(await keysOf()).toEqual(['repo_count'])
  expect(await keysOf('member:list')).toContain('guest_count')
})

test('project:delete deletes', async () => {
  const gone = await makeProject()
  const { as } = await insertTestRobot({ grants: [{ project: gone.id, access: [parseAccessKey('project:delete')] }] })
  expect((await callApi('DELETE', `/projects/${gone.id}`, { as })).status).toBe(200)
})

test('no permission lets a robot touch users, the configuration or another robot', async () => {
  const robot = await robotHere()
  const keys = [
    ...everything('system'),
    ...everything('project'),
    'robot:update',
    'user:update',
    'configuration:update',
  ]
  const access = keys.map(parseAccessKey)
  const { as } = await insertTestRobot({
    grants: [
      { project: '/', access },
      { project: '*', access },
      { project: project.id, access },
    ],
  })
  const user = await makeUser()
  const profile = { email: `${unique('mail')}@example.com`, realname: 'One' }
  const requests: [string, string, object?][] = [
    ['GET', '/users'],
    ['POST', '/users', { ...profile, username: unique('made'), password: 'Some-Password-1' }],
    ['PUT', `/users/${user.id}`, profile],
    ['PUT', `/users/${user.id}/password`, { new_password: 'Some-Password-1' }],
    ['DELETE', `/users/${user.id}`],
    ['PUT', `/users/${user.id}/sysadmin`, { sysadmin_flag: true }],
    ['PATCH', `/robots/${robot}`, {}],
  ]
  for (const [method, path, body] of requests) {
    expect([path, (await callApi(method, path, { as, body })).status]).toEqual([path, 403])
  }
})
