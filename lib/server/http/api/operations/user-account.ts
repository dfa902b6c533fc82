import 'server-only'
import { asRefusal } from '../../../errors'
import { changeOwnPassword } from '../../../users/change-password'
import { resetUserPassword } from '../../../users/reset-password'
import { profileChange, updateProfile } from '../../../users/update-profile'
import { ApiError } from '../../exchange/error-body'
import { empty } from '../answers'
import { asAdmin } from '../as-admin'
import { sessionAskedFrom } from '../harbor-session'
import { ifSound } from '../if-sound'
import { profileOf } from '../user-request'
import { operation } from './operation'

/** What users change of their own account, and system admins of anybody's. */
export const userAccountOperations = [
  operation({
    // All of it: what is left out is emptied, or refused where it must be there.
    id: 'updateUserProfile',
    method: 'PUT',
    path: '/users/{user_id}',
    body: { schema: 'UserProfile' },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, ids: { user_id: id }, body, http }) => {
      // A session is not asked for the password, so it does not lead one's own mail elsewhere.
      const proof = (await sessionAskedFrom(http)) === null ? ('proved' as const) : undefined
      const sound = ifSound({ actor, ...profileChange(actor, id) }, () => profileOf(body))
      const changed = sound.then((profile) => updateProfile(actor, id, { profile, proof }))
      await asAdmin(actor, changed, `user with id ${id} not found`)
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
]
