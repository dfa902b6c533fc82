import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { callApi, errorOf, useApi, type Answer } from '../../../testing/api'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import { searchAnswer, statisticAnswer } from '@/lib/domain/wire/overview'
import { countQueries } from '../../../testing/count-queries'
import { useDatabase } from '../../../testing/database'
import { useHeldUses } from '../../../testing/hold-uses'
import { allRows, insertTestRobot, makeWorld, type Caller, type World } from '../../../testing/world'
import { operations } from '../operations/all'

const url = useDatabase()
useHeldUses()
useApi()

// What a Harbor answers that has none of it, as measured on one: written by hand, to whom and what.

let world: World
let rows: string
beforeAll(async () => {
  world = await makeWorld()
  rows = await allRows()
}, 60_000)

const ask = (caller: Caller, path: string): Promise<Answer> => callApi('GET', path, { as: world.callers[caller] })
const noTime = '0001-01-01T00:00:00.000Z'

type Told = { status?: number; body?: unknown; error?: string }
/** `[]`, told with its length; and without. */
const noRows: Told = { body: [] }
const list = (): Told => ({ body: [] })
const missing = (error: string): Told => ({ status: 404, error: `NOT_FOUND: ${error}` })
const noScanner: Told = { status: 412, error: "PRECONDITION: no scanner is configured, it's not possible to scan" }

/** In the system: who is not signed in gets 401; others 403, but for system admins and robots with the permission. */
const guarded: [path: string, permission: string, told: Told][] = [
  ['/systeminfo/volumes', 'system-volumes:read', { body: { storage: [{}] } }],
  ['/quotas', 'quota:list', noRows],
  ['/quotas?reference=project&reference_id=2&sort=-hard.storage', 'quota:list', noRows],
  ['/quotas/9', 'quota:read', missing('quota 9 not found')],
  ['/registries?name=x', 'registry:list', noRows],
  ['/registries/1', 'registry:read', missing('registry 1 not found')],
  ['/registries/1/info', 'registry:read', missing('registry 1 not found')],
  ['/replication/adapters', 'replication-adapter:list', list()],
  ['/replication/adapterinfos', 'replication-adapter:list', { body: {} }],
  ['/replication/policies?name=x', 'replication-policy:list', noRows],
  ['/replication/policies/1', 'replication-policy:read', missing('replication policy 1 not found')],
  ['/replication/executions', 'replication:list', noRows],
  ['/replication/executions/1', 'replication:read', missing('replication execution 1 not found')],
  ['/jobservice/queues', 'jobservice-monitor:list', list()],
  ['/jobservice/pools', 'jobservice-monitor:list', list()],
  ['/jobservice/pools/all/workers', 'jobservice-monitor:list', list()],
  ['/schedules', 'jobservice-monitor:list', noRows],
  ['/scanners', 'scanner:list', noRows],
  ['/scanners/1', 'scanner:read', missing('scanner 1 not found')],
  ['/scans/all/metrics', 'scan-all:read', noScanner],
  ['/scans/schedule/metrics', 'scan-all:read', noScanner],
  ['/system/scanAll/schedule', 'scan-all:read', noScanner],
  ['/system/gc', 'garbage-collection:list', noRows],
  ['/system/gc/1', 'garbage-collection:read', missing('garbage collection execution 1 not found')],
  ['/system/gc/schedule', 'garbage-collection:read', {}],
  ['/system/purgeaudit', 'purge-audit:list', noRows],
  ['/system/purgeaudit/schedule', 'purge-audit:read', {}],
  ['/usergroups', 'user-group:list', noRows],
  ['/usergroups/1', 'user-group:read', missing('the user group with id 1 is not found')],
  ['/p2p/preheat/instances', 'preheat-instance:list', noRows],
  ['/p2p/preheat/providers', 'preheat-instance:list', list()],
  [
    '/security/summary',
    'security-hub:read',
    {
      body: {
        critical_cnt: 0,
        fixable_cnt: 0,
        low_cnt: 0,
        medium_cnt: 0,
        scanned_cnt: 0,
        total_artifact: 0,
        total_vuls: 0,
      },
    },
  ],
  ['/security/vul', 'security-hub:list', noRows],
  ['/ldap/users/search?username=x', 'ldap-user:list', list()],
  ['/ldap/groups/search?groupname=x', 'ldap-user:list', list()],
]

