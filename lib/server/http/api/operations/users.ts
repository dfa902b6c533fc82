import 'server-only'
import type { Actor } from '../../../rights/actor'
import { forbidden, theSystem } from '../../../rights/authorize'
import { asRefusal, Refusal } from '../../../errors'
import { db } from '../../../store/db'
import { changeOwnPassword } from '../../../users/change-password'
import { createUser } from '../../../users/create'
import { getUserForApi, listUsersForApi } from '../../../users/list-for-api'
import { listOwnPermissions } from '../../../users/own-permissions'
import { removeUser } from '../../../users/remove'
import { resetUserPassword } from '../../../users/reset-password'
import { searchUserNames } from '../../../users/search-names'
import { setUserAdmin } from '../../../users/set-admin'
import { updateProfile } from '../../../users/update-profile'
import { ApiError, unprocessable } from '../../error-body'
import { created, empty, json, page } from '../answers'
import { sessionAskedFrom } from '../harbor-session'
import { isSystemAdmin } from '../refuse-unseen'
import { newUserOf, profileOf } from '../user-request'
import { wireFoundUser, wirePermissions, wireUser } from '../wire-user'
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
    run: async ({ actor, query: { scope, relative = false } }) =>
      json(wirePermissions(await listOwnPermissions(actor, scope), scope, relative)),
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
    // All of it: what is left out is emptied, or refused where it must be there.
    id: 'updateUserProfile',
    method: 'PUT',
    path: '/users/{user_id}',
    body: { schema: 'UserProfile' },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, ids: { user_id: id }, body }) => {
      await asAdmin(actor, updateProfile(actor, id, profileOf(body)), `user with id ${id} not found`)
      return empty
    },
  }),
  operation({
    // One's own with the present one, anybody's for system admins.
    id: 'updateUserPassword',
    method: 'PUT',
    path: '/users/{user_id}/password',
    body: { schema: 'PasswordReq' },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422, 429, 503],
    run: async ({ actor, ids: { user_id: id }, body, http }) => {
      const { old_password: present = '', new_password: password = '' } = body
      const isSelf = actor.kind === 'user' && actor.id === id
      const changed = isSelf
        ? changeOwnPassword(actor, { present, password, keepSession: await sessionAskedFrom(http) })
        : asAdmin(actor, resetUserPassword(actor, { id, password }), `user ${id} not found`)
      await changed.catch((error: unknown) => {
        if (asRefusal(error)?.reason !== 'password-wrong') throw error
        throw new ApiError(403, 'FORBIDDEN', 'Current password is incorrect')
      })
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

/** What is asked of a user by id; that there is none is told to system admins alone, in Harbor's words. */
async function asAdmin<Result>(actor: Actor, asked: Promise<Result>, missing: string): Promise<Result> {
  try {
    return await asked
  } catch (error) {
    if (asRefusal(error)?.kind !== 'not-found') throw error
    throw (await isSystemAdmin(db(), actor)) ? new Refusal('not-found', missing) : forbidden(actor, theSystem.scope)
  }
}
