import 'server-only'
import { cache } from 'react'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import type { Actor } from '../rights/actor'
import { endSession } from '../users/sessions'
import { requestSource } from './request-source'
import { sessionActor, sessionCookie, sessionIdOf } from './session-cookie'

// The session of the request that Next is answering.

/**
 * Who is signed in, as the session's and the user's rows stand now; null for everyone else, whatever the cookie may
 * hold. Asked once per request.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const renew = !(await headers()).has('x-harbor-no-session-renewal')
  return sessionActor(await currentCookie(), { renew, source: await requestSource() })
})

/** Who is signed in; everyone else is sent to sign in and comes back to the page they asked for. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect(paths.signIn({ from: await requestedPage() }))
}

/** The address as the HTTP entry noted it, without what Next adds when it fetches a page by script. */
async function requestedPage(): Promise<string | undefined> {
  const path = (await headers()).get('x-path')
  return path?.replace(/([?&])_rsc=[^&]*(&|$)/, '$1').replace(/[?&]$/, '')
}

/** Ends the browser's session: its row first, then its cookie. */
export async function endCurrentSession(): Promise<void> {
  const id = await currentSessionId()
  if (id !== null) await endSession(id, await requestSource())
  const jar = await cookies()
  jar.delete(sessionCookie)
}

/** The session's id that the cookie carries, whether or not it still lives; null for a cookie that is not ours. */
export const currentSessionId = async (): Promise<string | null> => sessionIdOf(await currentCookie())

const currentCookie = async (): Promise<string | null> => (await cookies()).get(sessionCookie)?.value ?? null