/** For who is signed in. */
const signedIn: [path: string, told: Told][] = [
  ['/schedules/all/paused', { body: { paused: false } }],
  ['/schedules/x/paused', { status: 400, error: "BAD_REQUEST: job_type can only be 'all'" }],
  ['/system/CVEAllowlist', { body: { creation_time: noTime, items: [], update_time: noTime } }],
  ['/export/cve/executions', { body: { items: [] } }],
  ['/export/cve/execution/1', missing('execution 1 not found')],
  ['/usergroups/search?groupname=x', noRows],
  [
    '/usergroups/search',
    { status: 422, error: 'UNPROCESSABLE_ENTITY: validation failure list:\ngroupname in query is required' },
  ],
]

/** For everybody. */
const open: [path: string, told: Told][] = [
  ['/labels?scope=g', noRows],
  ['/labels', { status: 400, error: 'BAD_REQUEST: invalid scope: ' }],
  ['/labels?scope=x', { status: 400, error: 'BAD_REQUEST: invalid scope: x' }],
  ['/labels?scope=p', { status: 400, error: 'BAD_REQUEST: must with project ID when to query project labels' }],
  ['/labels/1', missing('label 1 not found')],
  ['/repositories', noRows],
  ['/icons/sha256:x', missing('the icon sha256:x not found')],
  ['/systeminfo/getcert', missing('resource not found: cert not found')],
]

/** By who asks: nobody, project admin, maintainer, developer, guest, limited guest, no member. */
const callers = ['anonymous', 'owner', 'maintainer', 'developer', 'guest', 'limitedGuest', 'outsider'] as const
const members = '401 200 200 200 200 200 403'
const admins = '401 200 403 403 403 403 403'
const keepers = '401 200 200 403 403 403 403'
const labels = '401 200 200 200 200 403 403'
const inProject: [path: string, permission: string, codes: string, told: Told][] = [
  ['/projects/NAME/repositories', 'repository:list', members, noRows],
  ['/projects/NAME/repositories/x', 'repository:read', members, { status: 404 }],
  ['/projects/NAME/repositories/x%252Fy/artifacts', 'artifact:list', members, noRows],
  ['/projects/ID/artifacts', 'artifact:list', members, noRows],
  ['/projects/ID/scanner', 'scanner:read', members, { body: {} }],
  ['/projects/ID/scanner/candidates', 'scanner:create', admins, noRows],
  ['/projects/ID/immutabletagrules', 'immutable-tag:list', keepers, noRows],
  ['/projects/NAME/preheat/policies', 'preheat-policy:list', admins, noRows],
  ['/projects/NAME/preheat/providers', 'preheat-policy:read', admins, list()],
  ['/projects/ID/webhook/policies', 'notification-policy:list', keepers, noRows],
  ['/projects/ID/webhook/lasttrigger', 'notification-policy:read', keepers, list()],
  ['/projects/ID/webhook/events', 'notification-policy:read', keepers, { body: expect.any(Object) }],
  [
    '/projects/ID/webhook/jobs?policy_id=1',
    'notification-policy:list',
    keepers,
    missing('notificationPolicy 1 not found'),
  ],
  ['/labels?scope=p&project_id=ID', 'label:list', labels, noRows],
]

const pathIn = (path: string, { id, name }: { id: number; name: string }) =>
  path.replace('ID', String(id)).replace('NAME', name)
const gone = { id: 2_147_483_000, name: 'no-such-project' }

function expectTold(answer: Answer, { status = 200, body, error }: Told) {
  expect([answer.status, answer.text]).toEqual([status, answer.text])
  if (error) expect(errorOf(answer)).toBe(error)
  if (status === 200) expect(answer.body).toEqual(body)
  if (body === noRows.body)
    expect([answer.headers.get('x-total-count'), answer.headers.get('link')]).toEqual(['0', null])
  else expect(answer.headers.has('x-total-count')).toBe(false)
}
const refusal = (answer: Answer) => [answer.status, errorOf(answer)]

/** A robot that holds this alone, and one that holds everything else. */
async function robots(level: 'system' | 'project', permission: string) {
  const place = level === 'system' ? '/' : world.own.id
  const others = permissionCatalog[level].filter(({ resource, action }) => `${resource}:${action}` !== permission)
  expect(others).toHaveLength(permissionCatalog[level].length - 1)
  const projectId = level === 'system' ? undefined : world.own.id
  const [only, rest] = [[parseAccessKey(permission)], others]
  return {
    only: await insertTestRobot({ projectId, grants: [{ project: place, access: only }] }),
    rest: await insertTestRobot({ projectId, grants: [{ project: place, access: rest }] }),
  }
}

