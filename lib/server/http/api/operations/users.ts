import 'server-only'
import { paged, type Operation } from './operation'

/** Users, and what one is and may oneself. */
export const userOperations: readonly Operation[] = [
  {
    id: 'listUsers',
    method: 'GET',
    path: '/users',
    query: paged,
    success: 200,
    answer: 'UserResp',
    list: true,
    refusals: [400, 403, 422],
  },
  {
    id: 'createUser',
    method: 'POST',
    path: '/users',
    body: { schema: 'UserCreationReq' },
    success: 201,
    refusals: [400, 403, 409, 413, 422],
  },
  {
    id: 'getUser',
    method: 'GET',
    path: '/users/{user_id}',
    success: 200,
    answer: 'UserResp',
    refusals: [403, 404, 422],
  },
  { id: 'deleteUser', method: 'DELETE', path: '/users/{user_id}', success: 200, refusals: [400, 403, 404, 422] },
  {
    id: 'getCurrentUserInfo',
    method: 'GET',
    path: '/users/current',
    success: 200,
    answer: 'UserResp',
    refusals: [412],
  },
  {
    id: 'getCurrentUserPermissions',
    method: 'GET',
    path: '/users/current/permissions',
    query: ['scope', 'relative'],
    success: 200,
    answer: 'Permission',
    list: true,
    refusals: [422],
  },
  {
    id: 'setUserSysAdmin',
    method: 'PUT',
    path: '/users/{user_id}/sysadmin',
    body: { schema: 'UserSysAdminFlag' },
    success: 200,
    refusals: [400, 403, 404, 413, 422],
  },
]
