import 'server-only'
import { createUser } from '../../../users/create'
import { getUserForApi, listUsersForApi } from '../../../users/list-for-api'
import { listOwnPermissions } from '../../../users/own-permissions'
import { removeUser } from '../../../users/remove'
import { setUserAdmin } from '../../../users/set-admin'
import { ApiError } from '../../error-body'
import { created, empty, json, page } from '../answers'
import { isSystemAdmin, refuseUnseen } from '../refuse-unseen'
import { askedScope, wirePermissions } from '../wire-permissions'
import { newUserOf, wireUser } from '../wire-user'
import { operation } from './operation'
import { listOf, paged } from './parameters'

/** Users, and what one is and may oneself. */
export const userOperations = [
  operation({
    id: 'listUsers',
    method: 'GET',
    path: '/users',
    query: paged,
    success: 200,
    answer: 'UserResp',
    list: true,
    refusals: [400, 403, 422],
    run: async ({ actor, query }) => page(await listUsersForApi(actor, listOf(query)), wireUser),
  }),
  operation({
    id: 'createUser',
    method: 'POST',
    path: '/users',
    body: { schema: 'UserCreationReq' },
    success: 201,
    refusals: [400, 403, 409, 413, 422],
    run: async ({ actor, body }) => created((await createUser(actor, newUserOf(body))).id),
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
    run: async ({ actor, ids }) => {
      await refuseUnseen(actor, removeUser(actor, ids.user_id), isSystemAdmin)
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
      if (actor.kind !== 'user') throw new ApiError(412, 'PRECONDITION', 'a robot account is no user')
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
    run: async ({ actor, ids, body: { sysadmin_flag: isAdmin = false } }) => {
      await refuseUnseen(actor, setUserAdmin(actor, { id: ids.user_id, isAdmin }), isSystemAdmin)
      return empty
    },
  }),
]
