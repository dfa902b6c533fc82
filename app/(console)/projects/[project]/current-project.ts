import { cache } from 'react'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/or-not-found'
import { getProject } from '@/lib/server/projects/get'

/** The project of the URL as its reader sees it, or the not-found page. Read once per request, however often asked. */
export const currentProject = cache(async (segment: string) => {
  const actor = await requireActor()
  return orNotFound(getProject(actor, decodeName(segment)))
})

/** A name that is no valid percent-encoding is no project's name. */
function decodeName(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
