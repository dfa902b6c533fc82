import 'server-only'
import { empty } from '../answers'
import { logIn, logOut } from '../harbor-session'
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
]
