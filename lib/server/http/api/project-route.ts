import 'server-only'
import type { ProjectRecord } from '../../projects/find'
import { asForbidden, resolveProject } from '../../projects/resolve'
import { apiRoute, signedInRoute, type ApiCall, type Route } from './api-route'
import { unprocessable } from '../error-body'

type ProjectHandler<Params> = (call: ApiCall<Params> & { project: ProjectRecord }) => Promise<Response>
type Named = { project: string }

/** A route below `/projects/{project_name_or_id}`: finds the project, by its name where `X-Is-Resource-Name` says so. */
export const projectRoute = <Params = object>(handler: ProjectHandler<Params & Named>): Route<Params & Named> =>
  signedInRoute((call) => withProject(call, isName(call.request), handler))

/** The same where nobody needs to be signed in. */
export const openProjectRoute = <Params = object>(handler: ProjectHandler<Params & Named>): Route<Params & Named> =>
  apiRoute((call) => withProject(call, isName(call.request), handler))

/** A route whose contract takes a name alone. */
export const projectNameRoute = <Params = object>(handler: ProjectHandler<Params & Named>): Route<Params & Named> =>
  signedInRoute((call) => withProject(call, true, handler))

async function withProject<Params extends Named>(
  call: ApiCall<Params>,
  byName: boolean,
  handler: ProjectHandler<Params>,
): Promise<Response> {
  const project = await resolveProject(call.actor, { text: call.params.project, isName: byName })
  try {
    return await handler({ ...call, project })
  } catch (error) {
    throw await asForbidden(call.actor, error)
  }
}

function isName({ headers }: Request): boolean {
  const text = headers.get('x-is-resource-name') ?? 'false'
  if (/^(1|t|true)$/i.test(text)) return true
  if (/^(0|f|false)$/i.test(text)) return false
  throw unprocessable('X-Is-Resource-Name in header must be of type boolean')
}
