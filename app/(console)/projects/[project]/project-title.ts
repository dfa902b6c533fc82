import type { Metadata } from 'next'
import { unstable_rethrow } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { currentProject } from './current-project'

type Page = 'members' | 'robots' | 'logs'

/** The title of a project's page, which names the project: several are open at a time. */
export async function projectTitle(page: Page, segment: string): Promise<Metadata> {
  const title = (await getTranslations(page))('title')
  try {
    const { name } = await currentProject(segment)
    return { title: `${title} · ${name}` }
  } catch (error) {
    unstable_rethrow(error) // that there is no such project
    return { title } // why it cannot be asked for, the page itself says
  }
}
