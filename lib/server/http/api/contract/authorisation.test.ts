import { beforeAll, expect, test } from 'vitest'
import { callApi, useApi } from '../../../testing/api'
import { db } from '../../../store/db'
import { unique, useDatabase } from '../../../testing/database'
import { makeUser } from '../../../testing/make'
import { allRows, insertTestRobot, makeWorld, type Caller, type World } from '../../../testing/world'
import { addMember } from '../../../testing/make'
import { operations } from '../operations/all'

useDatabase()
useApi()

// Who may do what, written by hand: for each operation and target the callers by the status they get, and the status of
// all others who are signed in. Nobody (`anonymous`, and a disabled user's session) gets 401 unless it says otherwise;
// wrong, disabled and expired credentials always do.

const nobody: Caller[] = ['anonymous', 'disabledAdmin']
const refused: Caller[] = ['disabledRobot', 'expiredRobot', 'wrongSecret']

type Target = 'own' | 'foreign' | 'missing' | 'system' | 'open' | 'only'
type Expected = { by?: Record<number, Caller[]>; rest: number; nobody?: number }
type Row = [operation: string, target: Target, expected: Expected]

const ownReaders: Caller[] = ['admin', 'owner', 'maintainer', 'developer', 'guest', 'projectRobot', 'everywhereRobot']
const ownWriters: Caller[] = ['admin', 'owner', 'projectRobot', 'everywhereRobot']
const foreigners: Caller[] = ['admin', 'foreignOwner', 'everywhereRobot', 'foreignRobot']
/** No role lists metadata. */
const robotsOfForeign: Caller[] = ['admin', 'everywhereRobot', 'foreignRobot']
const only = (status: number, callers: Caller[], rest = 403): Expected => ({ by: { [status]: callers }, rest })
const everybody: Expected = { rest: 200, nobody: 200 }

/** Own, foreign and missing of what lies in a project: a missing one is told to who may read all projects. */
const inProject = (operation: string, own: Caller[], foreign: Caller[], success = 200): Row[] => [
  [operation, 'own', only(success, own)],
  [operation, 'foreign', only(success, foreign)],
  [operation, 'missing', only(404, ['admin', 'everywhereRobot'])],
]

