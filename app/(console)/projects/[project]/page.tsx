import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/paths'
import { currentProject } from './current-project'

type Props = { params: Promise<{ project: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await currentProject((await params).project)).name }
}

export default async function ProjectPage({ params }: Props) {
  const project = await currentProject((await params).project)
  if (project.canListRobots) redirect(paths.projectRobots(project.name))
  const t = await getTranslations('projects')
  return <EmptyState icon="robot">{t('robotsNotForYou')}</EmptyState>
}
