import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { listLoader } from '@/components/data-table/list-loader'
import { FirstStepsCard } from '@/components/projects/first-steps-card'
import { projectListParams } from '@/components/projects/project-list-params'
import { ProjectsTable } from '@/components/projects/projects-table'
import { PageTitle } from '@/components/shell/page-title'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { firstSteps } from '@/lib/server/manual/first-steps'
import { listProjects } from '@/lib/server/projects/list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects'))('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function ProjectsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const list = await listLoader(projectListParams)(searchParams)
  const { rows, total, mayCreate } = await listProjects(actor, {
    search: list.q,
    sort: list.sort,
    page: list.page,
    size: list.size,
  })
  const [t, steps] = [await getTranslations('projects'), await firstSteps(actor)]
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      {steps && <FirstStepsCard steps={steps} />}
      <ClientMessages namespaces={['projects', 'roles']}>
        <ProjectsTable list={list} rows={rows} total={total} mayCreate={mayCreate} />
      </ClientMessages>
    </>
  )
}