const rows: Row[] = [
  ['getHealth', 'only', everybody],
  ['getSystemInfo', 'only', everybody],
  // Who may not know of the project gets the list of one that does not exist; see robots/list-for-api.test.ts.
  ['ListRobot', 'own', only(403, ['limitedGuest'], 200)],
  ['ListRobot', 'foreign', { rest: 200 }],
  ['ListRobot', 'missing', { rest: 200 }],
  ['ListRobot', 'system', only(200, ['admin', 'systemRobot'])],
  ['CreateRobot', 'own', only(201, ownWriters)],
  ['CreateRobot', 'foreign', only(201, foreigners)],
  ['CreateRobot', 'missing', only(404, ['admin', 'systemRobot', 'everywhereRobot'])],
  ['CreateRobot', 'system', only(201, ['admin', 'systemRobot'])],
  ['GetRobotByID', 'own', only(200, ownReaders, 404)],
  ['GetRobotByID', 'foreign', only(200, foreigners, 404)],
  ['GetRobotByID', 'system', only(200, ['admin', 'systemRobot'], 404)],
  ['GetRobotByID', 'missing', { rest: 404 }],
  ...['UpdateRobot', 'RefreshSec', 'getRobotLess'].flatMap((operation): Row[] => [
    [
      operation,
      'own',
      {
        by: { 200: ['admin', 'owner'], 403: ['maintainer', 'developer', 'guest', 'projectRobot', 'everywhereRobot'] },
        rest: 404,
      },
    ],
    [
      operation,
      'foreign',
      { by: { 200: ['admin', 'foreignOwner'], 403: ['everywhereRobot', 'foreignRobot'] }, rest: 404 },
    ],
    [operation, 'system', { by: { 200: ['admin'], 403: ['systemRobot'] }, rest: 404 }],
    [operation, 'missing', { rest: 404 }],
  ]),
  ['DeleteRobot', 'own', { by: { 200: ownWriters, 403: ['maintainer', 'developer', 'guest'] }, rest: 404 }],
  ['DeleteRobot', 'foreign', only(200, foreigners, 404)],
  ['DeleteRobot', 'system', only(200, ['admin', 'systemRobot'], 404)],
  ['DeleteRobot', 'missing', { rest: 404 }],
  ['getPermissions', 'only', only(200, ['admin', 'owner', 'foreignOwner'])],
  ['listProjects', 'only', everybody],
  ['headProject', 'own', { rest: 200 }],
  ['headProject', 'missing', { rest: 404 }],
  ['createProject', 'only', only(201, ['admin', 'systemRobot'])],
  ...inProject('getProject', [...ownReaders, 'limitedGuest'], foreigners),
  ['getProject', 'open', everybody],
  ...inProject('updateProject', ownWriters, foreigners),
  ...inProject('deleteProject', ownWriters, foreigners),
  ...inProject('getProjectDeletable', ownWriters, foreigners),
  ...inProject('getProjectSummary', [...ownReaders, 'limitedGuest'], foreigners),
  ['getProjectSummary', 'open', everybody],
  ...inProject('listProjectMetadatas', ['admin', 'projectRobot', 'everywhereRobot'], robotsOfForeign),
  ...inProject('getProjectMetadata', [...ownWriters, 'maintainer'], foreigners),
  ...['addProjectMetadatas', 'updateProjectMetadata', 'deleteProjectMetadata'].flatMap((operation) =>
    inProject(operation, ownWriters, foreigners),
  ),
  ...inProject('listProjectMembers', ownReaders, foreigners),
  ...inProject('createProjectMember', ownWriters, foreigners, 201),
  ...inProject('getProjectMember', ownReaders, foreigners),
  ...inProject('updateProjectMember', ownWriters, foreigners),
  ...inProject('deleteProjectMember', ownWriters, foreigners),
  ['listUsers', 'only', only(200, ['admin'])],
  ['createUser', 'only', only(201, ['admin'])],
  ...['getUser', 'deleteUser', 'setUserSysAdmin', 'updateUserProfile', 'updateUserPassword'].flatMap(
    (operation): Row[] => [
      [operation, 'foreign', only(200, ['admin'])],
      [operation, 'missing', only(404, ['admin'])],
    ],
  ),
  ['searchUsers', 'only', { rest: 200 }],
  [
    'getCurrentUserInfo',
    'only',
    only(412, ['pullRobot', 'projectRobot', 'systemRobot', 'everywhereRobot', 'foreignRobot'], 200),
  ],
  ['getCurrentUserPermissions', 'only', { rest: 200 }],
  ['getConfigurations', 'only', only(200, ['admin'])],
  ['updateConfigurations', 'only', only(200, ['admin'])],
  ['listAuditLogs', 'only', { rest: 200 }],
  ['listAuditLogExts', 'only', { rest: 200 }],
  ['listAuditLogEventTypes', 'only', only(200, ['admin', 'systemRobot'])],
  ...['getRobotActivity', 'listRobotSecrets', 'getRobotHandOff', 'listRobotProjects', 'listRobotHeldProjects'].flatMap(
    (operation): Row[] => [
      [operation, 'own', only(200, ownReaders, 404)],
      [operation, 'foreign', only(200, foreigners, 404)],
      [operation, 'system', only(200, ['admin', 'systemRobot'], 404)],
      [operation, 'missing', { rest: 404 }],
    ],
  ),
  ['listMatchingRobots', 'own', { by: { 200: ownReaders, 403: ['limitedGuest'] }, rest: 404 }],
  ['listMatchingRobots', 'foreign', only(200, foreigners, 404)],
  ['listMatchingRobots', 'system', only(200, ['admin', 'systemRobot'])],
  ['listMatchingRobots', 'missing', { rest: 404 }],
  // Over all projects it is for people, for each of those that they manage.
  [
    'listMatchingRobots',
    'only',
    only(403, ['pullRobot', 'projectRobot', 'systemRobot', 'everywhereRobot', 'foreignRobot'], 200),
  ],
  // For people, who may be admin of none.
  [
    'listRobotHomes',
    'only',
    only(403, ['pullRobot', 'projectRobot', 'systemRobot', 'everywhereRobot', 'foreignRobot'], 200),
  ],
  ['listPresets', 'only', only(200, ['admin', 'owner', 'foreignOwner'])],
  ['listProjectIds', 'only', only(200, ['admin', 'systemRobot'])],
  [
    'listNamesToExplain',
    'only',
    only(403, ['pullRobot', 'projectRobot', 'systemRobot', 'everywhereRobot', 'foreignRobot'], 200),
  ],
  ['getEventChanges', 'own', only(200, [...ownWriters, 'systemRobot'], 404)],
  ['getEventChanges', 'foreign', only(200, [...foreigners, 'systemRobot'], 404)],
  ['getEventChanges', 'missing', { rest: 404 }],
  ['getLink', 'own', only(200, ['owner'], 404)],
  ['getLink', 'missing', { rest: 404 }],
  // Robots are told what they may not, each of itself alone; see robots/rotate-own-secret.test.ts for those that may.
  ['rotateOwnSecret', 'only', { rest: 403 }],
  ['getOpenApi', 'only', everybody],
  ['getStatistic', 'only', { rest: 200 }],
  ['search', 'only', everybody],
  ...inProject('getLogs', ownWriters, foreigners),
  ...inProject('getLogExts', ownWriters, foreigners),
]

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 60_000)

