import 'server-only'
import { asRefusal } from '../../../errors'
import { createUser, newUserTarget } from '../../../users/create'
import { getUserForApi, listUsersForApi } from '../../../users/list-for-api'
import { listOwnPermissions } from '../../../users/own-permissions'
import { removeUser } from '../../../users/remove'
import { searchUserNames } from '../../../users/search-names'
import { setUserAdmin } from '../../../users/set-admin'
import { ApiError, unprocessable } from '../../exchange/error-body'
import { created, empty, json, page } from '../answers'
import { asAdmin } from '../as-admin'
import { ifSound } from '../if-sound'
import { newUserOf } from '../user-request'
import { askedScope, wirePermissions } from '../wire-permissions'
import { wireFoundUser, wireUser } from '../wire-user'
import { operation } from './operation'
import { listOf, paged, pageOf } from './parameters'

/** Users, and what one is and may oneself. */
export const userOperations = [
  operation({
    id: 'listUsers',
    method: 'GET',
    path: '/users',
    query: [...paged, 'username', 'email'],
    success: 200,
    answer: 'UserResp',
    list: true,
    refusals: [400, 403, 422],
    run: async ({ actor, query }) => {
      const { username, email } = query
      return page(await listUsersForApi(actor, { ...listOf(query), username, email }), wireUser)
    },
  }),
  operation({
    id: 'createUser',
    method: 'POST',
    path: '/users',
    body: { schema: 'UserCreationReq' },
    success: 201,
    refusals: [400, 403, 409, 413, 422],
    run: async ({ actor, body }) => {
      const attempt = { actor, permission: 'user:create', operation: 'user.create', find: newUserTarget } as const
      return created((await createUser(actor, await ifSound(attempt, () => newUserOf(body)))).id)
    },
  }),
  operation({
    id: 'getUser',
    method: 'GET',
    path: '/users/{user_id}',
    success: 200,
    answer: 'UserResp',
    refusals: [403, 404, 422],
    run: async ({ actor, ids }) => json(wireUser(await getUserForApi(actor, ids.user_id))),
  }),
  operation({
    id: 'deleteUser',
    method: 'DELETE',
    path: '/users/{user_id}',
    success: 200,
    refusals: [400, 403, 404, 422],
    run: async ({ actor, ids: { user_id: id } }) => {
      await asAdmin(actor, removeUser(actor, id), `user ${id} not found`).catch((error: unknown) => {
        if (asRefusal(error)?.reason !== 'user-self') throw error
        throw new ApiError(403, 'FORBIDDEN', `User with ID ${id} cannot be deleted`)
      })
      return empty
    },
  }),
  operation({
    id: 'getCurrentUserInfo',
    method: 'GET',
    path: '/users/current',
    success: 200,
    answer: 'UserResp',
    refusals: [412],
    run: async ({ actor }) => {
      if (actor.kind !== 'user')
        throw new ApiError(412, 'PRECONDITION', 'get current user not available for security context: robot')
      return json(wireUser(await getUserForApi(actor, actor.id)))
    },
  }),
  operation({
    // What the caller may do in `scope`, from which Harbor's pages decide what to show.
    id: 'getCurrentUserPermissions',
    method: 'GET',
    path: '/users/current/permissions',
    query: ['scope', 'relative'],
    success: 200,
    answer: 'Permission',
    list: true,
    refusals: [422],
    run: async ({ actor, query: { scope, relative } }) =>
      json(wirePermissions(await listOwnPermissions(actor, askedScope(scope, relative)), scope, relative)),
  }),
  operation({
    id: 'setUserSysAdmin',
    method: 'PUT',
    path: '/users/{user_id}/sysadmin',
    body: { schema: 'UserSysAdminFlag' },
    success: 200,
    refusals: [400, 403, 404, 413, 422],
    run: async ({ actor, ids: { user_id: id }, body: { sysadmin_flag: isAdmin = false } }) => {
      await asAdmin(actor, setUserAdmin(actor, { id, isAdmin }), `user with id ${id} not found`)
      return empty
    },
  }),
  operation({
    // Whom a member could be made of.
    id: 'searchUsers',
    method: 'GET',
    path: '/users/search',
    query: ['username', 'page', 'page_size'],
    success: 200,
    answer: 'UserSearchRespItem',
    list: true,
    refusals: [422],
    run: async ({ actor, query }) => {
      const { username } = query
      if (username === '') throw unprocessable('username in query is required')
      return page(await searchUserNames(actor, { username, ...pageOf(query) }), wireFoundUser)
    },
  }),
]
