import { cache } from 'react'
import type { Metadata } from 'next'
import { unstable_rethrow } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/pages/or-not-found'
import { robotByName } from '@/lib/server/robots/by-name'
import { decodeName } from './projects/[project]/decode-name'

/** `?legacy` asks for the legacy robot of the name. */
export type RobotSearch = Promise<Record<string, string | string[] | undefined>>

/** The robot of the URL as its reader sees it, or the not-found page. `project` null: of the system. Read once. */
export const currentRobot = cache(async (project: string | null, name: string, legacy: boolean) => {
  const actor = await requireActor()
  const place = project === null ? null : { name: decodeName(project) }
  return orNotFound(robotByName(actor, place, { name: decodeName(name), legacy }))
})

/** The title of a robot's page, which names it: several are open at a time. */
export async function robotTitle(project: string | null, name: string, legacy: boolean): Promise<Metadata> {
  try {
    return { title: (await currentRobot(project, name, legacy)).robot.fullName }
  } catch (error) {
    unstable_rethrow(error) // that there is no such robot
    return { title: (await getTranslations('robots'))('title') } // why it cannot be asked for, the page itself says
  }
}