test('every operation is in the table', () => {
  // Ping asks nobody who they are; what is always empty has a table of its own, in empty.test.ts.
  const tested = operations.filter(({ nothing }) => !nothing)
  expect(new Set(['getPing', ...rows.map(([operation]) => operation)])).toEqual(new Set(tested.map(({ id }) => id)))
})

test.each(rows)('%s, %s', { timeout: 60_000 }, async (id, target, expected) => {
  const row = rows.findIndex((each) => each[0] === id && each[1] === target)
  const { method } = operations.find((each) => each.id === id)!
  let request: Request | null = null
  let before = ''
  for (const [index, caller] of (Object.keys(world.callers) as Caller[]).entries()) {
    // A target that nobody has changed yet serves the next caller too.
    if (!request) [request, before] = [await requestFor(id, target), await allRows()]
    // Failing too often from one address is another refusal.
    const headers = { 'x-real-client': `10.0.${row}.${index}` }
    const answer = await callApi(method, request.path, { as: world.callers[caller], body: request.body, headers })
    expect([caller, answer.status]).toEqual([caller, statusFor(caller, expected)])
    if (answer.status >= 400) {
      expect(await allRows()).toBe(before)
      for (const word of request.hidden) expect(answer.text).not.toContain(word)
    } else if (method !== 'GET' && method !== 'HEAD') request = null
    if (id === 'deleteProject' && answer.status === 200) world = await makeWorld()
  }
})

function statusFor(caller: Caller, { by = {}, rest, nobody: unknown = 401 }: Expected): number {
  if (refused.includes(caller)) return 401
  if (nobody.includes(caller)) return unknown
  return Number(Object.keys(by).find((status) => by[Number(status)]!.includes(caller)) ?? rest)
}

type Request = { path: string; body?: object; hidden: string[] }
const missingId = 2_147_483_000
const pull = { resource: 'repository', action: 'pull' }

