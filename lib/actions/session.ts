'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import { isSameOrigin } from '@/lib/server/auth/same-origin'
import { endCurrentSession } from '@/lib/server/auth/session'
import { actionBegins } from '@/lib/server/http/pages/action-scope'

/** Signs out and shows the sign-in page. Also ends a session that has ended already, so it asks for no actor. */
export async function signOut(): Promise<void> {
  actionBegins()
  if (!isSameOrigin((await headers()).get('origin'))) return
  await endCurrentSession()
  redirect(paths.signIn())
}
