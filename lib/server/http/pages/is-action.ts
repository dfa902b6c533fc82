import 'server-only'
import type { IncomingMessage } from 'node:http'

/** Paths of Next that are no pages: they answer by method, and know no actions. */
export const isRoute = (path: string): boolean => /^\/(api|c)\//.test(path)

/** Whether Next takes a request for one of a server action. */
export const isAction = ({ method, headers }: IncomingMessage, path: string): boolean =>
  method === 'POST' && headers['next-action'] !== undefined && !isRoute(path)
