import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import { currentProject } from './current-project'
import { NotForYou } from './not-for-you'

type Props = { params: Promise<{ project: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await currentProject((await params).project)).name }
}

export default async function ProjectPage({ params }: Props) {
  const project = await currentProject((await params).project)
  if (project.canListRobots) redirect(paths.projectRobots(project.name))
  return <NotForYou what="robotsNotForYou" />
}
