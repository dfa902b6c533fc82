import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadRobotList } from '@/components/robots/table/load-robot-list'
import { RobotsTable } from '@/components/robots/table/robots-table'
import { buttonClass } from '@/components/ui/button-class'
import { Link } from '@/components/ui/link'
import { packedRow } from '@/lib/domain/robots/packed-robot-row'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { listRobots } from '@/lib/server/robots/list'
import { currentProject } from '../../current-project'
import { projectTitle } from '../../project-title'
import { robotMessages } from '../../../../robot-messages'

type Props = { params: Promise<{ project: string }>; searchParams: Promise<SearchParams> }

export const generateMetadata = async ({ params }: Props) => projectTitle('robots', (await params).project)

export default async function ProjectRobotsPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const project = await currentProject((await params).project)
  if (!project.canListRobots) notFound()
  const list = await loadRobotList(searchParams)
  const robots = await listRobots(actor, { name: project.name }, { ...list, search: list.q })
  const t = await getTranslations('explain.whoCan')
  const whoCan = robots.may.update && (
    <Link className={buttonClass('link')} href={paths.whoCan({ of: project.name, action: 'push' })}>
      {t('ofRobots')}
    </Link>
  )
  return (
    <ClientMessages namespaces={robotMessages}>
      <RobotsTable {...robots} rows={robots.rows.map(packedRow)} list={list} buttons={whoCan} />
    </ClientMessages>
  )
}
