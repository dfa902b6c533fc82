import 'server-only'
import { headers } from 'next/headers'
import type { RequestSource } from '../rights/actor'
import { clientOf } from '../secrets/client-of'

/** Where the present request came from, as the HTTP entry noted it: it overwrites what a client may send of these. */
export async function requestSource(): Promise<RequestSource> {
  const sent = await headers()
  return {
    requestId: sent.get('x-request-id') ?? undefined,
    address: sent.get('x-real-client') ?? undefined,
    client: clientOf(sent.get('user-agent') ?? undefined),
  }
}
