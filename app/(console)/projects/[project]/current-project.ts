import { cache } from 'react'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/pages/or-not-found'
import { getProject } from '@/lib/server/projects/get'
import { decodeName } from './decode-name'

/** The project of the URL as its reader sees it, or the not-found page. Read once per request, however often asked. */
export const currentProject = cache(async (segment: string) => {
  const actor = await requireActor()
  return orNotFound(getProject(actor, decodeName(segment)))
})
