import 'server-only'
import { asRefusal } from '../../../errors'
import { userExists } from '../../../users/exists'
import { ApiError } from '../../exchange/error-body'
import { empty, json } from '../answers'
import { logIn, logOut } from '../harbor-session'
import { textOf } from '../json-body'
import { operation } from './operation'

/** Harbor's sessions, below `/c`: no part of its described API. */
export const sessionOperations = [
  operation({
    id: 'login',
    method: 'POST',
    path: '/login',
    open: 'unasked',
    success: 200,
    refusals: [401, 403, 413, 429, 503],
    run: async ({ http }) => {
      await logIn(http)
      return empty
    },
  }),
  operation({
    id: 'logOut',
    method: 'GET',
    path: '/log_out',
    head: false,
    open: 'unasked',
    success: 200,
    refusals: [403, 503],
    run: async ({ http }) => {
      await logOut(http)
      return empty
    },
  }),
  operation({
    // Whether a name or an address is taken, for the form of a new user.
    id: 'userExists',
    method: 'POST',
    path: '/userExists',
    open: 'asked',
    success: 200,
    refusals: [403, 412, 413, 422],
    run: async ({ actor, http }) => {
      const form = new URLSearchParams(await textOf(http.request))
      const asked = userExists(actor, form.get('target'), form.get('value') ?? '')
      return json(
        await asked.catch((error: unknown) => {
          if (!['forbidden', 'unauthorized'].includes(asRefusal(error)?.kind ?? '')) throw error
          throw new ApiError(412, 'PRECONDITION', onlyAdmins)
        }),
      )
    },
  }),
]

const onlyAdmins = 'self registration deactivated, only sysadmin can check user existence'
