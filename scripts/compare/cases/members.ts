import type { Case } from '../case'
import { of } from './of'

const [list, create, get, put, remove] = [
  of('listProjectMembers'),
  of('createProjectMember'),
  of('getProjectMember'),
  of('updateProjectMember'),
  of('deleteProjectMember'),
]

const members = '/projects/{project}/members'
const spare = { member_user: { username: '{spareName}' } }
const own = [{ method: 'POST', path: members, body: { role_id: 2, ...spare }, keep: 'ownMember' }]
const gone = [...own, { method: 'DELETE', path: `${members}/{ownMember}` }]
/** Whoever was added is no member before, whatever the case before has left. */
const anew = [...gone]

export const memberCases: Case[] = [
  list.good(`GET ${members}`),
  list.good(`GET ${members}`, { as: 'guest' }),
  list.good(`GET ${members}`, { as: 'robot' }),
  list.good('GET /projects/{projectName}/members?entityname={guestName}', {
    at: /^headers\.total$/,
    differs: 'member-total',
  }),
  list.boundary(`GET ${members}?page=2&page_size=1`),
  create.good(`POST ${members}`, { before: anew, body: { role_id: 2, ...spare } }),
  create.good(`POST ${members}`, { before: anew, as: 'owner', body: { role_id: 5, ...spare } }),
  create.bad(`POST ${members}`, { body: { role_id: 2, member_user: { username: '{guestName}' } } }),
  create.bad(`POST ${members}`, { body: { role_id: 2, member_user: { username: '{noneName}' } } }),
  create.bad(`POST ${members}`, { body: { role_id: 2, member_user: { user_id: 2147480000 } } }),
  create.bad(`POST ${members}`, { before: anew, body: { role_id: 9, ...spare } }),
  create.bad(`POST ${members}`, { before: anew, body: { ...spare } }),
  create.bad(`POST ${members}`, { body: {} }),
  create.bad(`POST ${members}`, { body: { role_id: 2, member_group: { group_name: '{noneName}' } } }),
  create.bad(`POST ${members}`, { body: { role_id: 2, member_group: { id: 7 } } }),
  get.good(`GET ${members}/{guestMember}`),
  put.good(`PUT ${members}/{ownMember}`, { before: [...anew, ...own], body: { role_id: 4 } }),
  put.boundary(`PUT ${members}/{ownMember}`, { before: gone, body: { role_id: 4 } }),
  put.boundary('PUT /projects/{open}/members/{guestMember}', { body: { role_id: 4 } }),
  put.bad(`PUT ${members}/{guestMember}`, { as: 'guest', body: { role_id: 1 } }),
  put.bad(`PUT ${members}/0`, { body: { role_id: 2 } }),
  remove.good(`DELETE ${members}/{ownMember}`, { before: [...anew, ...own] }),
  remove.boundary(`DELETE ${members}/{ownMember}`, { before: gone }),
  remove.boundary('DELETE /projects/{open}/members/{guestMember}'),
  remove.bad(`DELETE ${members}/0`),
]