/** The request to a fresh target, and the words of it that no refusal may tell. */
async function requestFor(id: string, target: Target): Promise<Request> {
  const project = target === 'foreign' ? world.foreign : target === 'open' ? world.open : world.own
  const projectId = target === 'missing' ? missingId : project.id
  if (id === 'listRobotHomes') return { path: '/robots/homes', hidden: [] }
  if (id.includes('Robot') || id === 'RefreshSec') return robotRequest(id, target, project, projectId)
  if (id.includes('Member')) return memberRequest(id, project.id, projectId)
  if (id.includes('User')) return userRequest(id, target)
  if (id === 'addProjectMetadatas') await db().projectMetadata.deleteMany({ where: { name: 'severity' } })
  if (id === 'getLink') return linkRequest(target, project)
  if (id === 'getEventChanges') return eventRequest(target, project)
  // Who is refused in the system is told the own name, which may hold the project's.
  return { ...projectRequest(id, target, project.name, projectId), hidden: target === 'only' ? [] : [project.name] }
}

async function robotRequest(id: string, target: Target, project: World['own'], projectId: number): Promise<Request> {
  const isSystem = target === 'system'
  const kind = isSystem ? 'system' : 'project'
  const namespace = isSystem ? '/' : target === 'missing' ? unique('none') : project.name
  const access = [isSystem ? { resource: 'project', action: 'list' } : pull]
  const sent = { level: kind, duration: 7, permissions: [{ kind, namespace, access }] }
  if (id === 'ListRobot') {
    const q = isSystem ? '' : `?q=${encodeURIComponent(`Level=project,ProjectID=${projectId}`)}`
    return { path: `/robots${q}`, hidden: isSystem ? [] : [project.name] }
  }
  if (id === 'listMatchingRobots') {
    const place = isSystem ? 'system' : target === 'only' ? 'all' : projectId
    return { path: `/robots/matching?place=${place}`, hidden: isSystem || target === 'only' ? [] : [project.name] }
  }
  if (id === 'CreateRobot') return { path: '/robots', body: { ...sent, name: unique('bot') }, hidden: [] }
  const robot = await insertTestRobot({
    projectId: isSystem ? undefined : project.id,
    grants: [{ project: isSystem ? '/' : project.id, access }],
  })
  const below = {
    getRobotActivity: '/activity',
    listRobotSecrets: '/secrets',
    getRobotHandOff: '/hand-off',
    listRobotProjects: '/projects',
    listRobotHeldProjects: '/held-projects',
    getRobotLess: '/less',
  }
  const path = `/robots/${target === 'missing' ? missingId : robot.id}${below[id as keyof typeof below] ?? ''}`
  const body = { UpdateRobot: { ...sent, name: robot.name }, RefreshSec: {} }[id]
  return { path, body, hidden: [robot.name] }
}

async function eventRequest(target: Target, { id: projectId, name }: World['own']): Promise<Request> {
  const about = { resourceType: 'project', resource: name, projectId, projectName: name, result: 'success' }
  const after = JSON.stringify({ description: unique('told') })
  const by = { actorKind: 'system', actorName: 'system', operation: 'project.update', at: new Date(), after }
  const { id } = await db().auditEvent.create({ data: { ...about, ...by } })
  return { path: `/auditlog-exts/${target === 'missing' ? missingId : id}/changes`, hidden: [name, after] }
}

async function memberRequest(id: string, existing: number, projectId: number): Promise<Request> {
  const [user, other] = [await makeUser(), await makeUser()]
  await addMember(existing, user.id, 'guest')
  const member = await db().projectMember.findFirstOrThrow({ where: { projectId: existing, userId: user.id } })
  const members = `/projects/${projectId}/members`
  const hidden = [user.username]
  if (id === 'listProjectMembers') return { path: members, hidden }
  const body = { role_id: 3, member_user: { username: other.username } }
  if (id === 'createProjectMember') return { path: members, body, hidden: [] }
  return { path: `${members}/${member.id}`, body: id.startsWith('update') ? { role_id: 2 } : undefined, hidden }
}

