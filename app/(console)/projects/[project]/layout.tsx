import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/components/shell/breadcrumb'
import { InfoCard } from '@/components/shell/info-card'
import { ProjectHeader } from '@/components/shell/project-header'
import { Tabs } from '@/components/shell/tabs'
import { paths } from '@/lib/paths'
import { currentProject } from './current-project'

type Props = { children: ReactNode; params: Promise<{ project: string }> }

export default async function ProjectLayout({ children, params }: Props) {
  const project = await currentProject((await params).project)
  const [t, roles, shell] = [
    await getTranslations('projects'),
    await getTranslations('roles'),
    await getTranslations('shell'),
  ]
  const tabs = [
    project.canListMembers && { href: paths.projectMembers(project.name), label: shell('members') },
    project.canListRobots && { href: paths.projectRobots(project.name), label: shell('robotAccounts') },
    project.canListLog && { href: paths.projectLogs(project.name), label: shell('logs') },
  ].filter((tab) => tab !== false)
  return (
    <>
      <Breadcrumb href={paths.projects()}>{t('title')}</Breadcrumb>
      <ProjectHeader name={project.name} role={roles(project.role ?? 'visitor')}>
        <InfoCard title={t('accessLevel')}>{project.public ? t('public') : t('private')}</InfoCard>
      </ProjectHeader>
      {tabs.length > 0 && <Tabs label={shell('projectTabs')} tabs={tabs} />}
      {children}
    </>
  )
}
