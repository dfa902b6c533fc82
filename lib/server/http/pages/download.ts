import 'server-only'
import type { Actor } from '../../rights/actor'
import { requestSource } from '../../auth/request-source'
import { currentActor } from '../../auth/session'
import { log } from '../../log'
import { errorBody, toWireError } from '../exchange/error-body'

/** Makes a download for who is signed in to the pages. A refusal is an answer with a status, since it is no page. */
export async function download(make: (actor: Actor) => Promise<Response>): Promise<Response> {
  try {
    return await make((await currentActor()) ?? { kind: 'anonymous' })
  } catch (error) {
    const wire = toWireError(error)
    if (wire.isFault) log().error({ err: error, ...(await requestSource()) }, 'a download failed')
    const headers = new Headers({ 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    if (wire.retryAfterSeconds !== undefined) headers.set('Retry-After', String(wire.retryAfterSeconds))
    return new Response(errorBody(wire), { status: wire.status, headers })
  }
}