async function linkRequest(target: Target, { ownerId }: World['own']): Promise<Request> {
  const [robotName, handle, at] = [unique('bot'), unique('handle'), new Date()]
  const rest = { robotId: 1, salt: '', guarded: false, triesLeft: 5, createdAt: at, expiresAt: at }
  const link = await db().oneTimeLink.create({ data: { handle, makerId: ownerId, robotName, ...rest } })
  return { path: `/links/${target === 'missing' ? missingId : link.id}`, hidden: [robotName] }
}

async function userRequest(id: string, target: Target): Promise<Request> {
  const user = await makeUser()
  const path = `/users/${target === 'missing' ? missingId : user.id}`
  const hidden = [user.username]
  const scope = encodeURIComponent(`/project/${world.own.id}`)
  const profile = { email: `${unique('mail')}@example.com`, realname: 'One' }
  const requests: Record<string, Omit<Request, 'hidden'>> = {
    listUsers: { path: '/users' },
    searchUsers: { path: '/users/search?username=a' },
    createUser: { path: '/users', body: { ...profile, username: unique('made'), password: 'Some-Password-1' } },
    updateUserProfile: { path, body: profile },
    updateUserPassword: { path: `${path}/password`, body: { new_password: 'Some-Password-1' } },
    getUser: { path },
    deleteUser: { path },
    setUserSysAdmin: { path: `${path}/sysadmin`, body: { sysadmin_flag: false } },
    getCurrentUserInfo: { path: '/users/current' },
    getCurrentUserPermissions: { path: `/users/current/permissions?scope=${scope}` },
  }
  return { ...requests[id]!, hidden }
}

function projectRequest(id: string, target: Target, name: string, projectId: number): Omit<Request, 'hidden'> {
  const path = `/projects/${projectId}`
  const byName = `/projects/${target === 'missing' ? unique('none') : name}`
  const requests: Record<string, Omit<Request, 'hidden'>> = {
    getHealth: { path: '/health' },
    getSystemInfo: { path: '/systeminfo' },
    getPermissions: { path: '/permissions' },
    getOpenApi: { path: '/openapi.json' },
    rotateOwnSecret: { path: '/robots/self/secret', body: { hours: 2 } },
    getStatistic: { path: '/statistics' },
    search: { path: `/search?q=${name}` },
    listProjectIds: { path: '/robots/project-ids' },
    listPresets: { path: '/robots/presets' },
    listNamesToExplain: { path: '/robots/names?search=bot' },
    listProjects: { path: '/projects' },
    headProject: { path: `/projects?project_name=${target === 'missing' ? unique('none') : name}` },
    createProject: { path: '/projects', body: { project_name: unique('made') } },
    getProject: { path },
    updateProject: { path, body: { metadata: { auto_scan: unique('value') } } },
    deleteProject: { path },
    getProjectDeletable: { path: `${path}/_deletable` },
    listProjectMetadatas: { path: `${path}/metadatas` },
    addProjectMetadatas: { path: `${path}/metadatas`, body: { severity: 'low' } },
    getProjectMetadata: { path: `${path}/metadatas/public` },
    updateProjectMetadata: { path: `${path}/metadatas/severity`, body: { severity: 'high' } },
    deleteProjectMetadata: { path: `${path}/metadatas/severity` },
    getProjectSummary: { path: `${path}/summary` },
    getConfigurations: { path: '/configurations' },
    updateConfigurations: { path: '/configurations', body: { robot_token_duration: 30 } },
    listAuditLogs: { path: '/audit-logs' },
    listAuditLogExts: { path: '/auditlog-exts' },
    listAuditLogEventTypes: { path: '/auditlog-exts/events' },
    getLogs: { path: `${byName}/logs` },
    getLogExts: { path: `${byName}/auditlog-exts` },
  }
  return requests[id]!
}
