import type { Case } from '../case'
import { of } from './of'

const [list, create, get, put, patch, remove] = [
  of('ListRobot'),
  of('CreateRobot'),
  of('GetRobotByID'),
  of('UpdateRobot'),
  of('RefreshSec'),
  of('DeleteRobot'),
]

const pull = { resource: 'repository', action: 'pull' }
const inProject = (...access: object[]) => [{ kind: 'project', namespace: '{projectName}', access }]
const inSystem = (...access: object[]) => [{ kind: 'system', namespace: '/', access }]
let made = 0
const fresh = (more: object = {}) => ({
  name: `{prefix}-r${made++}`,
  level: 'project',
  duration: 7,
  permissions: inProject(pull),
  ...more,
})
const system = (more: object = {}) =>
  fresh({ level: 'system', permissions: inSystem({ resource: 'project', action: 'list' }), ...more })

/** What a case changes or deletes is its own. */
const own = (body: object = fresh()) => [{ method: 'POST', path: '/robots', body, keep: 'ownRobot' }]
const edited = (more: object = {}) => ({ ...fresh(), name: '{ownRobotName}', ...more })
const ofProject = 'Level%3Dproject%2CProjectID%3D{project}'

const refusedBodies: object[] = [
  { name: '{prefix}-Upper' },
  { name: '' },
  { duration: 0 },
  { duration: -2 },
  { duration: 1.5 },
  { duration: '7' },
  { duration: 2_147_483_648 },
  { level: 'x' },
  { level: undefined },
  { permissions: [] },
  { permissions: null },
  { permissions: [null] },
  { permissions: inProject() },
  { permissions: [...inProject(pull), ...inProject(pull)] },
  { permissions: inProject({ resource: 'robot', action: 'update' }) },
  { permissions: inProject({ resource: '*', action: '*' }) },
  { permissions: [{ kind: 'x', namespace: '{projectName}', access: [pull] }] },
  { permissions: [{ kind: 'project', namespace: '{noneName}', access: [pull] }] },
  { permissions: inSystem({ resource: 'project', action: 'list' }) },
  {
    level: 'system',
    permissions: [{ kind: 'system', namespace: 'x', access: [{ resource: 'project', action: 'list' }] }],
  },
  { level: 'system', permissions: [{ kind: 'project', namespace: '{noneName}', access: [pull] }] },
]

export const robotCases: Case[] = [
  list.good(`GET /robots?q=${ofProject}`),
  list.good(`GET /robots?q=${ofProject}`, { as: 'guest' }),
  list.good(`GET /robots?q=${ofProject}`, { as: 'robot' }),
  list.good(`GET /robots?q=${ofProject}%2Cname%3D~pull&sort=-name`),
  list.good('GET /robots?q=Level%3Dsystem%2Cname%3D~{prefix}'),
  list.good('GET /robots?q=Level%253Dsystem%252Cname%253D~{prefix}'),
  list.boundary(`GET /robots?q=${ofProject}&page=1&page_size=2`),
  list.boundary(`GET /robots?q=${ofProject}&page=0&page_size=0`),
  list.boundary('GET /robots?q=Level%3Dproject%2CProjectID%3D{none}'),
  list.bad('GET /robots?q=Level%3Dproject'),
  list.bad('GET /robots?q=Level%3Dproject%2CProjectID%3D0'),
  list.bad('GET /robots?q=Level%3Dproject%2CProjectID%3Dx'),
  list.bad('GET /robots?q=Level%3Dx'),
  create.good('POST /robots', { body: fresh() }),
  create.good('POST /robots', { body: fresh({ duration: -1, description: 'never' }) }),
  create.good('POST /robots', { as: 'owner', body: fresh() }),
  create.good('POST /robots', { body: system() }),
  create.good('POST /robots', {
    body: system({ permissions: [...inProject(pull), { kind: 'project', namespace: '*', access: [pull] }] }),
  }),
  create.bad('POST /robots', { as: 'guest', body: fresh() }),
  create.bad('POST /robots', { as: 'outsider', body: fresh() }),
  create.bad('POST /robots', { as: 'robot', body: fresh() }),
  create.bad('POST /robots', { as: 'owner', body: system() }),
  ...refusedBodies.map((more) => create.bad('POST /robots', { body: fresh(more) })),
  create.bad('POST /robots', {
    before: own(fresh({ name: '{prefix}-twice' })),
    body: fresh({ name: '{prefix}-twice' }),
  }),
  get.good('GET /robots/{ownRobot}', { before: own() }),
  get.good('GET /robots/{ownRobot}', { before: own(system()) }),
  get.good('GET /robots/{spareRobotId}', { as: 'guest' }),
  put.good('PUT /robots/{ownRobot}', { before: own(), body: edited({ description: 'edited', duration: 9 }) }),
  put.good('PUT /robots/{ownRobot}', { before: own(), as: 'owner', body: edited({ disable: true }) }),
  put.bad('PUT /robots/{ownRobot}', { before: own(), as: 'guest', body: edited() }),
  put.bad('PUT /robots/{ownRobot}', { before: own(), as: 'robot', body: edited() }),
  ...[{ name: '{prefix}-short' }, { level: 'system' }, { level: undefined }, { permissions: [] }, { duration: 0 }].map(
    (more) => put.bad('PUT /robots/{ownRobot}', { before: own(), body: edited(more) }),
  ),
  put.bad('PUT /robots/{ownRobot}', {
    before: own(),
    body: edited({ permissions: [{ kind: 'project', namespace: '{openName}', access: [pull] }] }),
  }),
  patch.good('PATCH /robots/{ownRobot}', { before: own(), body: {} }),
  patch.good('PATCH /robots/{ownRobot}', { before: own(), body: { secret: 'Chosen-secret-1' } }),
  ...['weak', 'nouppercase1', 'A'.repeat(128) + 'a1'].map((secret) =>
    patch.bad('PATCH /robots/{ownRobot}', { before: own(), body: { secret } }),
  ),
  patch.bad('PATCH /robots/{ownRobot}', { before: own(), as: 'guest', body: {} }),
  remove.good('DELETE /robots/{ownRobot}', { before: own() }),
  remove.good('DELETE /robots/{ownRobot}', { before: own(), as: 'owner' }),
  remove.bad('DELETE /robots/{ownRobot}', { before: own(), as: 'guest' }),
  of('getPermissions').good('GET /permissions', { as: 'owner' }),
]
