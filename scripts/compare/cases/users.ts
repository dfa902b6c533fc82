import type { Case } from '../case'
import { of } from './of'

const [list, create, get, remove, admin, put, password, search, current, permissions] = [
  of('listUsers'),
  of('createUser'),
  of('getUser'),
  of('deleteUser'),
  of('setUserSysAdmin'),
  of('updateUserProfile'),
  of('updateUserPassword'),
  of('searchUsers'),
  of('getCurrentUserInfo'),
  of('getCurrentUserPermissions'),
]

let made = 0
const fresh = (more: object = {}) => {
  const username = `{prefix}-u${made++}`
  return { username, email: `${username}@example.com`, realname: 'One', password: 'Password-of-1', ...more }
}
const own = (more: object = {}) => [{ method: 'POST', path: '/users', body: fresh(more), keep: 'ownUser' }]
const profile = (more: object = {}) => ({ email: '{prefix}-new@example.com', realname: 'Two', ...more })

const profiles: object[] = [
  { email: '' },
  { email: 'a@b' },
  { email: 'a b@example.com' },
  { realname: '' },
  { realname: 'a,b' },
  { comment: 'c'.repeat(31) },
]

export const userCases: Case[] = [
  list.good('GET /users?username={prefix}&sort=username'),
  list.good('GET /users?q=username%3D~{prefix}&sort=-user_id&page_size=2'),
  list.good('GET /users?email={prefix}-guest'),
  list.boundary('GET /users?username={prefix}&page=0&page_size=0'),
  create.good('POST /users', { body: fresh() }),
  create.good('POST /users', { body: fresh({ comment: 'c'.repeat(30), sysadmin_flag: true }) }),
  create.bad('POST /users', { as: 'outsider', body: fresh() }),
  create.bad('POST /users', {
    before: own({ username: '{prefix}-twice' }),
    body: fresh({ username: '{prefix}-twice' }),
  }),
  ...[
    { username: '' },
    { username: '{prefix}-a,b' },
    { username: '{prefix}-robot$x' },
    { username: `{prefix}-${'a'.repeat(256)}` },
    { password: 'short1A' },
    { password: 'nouppercase1' },
    { password: undefined },
    { realname: undefined },
    { email: undefined },
    ...profiles,
  ].map((more) => create.bad('POST /users', { body: fresh(more) })),
  get.good('GET /users/{guest}'),
  get.good('GET /users/{guest}', { as: 'guest' }),
  get.bad('GET /users/{guest}', { as: 'outsider' }),
  get.bad('GET /users/{ownUser}', { before: [...own(), { method: 'DELETE', path: '/users/{ownUser}' }] }),
  current.good('GET /users/current', { as: 'guest' }),
  current.bad('GET /users/current', { as: 'robot' }),
  ...(['admin', 'owner', 'guest', 'outsider', 'robot'] as const).flatMap((as) => [
    permissions.good('GET /users/current/permissions?scope=/project/{project}&relative=true', { as }),
    permissions.good('GET /users/current/permissions?scope=/project/{open}', {
      as,
      at: /:/,
      differs: 'robot-own-pairs',
    }),
  ]),
  permissions.good('GET /users/current/permissions?scope=/system'),
  permissions.boundary('GET /users/current/permissions?scope=/project/{none}', { as: 'guest' }),
  permissions.boundary('GET /users/current/permissions?scope=bad'),
  permissions.boundary('GET /users/current/permissions'),
  admin.good('PUT /users/{ownUser}/sysadmin', { before: own(), body: { sysadmin_flag: true } }),
  admin.boundary('PUT /users/{ownUser}/sysadmin', { before: own(), body: {} }),
  admin.bad('PUT /users/{ownUser}/sysadmin', { before: own(), body: { sysadmin_flag: 'yes' } }),
  put.good('PUT /users/{ownUser}', { before: own(), body: profile() }),
  get.good('GET /users/{ownUser}', {
    before: [
      ...own({ comment: 'kept' }),
      { method: 'PUT', path: '/users/{ownUser}', body: profile({ email: '{prefix}-more@example.com' }) },
    ],
  }),
  put.good('PUT /users/{guest}', {
    as: 'guest',
    body: profile({ email: '{guestName}@example.com', realname: 'guest', comment: 'a comparison' }),
  }),
  ...profiles.map((more) => put.bad('PUT /users/{ownUser}', { before: own(), body: profile(more) })),
  password.good('PUT /users/{ownUser}/password', { before: own(), body: { new_password: 'Password-of-2' } }),
  password.bad('PUT /users/{ownUser}/password', { before: own(), body: { new_password: 'weak' } }),
  password.bad('PUT /users/{outsider}/password', {
    as: 'outsider',
    body: { old_password: 'Wrong-password-1', new_password: 'Password-of-2' },
  }),
  search.good('GET /users/search?username={prefix}-g', { as: 'outsider' }),
  search.good('GET /users/search?username={prefix}-g', { as: 'robot' }),
  search.bad('GET /users/search'),
  remove.good('DELETE /users/{ownUser}', { before: own() }),
  remove.bad('DELETE /users/{ownUser}', { before: [...own(), { method: 'DELETE', path: '/users/{ownUser}' }] }),
  remove.bad('DELETE /users/{boss}', { as: 'boss' }),
]