test('every operation that is always the same is in a table', () => {
  const paths = [...guarded, ...signedIn, ...open, ...inProject].map(([path]) => path.split('?')[0]!)
  const asked = operations.filter(({ nothing }) => nothing)
  expect(asked.length).toBeGreaterThan(50)
  for (const { path } of asked) {
    if (path === '/retentions/metadatas') continue
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    expect([path, paths.some((each) => pattern.test(each))]).toEqual([path, true])
  }
})

test('the manual lists every one of them, and no other', () => {
  const manual = readFileSync('docs/manual/empty-by-design.md', 'utf8')
  const table = manual.split('\n').filter((line) => line.startsWith('|'))
  const listed = [...table.join('\n').matchAll(/`(\/[^`]+)`/g)].map(([, path]) => path!)
  const paths = operations.filter(({ nothing }) => nothing).map(({ path }) => path)
  expect(listed.toSorted()).toEqual(paths.toSorted())
})

test.each(guarded)('%s is for who holds %s', async (path, permission, told) => {
  expectTold(await ask('admin', path), told)
  expect(refusal(await ask('anonymous', path))).toEqual([401, 'UNAUTHORIZED: unauthorized'])
  for (const caller of ['owner', 'outsider', 'everywhereRobot'] as const) {
    expect([caller, (await ask(caller, path)).status]).toEqual([caller, 403])
  }
  const { only, rest } = await robots('system', permission)
  expectTold(await callApi('GET', path, { as: only.as }), told)
  expect(refusal(await callApi('GET', path, { as: rest.as }))).toEqual([403, `FORBIDDEN: ${rest.name}`])
})

test.each(signedIn)('%s is for who is signed in', async (path, told) => {
  for (const caller of ['admin', 'outsider', 'pullRobot'] as const) expectTold(await ask(caller, path), told)
  for (const caller of ['anonymous', 'disabledAdmin', 'wrongSecret'] as const)
    expect((await ask(caller, path)).status).toBe(401)
})

test.each(open)('%s is for everybody', async (path, told) => {
  for (const caller of ['anonymous', 'admin', 'outsider', 'pullRobot'] as const)
    expectTold(await ask(caller, path), told)
  expect((await ask('disabledRobot', path)).status).toBe(401)
})

test.each(inProject)('%s is for who holds %s: %s', async (path, permission, codes, told) => {
  const own = pathIn(path, world.own)
  for (const [index, code] of codes.split(' ').entries()) {
    const answer = await ask(callers[index]!, own)
    if (code === '200') expectTold(answer, told)
    else expect([callers[index], answer.status]).toEqual([callers[index], Number(code)])
    if (code === '403') expect(refusal(answer)).toEqual([403, 'FORBIDDEN: forbidden'])
  }
  for (const caller of ['admin', 'projectRobot', 'everywhereRobot'] as const) expectTold(await ask(caller, own), told)
  for (const caller of ['foreignOwner', 'foreignRobot', 'pullRobot', 'systemRobot'] as const) {
    expect([caller, (await ask(caller, own)).status]).toEqual([caller, 403])
  }
  const { only, rest } = await robots('project', permission)
  expectTold(await callApi('GET', own, { as: only.as }), told)
  expect((await callApi('GET', own, { as: rest.as })).status).toBe(403)
})

test.each(inProject.filter(([path]) => path.startsWith('/projects/')))('%s of a project that is none', async (path) => {
  const nowhere = pathIn(path, gone)
  expect((await ask('anonymous', nowhere)).status).toBe(401)
  for (const caller of ['owner', 'projectRobot'] as const)
    expect(refusal(await ask(caller, nowhere))).toEqual([403, 'FORBIDDEN: forbidden'])
  expect((await ask('admin', nowhere)).status).toBe(404)
})

describe('public projects', () => {
  test.each([
    ['/projects/NAME/repositories', 200, 200],
    ['/projects/NAME/repositories/x/artifacts', 200, 200],
    ['/projects/ID/artifacts', 401, 200],
    ['/projects/ID/scanner', 401, 200],
    ['/projects/ID/webhook/policies', 401, 403],
    ['/projects/ID/scanner/candidates', 401, 403],
    ['/labels?scope=p&project_id=ID', 200, 200],
  ])('%s: %i to nobody, %i to who is no member', async (path, nobody, others) => {
    const [asked, disabled] = [pathIn(path, world.open), (await ask('disabledAdmin', pathIn(path, world.open))).status]
    expect([(await ask('anonymous', asked)).status, disabled]).toEqual([nobody, nobody])
    for (const caller of ['outsider', 'pullRobot'] as const) expect((await ask(caller, asked)).status).toBe(others)
  })
})

test('of a project that is none, labels are told to who may know it', async () => {
  const path = `/labels?scope=p&project_id=${gone.id}`
  expect((await ask('admin', path)).text).toBe('[]')
  expect((await ask('owner', path)).status).toBe(403)
  expect((await ask('anonymous', path)).status).toBe(401)
  expect((await ask('admin', '/labels?scope=p&project_id=x')).status).toBe(422)
})

test('a repository of none is told by its whole name', async () => {
  const answer = await ask('owner', `/projects/${world.own.name}/repositories/x`)
  expect(errorOf(answer)).toBe(`NOT_FOUND: repository ${world.own.name}/x not found`)
  expect((await ask('admin', `/projects/${world.own.id}/repositories`)).status).toBe(404)
})

test('lists check what they are asked, and whoever may not see them is told no more', async () => {
  expect((await ask('admin', '/registries?q=zzz')).status).toBe(400)
  expect((await ask('outsider', '/registries?q=zzz')).status).toBe(403)
  expect((await ask('admin', '/registries?page_size=101')).status).toBe(422)
  expect((await ask('admin', '/registries/x')).status).toBe(422)
  expect((await ask('owner', `/projects/${world.own.id}/webhook/jobs`)).status).toBe(422)
  expect((await ask('owner', `/projects/${world.own.id}/webhook/jobs?policy_id=x`)).status).toBe(422)
  const retention = (await ask('outsider', '/retentions/metadatas')).body as { templates: object[] }
  expect(retention.templates).toHaveLength(5)
  expect((await ask('anonymous', '/retentions/metadatas')).status).toBe(401)
})

test('nothing is read but who asks, and the project', async () => {
  // Reads alone: that robots were used, and what was refused, is written whenever its time has come.
  const statements = async (caller: Caller, path: string) =>
    (await countQueries(url(), () => ask(caller, path))).statements.filter((text) => text.startsWith('SELECT')).length
  const [inSystem, inOne] = ['/scanners', `/projects/${world.own.name}/repositories`]
  // What proving who they are costs; a robot's rights come with that.
  const [session, robot] = [await statements('owner', '/permissions'), await statements('systemRobot', '/repositories')]
  expect(await statements('owner', inOne)).toBeLessThanOrEqual(session + 1)
  expect(await statements('outsider', inSystem)).toBeLessThanOrEqual(session)
  expect(await statements('systemRobot', inSystem)).toBeLessThanOrEqual(robot)
})

test('statistics count what one may see', async () => {
  const counts = async (caller: Caller) => {
    const told = statisticAnswer.strict().parse((await ask(caller, '/statistics')).body)
    return [told.public_project_count, told.private_project_count, told.total_project_count]
  }
  const [open, hidden, total] = await counts('admin')
  expect(total).toBe(open! + hidden!)
  expect(await counts('owner')).toEqual([open, 1, 0])
  expect(await counts('outsider')).toEqual([open, 0, 0])
  expect(await counts('everywhereRobot')).toEqual([open, 0, 0])
})

test('a search finds projects that one may see', async () => {
  const found = async (caller: Caller, text: string) => {
    const { body } = await ask(caller, `/search?q=${encodeURIComponent(text)}`)
    return searchAnswer
      .strict()
      .parse(body)
      .project.map(({ name }) => name)
  }
  const { own, open: shown } = world
  for (const caller of ['admin', 'owner', 'limitedGuest'] as const)
    expect(await found(caller, own.name)).toEqual([own.name])
  for (const caller of ['anonymous', 'outsider', 'foreignOwner', 'projectRobot', 'everywhereRobot'] as const) {
    expect(await found(caller, own.name)).toEqual([])
    expect(await found(caller, shown.name.slice(1))).toEqual([shown.name])
  }
  for (const text of [own.name.toUpperCase(), '%', '_', 'İ', "'"])
    expect(await found('admin', text)).not.toContain(own.name)
  expect((await ask('admin', '/search')).status).toBe(422)
  expect((await ask('admin', '/search?q=')).status).toBe(422)
})

test('nothing of all that has changed a row', async () => {
  const robotsLeft = (text: string) => (JSON.parse(text) as unknown[][]).slice(3)
  expect(robotsLeft(await allRows())).toEqual(robotsLeft(rows))
})
